"""Keys for programs, links that open once, stewards, and what is written down about them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testing.cast import a_person
from withness.foundation import clock
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.people.auditing import OPERATOR, first_broken, open_account, write_down
from withness.people.leaving import erase
from withness.people.models import ApiToken, AuditEntry, SigninLink, Stewardship
from withness.people.signing_links import make_link, opens, use_link
from withness.people.stewarding import any_stewards, is_steward, make_steward
from withness.people.tokens import make_token, person_of_token, revoke, tokens_of


def test_a_key_acts_for_its_person_until_it_is_removed(cast):
    token = make_token(person=cast.ana, name="my script")
    assert token.startswith("wn_")
    assert len(token) >= 35  # 32 letters of 6 bits after the mark
    assert token not in str(list(ApiToken.objects.values()))
    assert person_of_token(token) == cast.ana
    [kept] = tokens_of(cast.ana)
    assert not revoke(person=cast.sam, token_id=kept.id)
    assert person_of_token(token) == cast.ana
    assert revoke(person=cast.ana, token_id=kept.id)
    assert person_of_token(token) is None


def test_a_key_notes_the_day_it_was_used_and_no_more(cast, django_assert_num_queries):
    token = make_token(person=cast.ana, name="my script")
    person_of_token(token)
    assert ApiToken.objects.get().used_on == clock.now().date()
    with django_assert_num_queries(1):
        person_of_token(token)


@given(st.text(max_size=60))
@pytest.mark.django_db
def test_made_up_keys_act_for_nobody(text):
    assert person_of_token(text) is None
    assert person_of_token("wn_" + text) is None


def test_a_key_needs_a_name_and_twenty_are_enough(cast):
    with pytest.raises(NotUnderstood):
        make_token(person=cast.ana, name=" \n ")
    for n in range(20):
        make_token(person=cast.ana, name=f"key {n}")
    with pytest.raises(NotAllowed):
        make_token(person=cast.ana, name="one more")


def test_looking_at_a_link_does_not_use_it_up_and_pressing_does(cast, as_):
    link = make_link(person=cast.ana)
    path = link.removeprefix("http://127.0.0.1:8000")
    assert path.split("/")[-1] not in str(list(SigninLink.objects.values()))
    browser = as_(None)
    assert browser.get(path).status_code == 200
    assert browser.get(path).status_code == 200
    assert browser.post(path).headers["Location"] == "/me/ways-in"
    assert browser.get("/me/words").status_code == 200
    assert as_(None).post(path).status_code == as_(None).get(path).status_code == 404


def test_a_link_grows_old_and_a_new_one_ends_it(cast):
    first, second = (make_link(person=cast.ana).rsplit("/", 1)[1] for _n in range(2))
    assert not opens(first)
    assert use_link(first) is None
    with clock.stopped(clock.now() + timedelta(minutes=31)):
        assert not opens(second)
        assert use_link(second) is None
    assert use_link("made up") is None


def test_the_first_steward_begins_a_community(cast):
    Stewardship.objects.all().delete()
    assert not any_stewards()
    made = make_steward(person=cast.chidi)
    assert make_steward(person=cast.chidi) == made
    assert is_steward(cast.chidi)
    assert any_stewards()
    assert not is_steward(cast.sam)
    assert not is_steward(None)


def test_opening_an_account_is_written_down(cast):
    entry = open_account(person=cast.ana, way="link", why="She lost her phone and rang us.")
    assert (entry.role, entry.what, entry.about) == (OPERATOR, "made_link", cast.ana)


def test_opening_an_account_needs_a_reason(cast):
    with pytest.raises(NotUnderstood):
        open_account(person=cast.ana, way="token", why=" ")
    assert not AuditEntry.objects.exists()


def test_the_demo_has_nobody_to_tell(db):
    assert open_account(person=a_person("ana", is_demo=True), way="link", why="") is None
    assert not AuditEntry.objects.exists()


def test_the_chain_shows_every_change(cast):
    for n in range(4):
        write_down(role=OPERATOR, what="made_link", why=f"reason {n}", about=cast.ana)
    assert first_broken() is None
    AuditEntry.objects.filter(seq=2).update(why="another reason")
    assert first_broken() == 2
    AuditEntry.objects.filter(seq=2).update(why="reason 1")
    assert first_broken() is None
    AuditEntry.objects.filter(seq=3).update(at=clock.now() + timedelta(days=1))
    assert first_broken() == 3


@pytest.mark.parametrize("gone", [1, 2, 3])
def test_the_chain_shows_what_is_missing_also_at_its_end(cast, gone):
    for n in range(3):
        write_down(role=OPERATOR, what="made_link", why=f"reason {n}", about=cast.ana)
    AuditEntry.objects.filter(seq=gone).delete()
    assert first_broken() == gone


def test_who_erases_themselves_leaves_the_chain_closed_and_empty_of_them(cast):
    write_down(role=OPERATOR, what="made_link", why="Ana rang us", about=cast.ana)
    write_down(role="steward", what="unmasked", why="Sam was in danger", about=cast.sam, by=cast.ana)
    erase(person=cast.ana)
    first, second, emptied = AuditEntry.objects.order_by("seq")
    assert (first.about, first.why, first.what) == (None, "", "made_link")
    assert (second.by, second.about, second.why) == (None, cast.sam, "Sam was in danger")
    assert (emptied.what, emptied.why) == ("emptied", "1 2")
    assert first_broken() is None
