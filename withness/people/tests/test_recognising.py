"""Being recognised, and no longer."""

from datetime import timedelta

from django.contrib.auth import HASH_SESSION_KEY
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.crypto import constant_time_compare

from testing.cast import PASSWORD
from withness.foundation import clock
from withness.people.leaving import erase
from withness.people.models import Person, Session
from withness.people.recognising import person_of_row, person_of_session
from withness.people.sessions import SessionStore, forget_old_sessions


def store_of(browser: Client) -> SessionStore:
    """The session of a browser, as the next page would open it."""
    return SessionStore(browser.cookies["s"].value)


def test_a_session_and_its_person_are_one_query(cast, as_, django_assert_num_queries):
    browser = as_(cast.ana)
    with django_assert_num_queries(1):
        found = person_of_session(store_of(browser))
    assert found == cast.ana


def test_the_person_found_is_the_person_kept(cast, as_, django_assert_num_queries):
    found = person_of_session(store_of(as_(cast.ana)))
    kept = Person.objects.get(id=cast.ana.id)
    with django_assert_num_queries(0):
        for column in ("id", "password", "nickname", "language", "zone", "light", "joined_on", "is_demo"):
            assert getattr(found, column) == getattr(kept, column), column
    assert found.handle == kept.handle  # asked for only when it is needed
    found.zone = "Europe/Madrid"
    found.save()
    assert Person.objects.get(id=cast.ana.id).zone == "Europe/Madrid"


def test_what_one_request_does_to_a_person_another_does_not_see(cast, as_):
    browser = as_(cast.ana)
    first, second = person_of_session(store_of(browser)), person_of_session(store_of(browser))
    first.nickname = "somebody else"
    assert second.nickname == "ana"
    assert first is not second


def test_what_is_kept_in_a_session_cannot_be_changed_by_looking_at_it(cast, as_):
    browser = as_(cast.ana)
    session = browser.session
    session["tries"] = {"so far": [1]}
    session.save()
    store_of(browser)["tries"]["so far"].append(2)
    assert store_of(browser)["tries"] == {"so far": [1]}


def test_a_session_whose_row_is_gone_ends_at_once(cast, as_):
    browser = as_(cast.ana)
    assert browser.get("/account/come-in").status_code == 302  # she is in already
    Session.objects.filter(person=cast.ana).delete()
    assert browser.get("/account/come-in").status_code == 200


def test_a_changed_password_ends_every_session_at_once(cast, as_):
    browser = as_(cast.ana)
    assert person_of_session(store_of(browser)) == cast.ana
    cast.ana.set_password("another long walk home")
    cast.ana.save()
    assert person_of_session(store_of(browser)) is None


def test_an_erased_person_is_signed_out_everywhere(cast, as_):
    phone, computer = as_(cast.ana), as_(cast.ana)
    erase(person=cast.ana)
    assert person_of_session(store_of(phone)) is None
    assert person_of_session(store_of(computer)) is None
    assert Session.objects.count() == 0


def test_a_session_moved_to_another_row_is_worth_nothing(cast, as_):
    ana, sam = as_(cast.ana), as_(cast.sam)
    stolen = Session.objects.get(session_key=ana.cookies["s"].value).session_data
    Session.objects.filter(session_key=sam.cookies["s"].value).update(session_data=stolen)
    assert person_of_session(store_of(sam)) is None


def test_a_session_sealed_under_another_secret_is_empty(cast, as_, settings):
    browser = as_(cast.ana)
    Session.objects.filter(person=cast.ana).update(session_data="eyJhIjoxfQ:1abc:forged")
    assert dict(store_of(browser).items()) == {}


def test_an_outlived_session_ends_and_is_swept_away(cast, as_):
    browser = as_(cast.ana)
    with clock.stopped(clock.now() + timedelta(days=31)):
        assert person_of_session(store_of(browser)) is None
        forget_old_sessions()
    assert Session.objects.count() == 0


def test_a_session_notes_the_day_once_and_lasts_from_then(cast, as_):
    browser = as_(cast.ana)
    begun = Session.objects.get(person=cast.ana)
    with clock.stopped(clock.now() + timedelta(days=3)):
        browser.get("/light")
        later = Session.objects.get(person=cast.ana)
        with CaptureQueriesContext(connection) as asked:
            browser.get("/light")
    assert not [query for query in asked if query["sql"].startswith(("UPDATE", "INSERT"))]
    assert (later.seen_on - begun.seen_on).days == 3
    assert later.begun_at == begun.begun_at
    assert PASSWORD not in later.session_data


def test_a_row_of_sqlite_and_a_row_of_postgresql_make_the_same_person(cast, as_):
    row = store_of_row(as_(cast.ana))
    as_text = row._replace(joined_on=str(row.joined_on), is_demo=0)
    as_values = row._replace(joined_on=cast.ana.joined_on, is_demo=False)
    for found in (person_of_row(as_text), person_of_row(as_values)):
        assert (found.joined_on, found.is_demo) == (cast.ana.joined_on, False)


def store_of_row(browser: Client):
    """The person's part of the row that a session was read with."""
    session = store_of(browser)
    assert constant_time_compare(session[HASH_SESSION_KEY], session[HASH_SESSION_KEY])
    return session.person_row
