"""Coming in by a code in a letter, past a second step, or with a passkey."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator

from withness.foundation.models import Letterbox
from withness.people.tests.on_the_threshold import (
    ask_for_code,
    code_in,
    code_of,
    come_in,
    heading,
    last_letter,
    same,
    switch_on_the_app,
)
from withness.people.ways_in import keep_email


def test_ana_comes_in_with_a_code(cast, as_):
    keep_email(person=cast.ana, email="ana@example.org")
    browser = as_(None)
    assert heading(ask_for_code(browser, "Ana@example.org", "/groups")) == "Look into your e-mail"
    letter = last_letter()
    assert (letter.to, letter.subject) == ("ana@example.org", "Your code")
    answer = browser.post("/account/code/enter", {"code": code_in(letter), "next": "/groups"})
    assert answer.headers["Location"] == "/groups"
    assert browser.get("/me").status_code == 200


def test_an_address_nobody_gave_looks_the_same_and_gets_a_letter_without_a_code(cast, as_):
    keep_email(person=cast.ana, email="ana@example.org")
    known, unknown = (ask_for_code(as_(None), email) for email in ("ana@example.org", "who@example.org"))
    assert same(known) == tuple(
        part.replace("who@", "ana@") if isinstance(part, str) else part for part in same(unknown)
    )
    assert {letter.to: letter.subject for letter in Letterbox.objects.all()} == {
        "ana@example.org": "Your code", "who@example.org": "Your code",
    }  # fmt: skip
    assert "do not know the address" in Letterbox.objects.get(to="who@example.org").words


def test_wrong_codes_end_the_waiting_kindly(cast, as_):
    keep_email(person=cast.ana, email="ana@example.org")
    browser = as_(None)
    ask_for_code(browser, "ana@example.org")
    for _n in range(4):
        assert "That is not the code" in browser.post("/account/code/enter", {"code": "BBBB-BBBB"}).content.decode()
    answer = browser.post("/account/code/enter", {"code": "BBBB-BBBB"}, follow=True)
    assert "That was tried many times now" in answer.content.decode()
    assert browser.get("/me").status_code == 302


def test_another_code_can_be_asked_for_and_the_first_one_is_void(cast, as_):
    keep_email(person=cast.ana, email="ana@example.org")
    browser = as_(None)
    ask_for_code(browser, "ana@example.org")
    first = code_in(last_letter())
    browser.post("/account/code/enter", {"action": "resend"})
    second = code_in(last_letter())
    assert browser.post("/account/code/enter", {"code": first}).status_code == 200
    assert browser.post("/account/code/enter", {"code": second}).status_code == 302


def test_who_switched_the_second_step_on_is_asked_for_it(cast, as_):
    browser = as_(None)
    come_in(browser)
    secret = switch_on_the_app(browser)
    assert secret not in str(list(Authenticator.objects.values()))
    browser.post("/account/sign-out")
    answer = come_in(browser, next="/groups")
    assert answer.headers["Location"] == "/account/second-step"
    assert heading(browser.get("/account/second-step")) == "And the code from your app"
    assert browser.get("/me").status_code == 302  # not in yet
    assert "That is not the code" in browser.post("/account/second-step", {"code": "000000"}).content.decode()
    assert browser.post("/account/second-step", {"code": code_of(secret, later=1)}).headers["Location"] == "/groups"
    assert browser.get("/me").status_code == 200


def test_the_second_step_can_be_switched_off_again(cast, as_):
    browser = as_(None)
    come_in(browser)
    switch_on_the_app(browser)
    assert browser.get("/me/ways-in/app").headers["Location"] == "/me/ways-in/app/off"
    assert browser.post("/me/ways-in/app/off").headers["Location"] == "/me/ways-in"
    browser.post("/account/sign-out")
    assert come_in(browser).headers["Location"] == "/today"


def test_a_passkey_is_no_second_step(cast, as_):
    Authenticator.objects.create(user=cast.ana, type="webauthn", data={"name": "phone", "credential": {}})
    assert come_in(as_(None)).headers["Location"] == "/today"


def test_the_second_step_cannot_be_opened_by_itself(cast, as_):
    assert as_(None).get("/account/second-step").headers["Location"] == "/account/come-in"
    assert as_(None).get("/account/code/enter").headers["Location"] == "/account/code"


def test_the_challenge_of_a_passkey_names_nobody(cast, as_):
    answer = as_(None).get("/account/passkey", HTTP_HOST="localhost")
    assert answer.json()["publicKey"]["allowCredentials"] == [] or "allowCredentials" not in answer.json()["publicKey"]
    assert cast.ana.id not in answer.content.decode()


@pytest.mark.parametrize("credential", ["", "{}", "[]", "x", '{"response":{"userHandle":"YQ"}}', '{"id":1,"rawId":1}'])
def test_a_passkey_of_nobody_opens_nothing(cast, as_, credential):
    browser = as_(None)
    browser.get("/account/passkey", HTTP_HOST="localhost")
    answer = browser.post("/account/passkey", {"credential": credential}, HTTP_HOST="localhost")
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
