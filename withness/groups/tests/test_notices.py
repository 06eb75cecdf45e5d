"""What this room tells people, and how it reads when they read it."""

import pytest

from testing.cast import AGREEMENT, a_person
from withness.foundation.refusing import NotUnderstood
from withness.groups.agreeing import accept, change_agreement
from withness.groups.answering import answer_knock
from withness.groups.asking_again import ask_again, asked_departure, departure_before_stewards
from withness.groups.closing import close_group
from withness.groups.holding import appoint, hand_on, release
from withness.groups.joining import join
from withness.groups.knocking import withdraw_knock
from withness.groups.parting import ask_to_go, leave
from withness.notices.kinds import Wording, kinds, wording_of
from withness.notices.models import Notice, Wishes
from withness.people.leaving import erase
from withness.people.models import Stewardship


def read(person, kind):
    """How the one notice of that kind reads for its person; None when it does not, or is not there."""
    notice = Notice.objects.filter(person=person, kind=kind, seen_at=None).first()
    return wording_of(notice, person) if notice else None


def who_hears_of(kind):
    return set(Notice.objects.filter(kind=kind).values_list("person__nickname", flat=True))


def knock(cast, person=None, alias="Finch"):
    return join(person=person or cast.sam, group=cast.thursday, alias=alias, agreement_version=1)


def test_those_who_hold_the_group_hear_of_a_knock_while_somebody_is_at_the_door(cast):
    knock(cast)
    knock(cast, cast.eve, "Dunlin")
    assert who_hears_of("knock") == {"chidi"}
    assert Notice.objects.filter(kind="knock").count() == 1
    desk = f"/g/{cast.thursday.id}/desk"
    assert read(cast.chidi, "knock") == Wording("Somebody asks to join The Thursday Table", desk)
    withdraw_knock(person=cast.sam, group=cast.thursday)
    withdraw_knock(person=cast.eve, group=cast.thursday)
    assert read(cast.chidi, "knock") is None


def test_sam_hears_the_answer_and_reads_it_while_it_is_true(cast):
    alder = cast.face(cast.chidi, cast.thursday)
    member = answer_knock(by=alder, knock=knock(cast), let_in=True)
    inside = Wording("You are in: The Thursday Table has opened its door", f"/g/{cast.thursday.id}")
    assert read(cast.sam, "knock_answered") == inside
    assert wording_of(Notice.objects.get(kind="knock_answered"), cast.ben) is None
    leave(by=member)
    assert read(cast.sam, "knock_answered") is None


def test_kindly_not_reads_kindly(cast):
    answer_knock(by=cast.face(cast.chidi, cast.thursday), knock=knock(cast), let_in=False)
    assert read(cast.sam, "knock_answered") == Wording(
        "The Thursday Table cannot take you in just now. It says nothing about you", "/groups"
    )


def test_a_changed_agreement_rings_for_everybody_but_its_author_until_it_is_read(cast):
    change_agreement(by=cast.face(cast.chidi, cast.long_nights), words=AGREEMENT + " And we are patient.")
    assert who_hears_of("agreement") == {"ana", "ben", "eve"}
    assert read(cast.ana, "agreement") == Wording(
        "Long Nights has changed what it agrees on. Please read it before you write",
        f"/g/{cast.long_nights.id}/agreement",
    )
    accept(by=cast.face(cast.ana, cast.long_nights), version=2)
    assert read(cast.ana, "agreement") is None


def test_the_end_of_a_group_rings_for_its_members(cast):
    close_group(by=cast.face(cast.chidi, cast.long_nights), words="Goodbye.")
    assert who_hears_of("group_closed") == {"ana", "ben", "eve"}
    assert read(cast.ana, "group_closed").sentence == "Long Nights has come to its end. You can still read there"
    leave(by=cast.face(cast.ana, cast.long_nights))
    assert read(cast.ana, "group_closed") is None


