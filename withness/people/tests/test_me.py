"""My account: every page for its owner, for a stranger, and with something wrong in it."""

from __future__ import annotations

import json
import re
import time

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY

from testing.cast import PASSWORD
from withness.people.consenting import consent, has_consented, withdraw_consent
from withness.people.models import ApiToken, Consent, Person
from withness.people.overview import Line, lines_of_other_rooms, on_my_page, what_is_missing
from withness.people.tests.on_the_threshold import code_in, heading, last_letter
from withness.people.tokens import make_token, person_of_token
from withness.people.ways_in import keep_email

PAGES = [
    "/me", "/me/showing", "/me/ways-in", "/me/ways-in/password", "/me/ways-in/passkeys/new", "/me/ways-in/app",
    "/me/email", "/me/sessions", "/me/keys", "/me/consents", "/me/consents/take-back", "/me/export", "/me/erase", "/me/words",
    "/me/key",
]  # fmt: skip
SURE = [
    page
    for page in PAGES
    if page not in {"/me", "/me/showing", "/me/ways-in", "/me/sessions", "/me/consents", "/me/key"}
]


def an_hour_later(browser) -> None:
    """As if what she showed had been shown an hour ago."""
    session = browser.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {**record, "at": time.time() - 3600} for record in session[AUTHENTICATION_METHODS_SESSION_KEY]
    ]
    session.save()


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_for_its_owner_and_asks_a_stranger_in(ana, as_, path):
    page = ana.get(path)
    assert page.status_code == 200
    assert page.content.decode().count("<h1") == 1
    assert as_(None).get(path).headers["Location"].startswith("/account/come-in?next=%2Fme")
    assert as_(None).post(path).status_code in {302, 405}


@pytest.mark.parametrize("path", PAGES)
def test_no_page_tells_the_persons_id(cast, ana, path):
    assert cast.ana.id not in ana.get(path).content.decode()
    assert cast.ana.id not in ana.get(path, HTTP_HOST="localhost").content.decode()


@pytest.mark.parametrize("path", SURE)
def test_what_matters_asks_once_more_after_a_quarter_of_an_hour(cast, ana, path):
    assert ana.get(path).status_code == 200
    an_hour_later(ana)
    assert ana.get(path).headers["Location"].startswith("/account/again?next=%2Fme")
    assert ana.post(path).headers["Location"].startswith("/account/again?next=%2Fme")
    wrong = ana.post("/account/again", {"password": "not this one at all", "next": path})
    assert "That is not your password" in wrong.content.decode()
    assert ana.post("/account/again", {"password": PASSWORD, "next": path}).headers["Location"] == path
    assert ana.get(path).status_code == 200


def test_being_asked_once_more_keeps_nothing_of_the_request(cast, ana):
    an_hour_later(ana)
    ana.post("/me/ways-in/app", {"code": "123456"}, headers={"User-Agent": "a very particular browser"})
    ana.post("/me/keys", {"name": "x"}, headers={"User-Agent": "a very particular browser"})
    kept = json.dumps(dict(ana.session.items()))
    assert "particular" not in kept
    assert "127.0.0.1" not in kept


def test_who_has_only_an_address_shows_it_again_by_letter(cast, as_):
    cast.sam.set_unusable_password()
    cast.sam.save()
    keep_email(person=cast.sam, email="sam@example.org")
    sam = as_(cast.sam)  # signed in long ago
    assert sam.get("/me/keys").headers["Location"] == "/account/again/letter?next=%2Fme%2Fkeys"
    sam.post("/account/again/letter", {"do": "send", "next": "/me/keys"})
    assert sam.post("/account/again/letter", {"code": "BBBB-BBBB", "next": "/me/keys"}).status_code == 422
    answer = sam.post("/account/again/letter", {"code": code_in(last_letter()), "next": "/me/keys"})
    assert answer.headers["Location"] == "/me/keys"
    assert sam.get("/me/keys").status_code == 200


def test_who_has_no_way_to_show_it_is_not_shut_out(cast, as_):
    cast.sam.set_unusable_password()
    cast.sam.save()
    assert as_(cast.sam).get("/me/ways-in/password").status_code == 200


