"""Joining: few questions, nothing kept before the end, and three ways in."""

from __future__ import annotations

import pytest
from django.core import signing
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from testing.cast import PASSWORD
from withness.foundation.refusing import NotUnderstood
from withness.people.arriving import Arrival, arrive, old_enough
from withness.people.consenting import WORDS_VERSION, has_consented
from withness.people.letters import email_of
from withness.people.models import Consent, Person, Session
from withness.people.nicknames import LONGEST, SHORTEST, same_nickname, well_formed
from withness.people.tests.on_the_threshold import (
    answer_all_questions,
    code_in,
    come_in,
    heading,
    join_with_password,
    last_letter,
)


def test_ana_joins_with_a_password_and_is_asked_to_write_words_down(db, as_):
    browser = as_(None)
    answer_all_questions(browser, "  Ana  Banana ", onward="/groups")
    assert not Person.objects.exists()
    assert not Session.objects.exists()
    answer = browser.post("/account/join/password", {"password": PASSWORD})
    assert answer.headers["Location"] == "/me/words?next=%2Fgroups"
    ana = Person.objects.get()
    assert (ana.nickname, ana.language, ana.zone, ana.is_demo) == ("ana banana", "en", "Europe/Madrid", False)
    assert ana.check_password(PASSWORD)
    assert heading(browser.get("/me/words")) == "Eight words for a bad day"
    assert "join" not in browser.cookies or not browser.cookies["join"].value


def test_both_consents_are_written_down_with_their_words(db, as_):
    join_with_password(as_(None), "ana")
    given_ = set(Consent.objects.values_list("about", "words_version", "withdrawn_at"))
    assert given_ == {("age", WORDS_VERSION["age"], None), ("health", WORDS_VERSION["health"], None)}


def test_who_does_not_consent_joins_all_the_same(db, as_):
    join_with_password(as_(None), "ana", health=False)
    assert not has_consented(Person.objects.get(), "health")


@pytest.mark.parametrize("age", ["17", "5", " 12 "])
def test_who_is_too_young_is_sent_on_kindly_and_nothing_is_kept(db, as_, age):
    browser = as_(None)
    answer = browser.post("/account/join", {"age": age})
    assert answer.status_code == 200
    assert 'href="/help"' in answer.content.decode()
    assert {name for name in browser.cookies if browser.cookies[name].value} <= {"not_yet", "c"}
    assert signing.loads(browser.cookies["not_yet"].value, salt="not_yet") == 1  # that they were sent on; no number
    assert not Session.objects.exists()


def test_going_back_and_being_older_does_not_help_for_two_hours(db, as_, settings):
    browser = as_(None)
    browser.post("/account/join", {"age": "17"})
    for answer in (browser.get("/account/join"), browser.post("/account/join", {"age": "40"})):
        assert heading(answer) == "We cannot open this door to you yet"
    assert browser.get("/account/join/name").headers["Location"] == "/account/join"
    assert browser.cookies["not_yet"]["max-age"] == 7200
    del browser.cookies["not_yet"]
    assert browser.post("/account/join", {"age": "40"}).headers["Location"] == "/account/join/name"


def test_the_house_may_ask_for_another_age(db, as_, settings):
    settings.YOUNGEST = 16
    assert as_(None).post("/account/join", {"age": "16"}).status_code == 302


@pytest.mark.parametrize("age", ["", "x", "-30", "3", "121", "4e1", "١٨٠", "30.5"])
def test_what_is_no_age_is_asked_again(db, as_, age):
    answer = as_(None).post("/account/join", {"age": age})
    assert answer.status_code == 422
    assert "Write your age in years" in answer.content.decode()


def test_digits_of_every_script_are_understood():
    assert old_enough("٣٤")
    assert not old_enough("١٧")


@pytest.mark.parametrize("step", ["name", "place", "consent", "way", "password", "passkey", "letter", "letter/code"])
def test_no_question_can_be_jumped(db, as_, step):
    assert as_(None).get(f"/account/join/{step}").headers["Location"] == "/account/join"
    assert as_(None).post(f"/account/join/{step}", {"password": PASSWORD}).headers["Location"] == "/account/join"