def test_holding_reads_as_it_is_now(cast):
    rowan, wren = cast.face(cast.chidi, cast.long_nights), cast.face(cast.ben, cast.long_nights)
    appoint(by=rowan, member=wren)
    assert read(cast.ben, "holding").sentence == "You hold Long Nights together with others now"
    release(by=rowan, member=wren)
    assert read(cast.ben, "holding").sentence == "You no longer hold Long Nights. Thank you for what you gave"
    hand_on(by=rowan, member=wren)
    assert read(cast.ben, "holding") == Wording("Long Nights is in your hands now", f"/g/{cast.long_nights.id}/desk")
    assert who_hears_of("holding") == {"ben"}  # Chidi knows what Chidi did


def test_who_was_asked_to_go_reads_why_and_may_ask_a_steward_to_look_again(cast):
    wren = cast.face(cast.ben, cast.long_nights)
    ask_to_go(by=cast.face(cast.chidi, cast.long_nights), member=wren, because="You wrote to others outside.")
    where = f"/parted/{wren.id}"
    assert read(cast.ben, "asked_to_go") == Wording(
        "You were asked to leave Long Nights: “You wrote to others outside.”", where
    )
    assert who_hears_of("appeal") == set()
    assert departure_before_stewards(cast.dana, wren.id) is None  # not theirs to see before they are asked
    departure = asked_departure(cast.ben, wren.id)
    assert asked_departure(cast.sam, wren.id) is None
    with pytest.raises(NotUnderstood):
        ask_again(departure=departure, words="a" * 1001)
    ask_again(departure=departure, words="I did not.")
    ask_again(departure=departure, words="Again.")
    assert (departure.asked_again_words, Notice.objects.filter(kind="appeal").count()) == ("I did not.", 1)
    assert read(cast.dana, "appeal") == Wording(
        "Somebody who was asked to leave a group asks you to look again", where
    )  # fmt: skip
    assert departure_before_stewards(cast.dana, wren.id) == departure
    assert departure_before_stewards(cast.chidi, wren.id) is None
    for notice in Notice.objects.filter(kind__in=["appeal", "asked_to_go"]):
        assert notice.ids == {"member": wren.id, "by": []}


def test_the_steward_who_asked_them_to_go_is_not_the_one_to_look_again(cast):
    finn = a_person("finn")
    Stewardship.objects.create(person=finn, since=cast.dana.stewardship.since)
    hand_on(by=cast.face(cast.chidi, cast.thursday), member=cast.face(cast.dana, cast.thursday))
    answer = answer_knock(by=cast.face(cast.dana, cast.thursday), knock=knock(cast), let_in=True)
    ask_to_go(by=cast.face(cast.dana, cast.thursday), member=answer, because="No.")
    ask_again(departure=asked_departure(cast.sam, answer.id), words="")
    assert who_hears_of("appeal") == {"finn"}


def test_who_leaves_by_themselves_is_told_nothing(cast):
    leave(by=cast.face(cast.ben, cast.long_nights))
    assert Notice.objects.count() == 0


def test_what_was_decided_about_a_person_cannot_be_switched_off(cast):
    every_kind = [kind.name for kind in kinds()]
    assert {"knock", "knock_answered", "agreement", "group_closed", "holding", "asked_to_go", "appeal"} <= set(
        every_kind
    )
    Wishes.objects.create(person=cast.ben, off=every_kind)
    change_agreement(by=cast.face(cast.chidi, cast.long_nights), words=AGREEMENT + " And we are patient.")
    ask_to_go(by=cast.face(cast.chidi, cast.long_nights), member=cast.face(cast.ben, cast.long_nights), because="So.")
    assert list(Notice.objects.filter(person=cast.ben).values_list("kind", flat=True)) == ["asked_to_go"]


def test_no_notice_outlives_the_person(cast):
    knock(cast)
    answer_knock(by=cast.face(cast.chidi, cast.thursday), knock=knock(cast), let_in=True)
    erase(person=cast.sam)
    assert Notice.objects.filter(kind="knock_answered").count() == 0
