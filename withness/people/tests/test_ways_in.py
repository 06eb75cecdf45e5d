"""My ways in: each can be added, changed and taken away, and the last one stays."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from testing.cast import PASSWORD
from withness.foundation.models import Letterbox
from withness.people.letters import email_of
from withness.people.models import Person, RecoveryWords
from withness.people.overview import ways_in_of, what_is_missing
from withness.people.passkeys import outer_id_of
from withness.people.tests.on_the_threshold import code_in, come_in, last_letter, shown_words
from withness.people.ways_in import keep_email
from withness.people.where_signed_in import places_of


def a_passkey(person: Person, name: str = "phone") -> Authenticator:
    """A row as a passkey leaves it."""
    return Authenticator.objects.create(user=person, type="webauthn", data={"name": name, "credential": {"id": name}})


def test_a_new_password_signs_out_everywhere_else_at_once(cast, ana, as_):
    phone = as_(cast.ana)
    assert phone.get("/me").status_code == 200
    answer = ana.post("/me/ways-in/password", {"password": "another long walk home"})
    assert answer.headers["Location"] == "/me/ways-in"
    assert phone.get("/me").status_code == 302
    assert ana.get("/me").status_code == 200
    assert [place.here for place in places_of(cast.ana, here=ana.session.session_key)] == [True]
    assert come_in(as_(None), "ana", "another long walk home").status_code == 302
    assert come_in(as_(None), "ana", PASSWORD).status_code == 422


@pytest.mark.parametrize("weak", ["", "short", "password1234567"])
def test_a_weak_one_is_asked_again_and_the_old_one_stays(cast, ana, weak):
    assert ana.post("/me/ways-in/password", {"password": weak}).status_code == 422
    assert Person.objects.get(id=cast.ana.id).check_password(PASSWORD)


def test_the_last_way_in_cannot_be_taken_away(cast, ana):
    answer = ana.post("/me/ways-in/password", {"do": "drop"})
    assert answer.status_code == 403
    assert "This is your last way in" in answer.content.decode()
    a_passkey(cast.ana)
    assert ana.post("/me/ways-in/password", {"do": "drop"}).status_code == 302
    assert not Person.objects.get(id=cast.ana.id).has_usable_password()
    assert ana.get("/me").status_code == 200
    key = Authenticator.objects.get()
    answer = ana.post(f"/me/ways-in/passkeys/{outer_id_of(key)}", {"do": "drop"})
    assert answer.status_code == 403
    assert ways_in_of(cast.ana.__class__.objects.get(id=cast.ana.id)).lasting == 1


def test_a_passkey_gets_another_name_and_goes(cast, ana):
    key = a_passkey(cast.ana)
    path = f"/me/ways-in/passkeys/{outer_id_of(key)}"
    assert str(key.pk) not in path.rsplit("/", 1)[1][:3] or len(path.rsplit("/", 1)[1]) == 20
    assert 'value="phone"' in ana.get(path).content.decode()
    ana.post(path, {"name": " The blue one "})
    assert Authenticator.objects.get().wrap().name == "The blue one"
    ana.post(path, {"do": "drop"})
    assert not Authenticator.objects.exists()


def test_nobody_reaches_somebody_elses_passkey(cast, ana):
    theirs = a_passkey(cast.sam)
    for path in (outer_id_of(theirs), str(theirs.pk), "x" * 20):
        assert ana.get(f"/me/ways-in/passkeys/{path}").status_code == 404
        assert ana.post(f"/me/ways-in/passkeys/{path}", {"do": "drop"}).status_code == 404
    assert Authenticator.objects.count() == 1


def test_an_address_is_kept_once_it_is_shown_to_be_ones_own(cast, ana):
    ana.post("/me/email", {"email": "ana@example.org"})
    assert not EmailAddress.objects.exists()
    assert ana.post("/me/email/code", {"code": "BBBB-BBBB"}).status_code == 422
    ana.post("/me/email/code", {"code": code_in(last_letter())})
    assert email_of(cast.ana) == "ana@example.org"
    ana.post("/me/email", {"email": "new@example.org"})
    ana.post("/me/email/code", {"code": code_in(last_letter())})
    assert list(EmailAddress.objects.values_list("email", flat=True)) == ["new@example.org"]


def test_an_address_of_somebody_else_is_refused_by_letter_only(cast, ana):
    keep_email(person=cast.sam, email="sam@example.org")
    answer = ana.post("/me/email", {"email": "sam@example.org"})
    assert answer.headers["Location"] == "/me/email/code"
    assert "in use already" in last_letter().words
    assert ana.post("/me/email/code", {"code": ""}).status_code == 422
    assert email_of(cast.ana) == ""
    assert email_of(cast.sam) == "sam@example.org"


@pytest.mark.parametrize("wrong", ["", "x", "a@b", "a b@example.org", "x" * 250 + "@example.org"])
def test_what_is_no_address_is_asked_again(ana, wrong):
    assert ana.post("/me/email", {"email": wrong}).status_code == 422
    assert not Letterbox.objects.exists()


def test_a_forgotten_address_takes_its_letters_along(cast, ana):
    keep_email(person=cast.ana, email="ana@example.org")
    ana.post("/me/email", {"email": "ana@example.org"})
    assert Letterbox.objects.count() == 1
    ana.post("/me/email", {"do": "drop"})
    assert not EmailAddress.objects.exists()
    assert not Letterbox.objects.exists()


def test_an_address_that_is_the_last_way_in_stays(cast, as_):
    cast.sam.set_unusable_password()
    cast.sam.save()
    keep_email(person=cast.sam, email="sam@example.org")
    browser = as_(None)
    browser.post("/account/code", {"email": "sam@example.org"})
    browser.post("/account/code/enter", {"code": code_in(last_letter())})
    assert browser.post("/me/email", {"do": "drop"}).status_code == 403
    assert email_of(cast.sam) == "sam@example.org"


def test_letters_are_not_sent_without_end(ana):
    answers = [ana.post("/me/email", {"email": f"a{n}@example.org"}).status_code for n in range(12)]
    assert answers == [302] * 10 + [429] * 2


def test_recovery_words_are_shown_once_and_counted_when_written_down(cast, ana):
    words = shown_words(ana)
    assert len(words.split()) == 8
    assert words.split()[0] not in ana.get("/me/words").content.decode().split("<main")[1].split("</main")[0]
    assert RecoveryWords.objects.get().kept_at is None
    assert ana.post("/me/words/kept", {"next": "/today"}).headers["Location"] == "/today"
    assert RecoveryWords.objects.get().kept_at is not None
    assert what_is_missing(cast.ana) == []