def test_asking_once_more_by_ways_one_does_not_have_leads_nowhere(cast, ana):
    assert ana.get("/account/again/passkey").status_code == 404
    assert ana.get("/account/again/letter").status_code == 404
    assert ana.get("/account/again/app").headers["Location"] == "/account/again"


def test_the_first_page_says_what_would_help_soon(cast, ana):
    assert [line.href for line in what_is_missing(cast.ana)] == ["/me/words"]
    withdraw_consent(person=cast.ana, about="health")
    cast.ana.set_unusable_password()
    assert [line.href for line in what_is_missing(cast.ana)] == ["/me/words", "/me/ways-in", "/me/consents"]


def test_other_rooms_may_add_a_line_once(ana, monkeypatch):
    monkeypatch.setattr("withness.people.overview._more", [])

    def line() -> Line:
        return Line("/elsewhere", "How I am told", "Quiet hours.")

    on_my_page(line)
    on_my_page(line)
    assert lines_of_other_rooms() == [line()]
    assert 'href="/elsewhere"' in ana.get("/me").content.decode()


def test_language_clock_and_light_are_kept(cast, ana):
    answer = ana.post("/me/showing", {"language": "es", "zone": "Europe/Madrid", "light": "night"})
    kept = Person.objects.get(id=cast.ana.id)
    assert (kept.language, kept.zone, kept.light) == ("es", "Europe/Madrid", "night")
    assert (answer.cookies["language"].value, answer.cookies["light"].value) == ("es", "night")
    ana.post("/me/showing", {"language": "en", "zone": "UTC", "light": ""})
    assert not ana.cookies["light"].value


@pytest.mark.parametrize("wrong", [{"language": "xx"}, {"zone": "Mars/North"}, {"light": "strobe"}, {"zone": ""}])
def test_what_is_not_among_the_choices_changes_nothing(cast, ana, wrong):
    choice = {"language": "es", "zone": "UTC", "light": ""} | wrong
    assert ana.post("/me/showing", choice).status_code == 422
    assert Person.objects.get(id=cast.ana.id).language == "en"


# --- Keys ---------------------------------------------------------------------------------------------------------
def test_a_key_is_shown_once_and_removed(cast, ana):
    page = ana.post("/me/keys", {"name": "my script"}).content.decode()
    token = re.search(r"wn_[\w-]+", page)[0]
    assert person_of_token(token) == cast.ana
    again = ana.get("/me/keys").content.decode()
    assert token not in again
    assert "my script" in again
    assert ana.post("/me/keys/remove", {"key": ApiToken.objects.get().id}).status_code == 302
    assert person_of_token(token) is None


def test_a_key_without_a_name_is_asked_again_and_nobody_removes_anothers(cast, ana):
    assert ana.post("/me/keys", {"name": " "}).status_code == 422
    make_token(person=cast.sam, name="his")
    theirs = ApiToken.objects.get().id
    for key in (theirs, "", "x"):
        assert ana.post("/me/keys/remove", {"key": key}).status_code == 404
    assert ApiToken.objects.count() == 1


# --- Consents -----------------------------------------------------------------------------------------------------
def test_consent_is_given_again_on_the_way_to_a_group(cast, ana):
    withdraw_consent(person=cast.ana, about="health")
    answer = ana.post("/me/consents", {"next": "/groups"})
    assert answer.status_code == 422
    assert "Tick the box if you agree" in answer.content.decode()
    assert not has_consented(cast.ana, "health")
    assert ana.post("/me/consents", {"health": "yes", "next": "/groups"}).headers["Location"] == "/groups"
    assert has_consented(cast.ana, "health")
    assert Consent.objects.filter(person=cast.ana, about="health").count() == 2  # both are written down


def test_consenting_twice_is_written_once(cast):
    consent(person=cast.ana, about="health")
    assert Consent.objects.filter(person=cast.ana).count() == 1


def test_the_page_of_consents_has_its_heading(ana):
    assert heading(ana.get("/me/consents")) == "What I agreed to"