@pytest.mark.parametrize("step", ["place", "consent", "way", "password", "passkey", "letter"])
def test_questions_come_in_their_order(db, as_, step):
    browser = as_(None)
    browser.post("/account/join", {"age": "34"})
    assert browser.get(f"/account/join/{step}").headers["Location"] in {"/account/join", "/account/join/name",
        "/account/join/place", "/account/join/consent"}  # fmt: skip


def test_a_cookie_made_by_hand_opens_nothing(db, as_):
    browser = as_(None)
    browser.cookies["join"] = '{"nickname":"x","asked":true}'
    assert browser.get("/account/join/password").headers["Location"] == "/account/join"


def test_who_is_in_already_is_not_asked_again(cast, as_):
    assert as_(cast.ana).get("/account/join?next=/groups").headers["Location"] == "/groups"


@pytest.mark.parametrize("taken", ["ana", "ANA", " Ana ", "ａｎａ"])
def test_a_nickname_that_somebody_has_is_not_given_twice(cast, as_, taken):
    browser = as_(None)
    browser.post("/account/join", {"age": "34"})
    answer = browser.post("/account/join/name", {"nickname": taken})
    assert answer.status_code == 422
    assert "Please choose another" in answer.content.decode()


@pytest.mark.parametrize("wrong", ["", "a", "x" * 41, "ana@example.org", "\u202e\u0000"])
def test_a_nickname_that_cannot_be_one_is_asked_again(db, as_, wrong):
    browser = as_(None)
    browser.post("/account/join", {"age": "34"})
    assert browser.post("/account/join/name", {"nickname": wrong}).status_code == 422


@given(st.text(min_size=1, max_size=60))
def test_a_kept_nickname_is_its_own_kept_form(text):
    try:
        kept = well_formed(text)
    except NotUnderstood:
        return
    assert same_nickname(kept) == kept
    assert SHORTEST <= len(kept) <= LONGEST
    assert same_nickname(f"  {kept}\n") == kept


def test_asking_after_many_nicknames_is_slowed(cast, as_):
    browser = as_(None)
    browser.post("/account/join", {"age": "34"})
    answers = [browser.post("/account/join/name", {"nickname": "ana"}).status_code for _n in range(42)]
    assert answers[:40] == [422] * 40
    assert answers[-1] == 429
    elsewhere = browser.post("/account/join/name", {"nickname": "ana"}, REMOTE_ADDR="203.0.113.7")
    assert elsewhere.status_code == 422


def test_a_school_may_join_at_once_and_a_program_may_not(db, as_):
    for n in range(20):
        join_with_password(as_(None), f"pupil {n}")
    browser = as_(None)
    answer_all_questions(browser, "one more")
    answer = browser.post("/account/join/password", {"password": PASSWORD})
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert "in 3 minutes" in answer.content.decode()
    assert Person.objects.count() == 20


@pytest.mark.parametrize("weak", [
    "", "short one", "password1234567", "123456789012345", "qwertyuiopasdfgh", "aaaaaaaaaaaaaaaaaaa", "newcomernewcomer",
    "iloveyou!!!!!!!!!!", "abcabcabcabcabcabc",
])  # fmt: skip
def test_a_password_that_would_be_guessed_is_asked_again(db, as_, weak):
    browser = as_(None)
    answer_all_questions(browser, "newcomer")
    answer = browser.post("/account/join/password", {"password": weak})
    assert answer.status_code == 422
    assert 'class="trouble"' in answer.content.decode()
    assert not Person.objects.exists()
    if weak:
        assert weak not in answer.content.decode()


@pytest.mark.parametrize("strong", [PASSWORD, "83620 19475 55012", "قهوة الصباح على النافذة", "correct horse battery"])
def test_a_long_one_of_ones_own_is_taken(db, as_, strong):
    browser = as_(None)
    answer_all_questions(browser, "newcomer")
    assert browser.post("/account/join/password", {"password": strong}).status_code == 302


def test_ben_joins_with_a_code_by_e_mail(db, as_):
    browser = as_(None)
    answer_all_questions(browser, "ben")
    assert browser.post("/account/join/letter", {"email": " Ben@Example.org "}).status_code == 302
    letter = last_letter()
    assert (letter.to, letter.subject) == ("ben@example.org", "Your code")
    assert not Person.objects.exists()
    assert browser.post("/account/join/letter/code", {"code": "BBBB-BBBB"}).status_code == 422
    code = code_in(letter).replace("-", " ").lower()
    assert browser.post("/account/join/letter/code", {"code": code}).headers["Location"] == "/me/words"
    ben = Person.objects.get()
    assert (email_of(ben), ben.has_usable_password()) == ("ben@example.org", False)


