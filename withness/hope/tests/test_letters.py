"""Letters of hope: Chidi reads them first, Ben receives one and thanks, Eve and Sam never see what is not theirs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from withness.foundation import clock
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.groups.parting import leave
from withness.hope.chips import chip
from withness.hope.delivering import bring, choose, deliver_due, no_more_letters, thank, wish_for_letters
from withness.hope.models import Delivery, Letter, LetterWish
from withness.hope.writing_letters import approve, change_letter, send_back, withdraw, write_letter
from withness.notices.kinds import wording_of
from withness.notices.models import Notice
from withness.people.consenting import withdraw_consent


def a_letter(cast, *, by=None, moment="bad_night", approved=True, words="It passes. It did for me."):
    letter = write_letter(by=cast.face(by or cast.ana, cast.long_nights), moment=moment, words=words, language="en")
    if approved:
        approve(letter=letter, by=cast.face(cast.chidi, cast.long_nights))
    return letter


def words_to(person, kind):
    notice = Notice.objects.filter(person=person, kind=kind).first()
    found = wording_of(notice, person) if notice else None
    return found.sentence if found else None


def test_nothing_goes_out_before_somebody_has_read_it(cast):
    letter = a_letter(cast, approved=False)
    wish_for_letters(person=cast.ben, moment="bad_night")
    assert deliver_due() == 0
    assert words_to(cast.chidi, "letter_waits") == "A letter waits to be read before it goes out"
    assert words_to(cast.ana, "letter_waits") is None
    approve(letter=letter, by=cast.face(cast.chidi, cast.long_nights))
    assert words_to(cast.chidi, "letter_waits") is None
    assert deliver_due() == 1
    assert words_to(cast.ben, "letter") == "A letter has come for you"


def test_a_letter_comes_once_and_only_to_who_said_yes(cast):
    a_letter(cast)
    assert deliver_due() == 0
    wish_for_letters(person=cast.ben, moment="bad_night")
    assert deliver_due() == 1
    wish_for_letters(person=cast.ben, moment="bad_night")
    with clock.stopped(clock.now() + timedelta(days=9)):
        assert deliver_due() == 0
    assert Delivery.objects.count() == 1
    no_more_letters(person=cast.ben)
    assert not LetterWish.objects.exists()


def test_newcomers_hear_on_the_fourth_day_what_was_written_for_it(cast):
    a_letter(cast, moment="day_four")
    wish_for_letters(person=cast.ben)
    assert deliver_due() == 0
    with clock.stopped(clock.now() + timedelta(days=4)):
        assert deliver_due() == 1
    a_letter(cast, moment="first_days")
    with clock.stopped(clock.now() + timedelta(days=400)):
        assert deliver_due() == 0


def test_eve_never_receives_what_ana_wrote_and_ana_never_her_own(cast):
    a_letter(cast)
    for person in (cast.eve, cast.ana, cast.sam):
        wish_for_letters(person=person, moment="bad_night")
        assert choose(person, ("bad_night",)) is None
    assert deliver_due() == 0


def test_another_language_is_not_sent(cast):
    a_letter(cast)
    cast.ben.language = "es"
    cast.ben.save()
    wish_for_letters(person=cast.ben, moment="bad_night")
    assert not bring(LetterWish.objects.get())


def test_thanks_go_back_once_and_without_a_name(cast, as_):
    letter = a_letter(cast)
    wish_for_letters(person=cast.ben, moment="bad_night")
    deliver_due()
    page = as_(cast.ben).get(f"/letters/{letter.id}").content.decode()
    assert "It passes." in page
    assert "Teasel" not in page
    as_(cast.ben).post(f"/letters/{letter.id}", {"do": "thank"})
    thank(person=cast.ben, letter=letter)
    assert words_to(cast.ana, "letter_thanks") == "Somebody thanks you for your letter"
    assert "Wren" not in as_(cast.ana).get(f"/letters/{letter.id}").content.decode()
    assert Notice.objects.filter(kind="letter_thanks").count() == 1


def test_taken_back_it_is_gone_from_every_inbox(cast, as_):
    letter = a_letter(cast)
    wish_for_letters(person=cast.ben, moment="bad_night")
    deliver_due()
    as_(cast.ana).post(f"/letters/{letter.id}", {"do": "withdraw"})
    for other in (cast.ben, cast.chidi, cast.sam):  # also who read it for the group
        assert as_(other).get(f"/letters/{letter.id}").status_code == 404
    assert as_(cast.ana).get(f"/letters/{letter.id}").status_code == 200
    assert words_to(cast.ben, "letter") is None


def test_who_leaves_with_their_words_or_takes_consent_back_takes_letters_along(cast):
    a_letter(cast)
    leave(by=cast.face(cast.ana, cast.long_nights), with_words=True)
    assert not Letter.objects.exists()
    a_letter(cast, by=cast.ben)
    withdraw_consent(person=cast.ben, about="health")
    assert not Letter.objects.exists()


def test_only_who_holds_the_group_reads_for_it_and_says_why_not(cast, as_):
    letter = a_letter(cast, approved=False)
    for member in (cast.face(cast.ben, cast.long_nights), cast.face(cast.chidi, cast.thursday)):
        with pytest.raises(NotAllowed):
            approve(letter=letter, by=member)
    rowan = cast.face(cast.chidi, cast.long_nights)
    with pytest.raises(NotUnderstood):
        send_back(letter=letter, by=rowan, because=" ")
    answer = as_(cast.chidi).post(
        f"/letters/{letter.id}", {"do": "send_back", "because": "Could you leave the dose out?"}
    )
    assert answer.status_code == 302
    assert words_to(cast.ana, "letter_back") == "Your letter came back with a question"
    assert "leave the dose out" in as_(cast.ana).get(f"/letters/{letter.id}").content.decode()
    change_letter(letter=Letter.objects.get(), words="It passes.")
    assert words_to(cast.ana, "letter_back") is None
    for stranger in (cast.sam, cast.ben, cast.eve):
        assert as_(stranger).get(f"/letters/{letter.id}").status_code == 404
        assert as_(stranger).post(f"/letters/{letter.id}", {"do": "approve"}).status_code == 404
    assert as_(None).get(f"/letters/{letter.id}").status_code == 302
    withdraw(letter=Letter.objects.get())
    with pytest.raises(NotAllowed):
        approve(letter=Letter.objects.get(), by=rowan)


@pytest.mark.parametrize("wrong", [{"words": ""}, {"words": "x" * 6001}, {"moment": "noon"}])
def test_what_cannot_be_sent_says_why(cast, as_, wrong):
    form = {"group": cast.long_nights.id, "words": "It passes.", "moment": "bad_night"} | wrong
    assert as_(cast.ana).post("/letters/new", form).status_code == 422
    assert not Letter.objects.exists()
    assert as_(cast.sam).post("/letters/new", form).status_code == 302  # Sam belongs nowhere, and is told so
    assert as_(cast.eve).post("/letters/new", form | {"group": cast.still_water.id}).status_code == 404


@given(st.integers(0, 50_000))
def test_every_number_of_days_has_a_chip(days):
    assert chip("days", days).startswith("<svg")
