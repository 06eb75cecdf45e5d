"""Holding a group, handing it on, and what happens when the one who held it is gone."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from testing.cast import a_group
from withness.foundation import clock
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.groups.answering import answer_knock
from withness.groups.closing import close_group
from withness.groups.holding import appoint, hand_on, release
from withness.groups.inviting import invite, withdraw_invitation
from withness.groups.joining import join
from withness.groups.models import Departure, Group, Knock, Member
from withness.groups.parting import ask_to_go, leave
from withness.groups.quieting import pause
from withness.people.leaving import erase


def holders(group):
    return {(member.alias, member.holds) for member in Member.objects.holding().filter(group=group)}


def test_chidi_appoints_ben_who_steps_back_again(cast):
    rowan, wren = cast.face(cast.chidi, cast.long_nights), cast.face(cast.ben, cast.long_nights)
    appoint(by=rowan, member=wren)
    assert holders(cast.long_nights) == {("Rowan", "facilitator"), ("Wren", "co-facilitator")}
    release(by=cast.face(cast.ben, cast.long_nights), member=wren)
    assert holders(cast.long_nights) == {("Rowan", "facilitator")}


def test_chidi_hands_on_and_stays_beside(cast):
    hand_on(by=cast.face(cast.chidi, cast.long_nights), member=cast.face(cast.ben, cast.long_nights))
    assert holders(cast.long_nights) == {("Wren", "facilitator"), ("Rowan", "co-facilitator")}
    with pytest.raises(NotAllowed):
        hand_on(by=cast.face(cast.chidi, cast.long_nights), member=cast.face(cast.ana, cast.long_nights))


def test_only_the_facilitator_and_only_with_somebody_here(cast):
    rowan, wren = cast.face(cast.chidi, cast.long_nights), cast.face(cast.ben, cast.long_nights)
    appoint(by=rowan, member=wren)
    wren = cast.face(cast.ben, cast.long_nights)
    for verb in (appoint, hand_on):
        for by, member in (
            (wren, cast.face(cast.ana, cast.long_nights)),  # a co-facilitator
            (rowan, cast.face(cast.ana, cast.still_water)),  # somebody elsewhere
            (rowan, rowan),
        ):
            with pytest.raises(NotAllowed):
                verb(by=by, member=member)
    leave(by=wren)
    with pytest.raises(NotAllowed):
        appoint(by=rowan, member=wren)


def test_the_database_knows_one_facilitator_a_group(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.filter(id=cast.face(cast.ben, cast.long_nights).id).update(holds=Member.FACILITATOR)


def test_a_facilitator_hands_on_before_leaving(cast):
    rowan = cast.face(cast.chidi, cast.long_nights)
    with pytest.raises(NotAllowed):
        leave(by=rowan)
    hand_on(by=rowan, member=cast.face(cast.ben, cast.long_nights))
    leave(by=cast.face(cast.chidi, cast.long_nights))
    assert holders(cast.long_nights) == {("Wren", "facilitator")}


def test_when_the_facilitator_erases_the_account_the_co_facilitator_has_it(cast):
    appoint(by=cast.face(cast.chidi, cast.long_nights), member=cast.face(cast.eve, cast.long_nights))
    erase(person=cast.chidi)
    assert holders(cast.long_nights) == {("Plover", "facilitator")}
    assert cast.eve.notices.filter(kind="holding").count() == 1


def test_without_one_who_has_been_here_longest_has_it(cast):
    erase(person=cast.chidi)
    assert holders(cast.long_nights) == {("Teasel", "facilitator")}
    assert holders(cast.thursday) == {("Sorrel", "facilitator")}
    assert list(cast.ana.notices.filter(kind="holding").values_list("place", flat=True).order_by("place")) == sorted(
        [cast.long_nights.id, cast.still_water.id]
    )


def test_when_the_last_one_goes_the_group_is_over_and_no_longer_listed(cast):
    alone = a_group(cast.sam, title="Alone", joining=Group.REQUEST, alias="Tarn")
    from withness.groups.joining import join

    knock = join(person=cast.ben, group=alone.group, alias="Mist", agreement_version=1)
    assert alone.group in Group.objects.visible_to(None)
    leave(by=alone)
    assert alone.group not in Group.objects.visible_to(None)
    assert Group.objects.get(id=alone.group_id).closed_at is not None
    assert Knock.objects.get(id=knock.id).let_in is False


def test_somebody_is_asked_to_go_with_a_reason(cast):
    rowan, wren = cast.face(cast.chidi, cast.long_nights), cast.face(cast.ben, cast.long_nights)
    for reason in ("", "  \u202e ", "a" * 1001):
        with pytest.raises(NotUnderstood):
            ask_to_go(by=rowan, member=wren, because=reason)
    ask_to_go(by=rowan, member=wren, because="You wrote to others outside.")
    departure = Departure.objects.get(member=wren)
    assert (departure.because, departure.by.alias) == ("You wrote to others outside.", "Rowan")
    assert Member.objects.here().filter(person=cast.ben, group=cast.long_nights).count() == 0


def test_who_holds_the_group_cannot_be_asked_to_go_nor_can_others_ask(cast):
    rowan, wren = cast.face(cast.chidi, cast.long_nights), cast.face(cast.ben, cast.long_nights)
    appoint(by=rowan, member=wren)
    wren = cast.face(cast.ben, cast.long_nights)
    teasel = cast.face(cast.ana, cast.long_nights)
    for by, member in ((wren, rowan), (rowan, wren), (teasel, cast.face(cast.eve, cast.long_nights)), (rowan, rowan),
                       (rowan, cast.face(cast.ana, cast.still_water))):  # fmt: skip
        with pytest.raises(NotAllowed):
            ask_to_go(by=by, member=member, because="No.")
    ask_to_go(by=wren, member=teasel, because="A reason.")


def test_closing_kindly(cast):
    rowan = cast.face(cast.chidi, cast.long_nights)
    with pytest.raises(NotAllowed):
        close_group(by=cast.face(cast.ana, cast.long_nights), words="Over.")
    with pytest.raises(NotUnderstood):
        close_group(by=rowan, words="a" * 2001)
    closed = close_group(by=rowan, words="It was good to be here with you.")
    assert closed.closing_words == "It was good to be here with you."
    assert closed not in Group.objects.visible_to(None)
    assert closed in Group.objects.visible_to(cast.ana)
    first = closed.closed_at
    assert close_group(by=rowan, words="Thank you.").closed_at == first
    leave(by=cast.face(cast.chidi, cast.long_nights))  # nobody needs to hold what is over
    assert holders(cast.long_nights) == set()


def paused(cast, person, group):
    pause(member_id=cast.face(person, group).id, until=clock.now() + timedelta(days=3))
    return cast.face(person, group)


def test_who_is_asked_to_pause_decides_nothing_for_the_group_and_may_read(cast, as_):
    knock = join(person=cast.sam, group=cast.thursday, alias="Mist", agreement_version=1)
    invitation, _token = invite(by=cast.face(cast.chidi, cast.thursday))
    alder, sorrel = paused(cast, cast.chidi, cast.thursday), cast.face(cast.dana, cast.thursday)
    for verb in (
        lambda: appoint(by=alder, member=sorrel),
        lambda: hand_on(by=alder, member=sorrel),
        lambda: ask_to_go(by=alder, member=sorrel, because="No."),
        lambda: close_group(by=alder, words="Over."),
        lambda: answer_knock(by=alder, knock=knock, let_in=True),
        lambda: invite(by=alder),
        lambda: withdraw_invitation(by=alder, invitation=invitation),
    ):
        with pytest.raises(NotAllowed):
            verb()
    assert as_(cast.chidi).get(f"/g/{cast.thursday.id}/desk").status_code == 200
    assert "Ask them to leave" not in as_(cast.chidi).get(f"/g/{cast.thursday.id}/members/{sorrel.id}").content.decode()
    with clock.stopped(clock.now() + timedelta(days=4)):
        appoint(by=alder, member=sorrel)


def test_who_is_asked_to_pause_is_not_kept_in_the_group(cast):
    leave(by=paused(cast, cast.chidi, cast.long_nights))
    assert holders(cast.long_nights) == {("Teasel", "facilitator")}