def test_a_code_is_good_for_five_tries(db, as_):
    browser = as_(None)
    answer_all_questions(browser, "ben")
    browser.post("/account/join/letter", {"email": "ben@example.org"})
    code = code_in(last_letter())
    for _n in range(5):
        browser.post("/account/join/letter/code", {"code": "BBBB-BBBB"})
    answer = browser.post("/account/join/letter/code", {"code": code})
    assert answer.headers["Location"] == "/account/join/letter"
    assert not Person.objects.exists()


def test_an_address_that_is_in_use_looks_like_any_other_and_only_its_owner_is_told(db, as_):
    arrive(Arrival("owner", email="ben@example.org"))
    pages = []
    for n, email in enumerate(("ben@example.org", "new@example.org")):
        browser = as_(None)
        answer_all_questions(browser, f"newcomer {n}")
        browser.post("/account/join/letter", {"email": email})
        page = browser.get("/account/join/letter/code").content.decode()
        pages.append(page.replace(email, "EMAIL").split("<main")[1].split("csrfmiddlewaretoken")[0])
    assert pages[0] == pages[1]
    told = last_letter().__class__.objects.get(to="ben@example.org")
    assert told.subject == "Your code"
    assert "in use already" in told.words


def test_no_letter_speaks_of_health_or_groups(db, as_):
    browser = as_(None)
    answer_all_questions(browser, "ben")
    browser.post("/account/join/letter", {"email": "ben@example.org"})
    words = f"{last_letter().subject} {last_letter().words}".lower()
    for word in ("health", "group", "support", "withness", "ben ", "illness", "therapy"):
        assert word not in words


def test_without_a_mail_server_no_code_is_offered(db, as_, settings):
    settings.MAIL_OFFERED = False
    browser = as_(None)
    answer_all_questions(browser, "ben")
    assert "/account/join/letter" not in browser.get("/account/join/way").content.decode()
    assert browser.get("/account/join/letter").status_code == 404
    assert browser.get("/account/code").status_code == 404


def test_two_who_want_one_nickname_at_the_same_moment_do_not_both_get_it(db, as_):
    slow, quick = as_(None), as_(None)
    for browser in (slow, quick):
        answer_all_questions(browser, "ana")
    assert quick.post("/account/join/password", {"password": PASSWORD}).status_code == 302
    answer = slow.post("/account/join/password", {"password": "another long walk home"})
    assert answer.status_code == 422
    assert heading(answer) == "Choose a nickname"
    assert Person.objects.get().check_password(PASSWORD)


def test_a_passkey_that_nobody_made_begins_no_account(db, as_):
    browser = as_(None)
    answer_all_questions(browser, "ana")
    assert browser.get("/account/join/passkey", HTTP_HOST="localhost").status_code == 200
    for made_up in ("", "{}", "[]", "not json", '{"id":"a","rawId":"a","response":{}}', "x" * 30_000):
        answer = browser.post("/account/join/passkey", {"credential": made_up}, HTTP_HOST="localhost")
        assert answer.status_code == 422, made_up
    assert not Person.objects.exists()


def test_passkeys_are_offered_only_where_a_browser_would_make_one(db, as_):
    browser = as_(None)
    answer_all_questions(browser, "ana")
    assert "/account/join/passkey" in browser.get("/account/join/way", HTTP_HOST="localhost").content.decode()
    by_number = browser.get("/account/join/way", HTTP_HOST="127.0.0.1").content.decode()
    assert "/account/join/passkey" not in by_number
    assert "http://localhost/account/join" in by_number


def test_what_is_asked_where_leads_only_to_our_own_pages(db, as_):
    browser = as_(None)
    join_with_password(browser, "ana", onward="https://elsewhere.example/")
    assert "elsewhere" not in browser.get("/me/words").content.decode()
    assert come_in(as_(None), next="//elsewhere.example").headers["Location"] == "/today"


def test_an_account_is_whole_or_not_there(db, monkeypatch):
    monkeypatch.setattr("withness.people.arriving.consent", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        arrive(Arrival("ana"), password=PASSWORD)
    assert not Person.objects.exists()
    assert not connection.needs_rollback
