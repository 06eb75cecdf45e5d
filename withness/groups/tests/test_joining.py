"""Coming in, asking to, being let in, and never without having agreed."""

from datetime import timedelta

import pytest

from testing.cast import AGREEMENT, a_group, a_person
from withness.foundation import clock
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.groups.agreeing import accept, change_agreement
from withness.groups.answering import answer_knock
from withness.groups.closing import close_group
from withness.groups.inviting import invitation_of, invite, withdraw_invitation
from withness.groups.joining import join, may_join
from withness.groups.knocking import knocks_at, withdraw_knock
from withness.groups.models import Acceptance, Group, Knock, Member
from withness.groups.parting import ask_to_go, leave
from withness.groups.rules import has_agreed, may_write
from withness.people.consenting import withdraw_consent


def ask(person, group, alias="Finch", **more):
    return join(person=person, group=group, alias=alias, agreement_version=group.agreement_version, **more)


def test_sam_joins_an_open_group_and_has_agreed(cast):
    member = ask(cast.sam, cast.long_nights)
    assert isinstance(member, Member)
    assert (has_agreed(member), may_write(member)) == (True, True)
    assert Acceptance.objects.get(member=member).agreement.version == 1


def test_joining_twice_is_joining_once(cast):
    assert ask(cast.sam, cast.long_nights).id == ask(cast.sam, cast.long_nights, "Another").id


def test_sam_asks_and_is_let_in_under_the_name_sam_chose(cast):
    alder = cast.face(cast.chidi, cast.thursday)
    knock = ask(cast.sam, cast.thursday, words="A friend told me.")
    assert isinstance(knock, Knock)
    assert ask(cast.sam, cast.thursday, "Other").id == knock.id
    assert [one.words for one in knocks_at(alder)] == ["A friend told me."]
    member = answer_knock(by=alder, knock=knock, let_in=True)
    assert (member.alias, has_agreed(member)) == ("Finch", True)
    assert answer_knock(by=alder, knock=knock, let_in=False) is None
    assert Knock.objects.get().words == ""
    assert knocks_at(alder) == []


def test_kindly_not_and_asking_again_after_a_week(cast):
    answer_knock(by=cast.face(cast.chidi, cast.thursday), knock=ask(cast.sam, cast.thursday), let_in=False)
    assert Member.objects.filter(person=cast.sam).count() == 0
    with pytest.raises(NotAllowed):
        ask(cast.sam, cast.thursday)
    with clock.stopped(clock.now() + timedelta(days=8)):
        assert isinstance(ask(cast.sam, cast.thursday), Knock)


def test_withdrawing_leaves_nothing(cast):
    knock = ask(cast.sam, cast.thursday)
    withdraw_knock(person=cast.sam, group=cast.thursday)
    assert Knock.objects.count() == 0
    assert answer_knock(by=cast.face(cast.chidi, cast.thursday), knock=knock, let_in=True) is None
    assert Member.objects.filter(person=cast.sam).count() == 0


def test_nobody_agrees_to_words_they_have_not_seen(cast):
    with pytest.raises(NotUnderstood) as no:
        join(person=cast.sam, group=cast.long_nights, alias="Finch", agreement_version=2)
    assert no.value.field == "agreement_version"
    change_agreement(by=cast.face(cast.chidi, cast.long_nights), words=AGREEMENT + " And we are patient.")
    with pytest.raises(NotUnderstood):  # the page was read before
        join(person=cast.sam, group=cast.long_nights, alias="Finch", agreement_version=1)


def test_who_waited_while_the_agreement_changed_is_asked_again_inside(cast):
    alder, knock = cast.face(cast.chidi, cast.thursday), ask(cast.sam, cast.thursday)
    change_agreement(by=alder, words=AGREEMENT + " And we are patient.")
    member = answer_knock(by=alder, knock=knock, let_in=True)
    member.group.refresh_from_db()
    assert (may_write(member), Acceptance.objects.get(member=member).agreement.version) == (False, 1)
    member = accept(by=member, version=2)
    assert (may_write(member), Acceptance.objects.filter(member=member).count()) == (True, 2)


def test_if_the_name_was_taken_meanwhile_it_gets_a_small_mark(cast):
    knock = ask(cast.sam, cast.thursday)
    join(person=cast.eve, group=cast.thursday, alias="Finch", agreement_version=1, invitation=an_invitation(cast))
    assert answer_knock(by=cast.face(cast.chidi, cast.thursday), knock=knock, let_in=True).alias == "Finch 2"


def test_without_consent_nobody_comes_in(cast):
    withdraw_consent(person=cast.sam, about="health")
    with pytest.raises(NotAllowed):
        ask(cast.sam, cast.long_nights)
    assert may_join(cast.sam, cast.long_nights) == ""  # it is asked on the way


def an_invitation(cast, group=None, **more):
    return invitation_of(invite(by=cast.face(cast.chidi, group or cast.thursday), **more)[1])


def test_an_invitation_opens_its_own_door_once_and_no_other(cast):
    to_thursday = an_invitation(cast)
    with pytest.raises(NotAllowed):
        ask(cast.sam, cast.still_water, invitation=to_thursday)
    assert Member.objects.filter(person=cast.sam).count() == 0
    assert isinstance(ask(cast.sam, cast.thursday, invitation=to_thursday), Member)
    with pytest.raises(NotAllowed):
        ask(cast.eve, cast.thursday, "Dunlin", invitation=to_thursday)


def test_a_group_by_invitation_opens_to_nobody_else(cast):
    with pytest.raises(NotAllowed):
        ask(cast.sam, cast.still_water)
    assert isinstance(ask(cast.sam, cast.still_water, invitation=an_invitation(cast, cast.still_water)), Member)


def test_an_invitation_that_is_old_withdrawn_or_nonsense_opens_nothing(cast):
    heron = cast.face(cast.chidi, cast.still_water)
    invitation, token = invite(by=heron)
    assert invitation_of(token) == invitation
    assert invitation_of(token) == invitation  # looking uses nothing up
    for nonsense in ("", "x", token[:-1], token + "x", "\x00", "é" * 5000, "\ud800"):
        assert invitation_of(nonsense) is None
    with clock.stopped(clock.now() + timedelta(days=15)):
        assert invitation_of(token) is None
    withdraw_invitation(by=heron, invitation=invitation)
    assert invitation_of(token) is None
    with pytest.raises(NotAllowed):  # it was still open when the page was made
        ask(cast.sam, cast.still_water, invitation=invitation)


def test_an_invitation_dies_when_its_maker_no_longer_holds_the_group(cast):
    from withness.groups.holding import appoint, release

    heron, moss = cast.face(cast.chidi, cast.still_water), cast.face(cast.ben, cast.still_water)
    appoint(by=heron, member=moss)
    token = invite(by=cast.face(cast.ben, cast.still_water))[1]
    assert invitation_of(token) is not None
    release(by=heron, member=moss)
    assert invitation_of(token) is None


@pytest.mark.parametrize(("uses", "days"), [(0, 14), (51, 14), (1, 0), (1, 91)])
def test_an_invitation_has_measure(cast, uses, days):
    with pytest.raises(NotUnderstood):
        invite(by=cast.face(cast.chidi, cast.thursday), uses=uses, kept=timedelta(days=days))


def test_only_those_who_hold_the_group_invite_and_answer(cast):
    sorrel, knock = cast.face(cast.dana, cast.thursday), ask(cast.sam, cast.thursday)
    elsewhere = cast.face(cast.chidi, cast.long_nights)
    with pytest.raises(NotAllowed):
        invite(by=sorrel)
    with pytest.raises(NotAllowed):
        answer_knock(by=sorrel, knock=knock, let_in=True)
    assert answer_knock(by=elsewhere, knock=knock, let_in=True) is None
    with pytest.raises(NotAllowed):
        withdraw_invitation(by=elsewhere, invitation=an_invitation(cast))
    assert Member.objects.filter(person=cast.sam).count() == 0


def test_who_was_asked_to_go_comes_back_by_a_new_invitation_only(cast):
    rowan = cast.face(cast.chidi, cast.long_nights)
    before = an_invitation(cast, cast.long_nights, uses=5)
    ask_to_go(by=rowan, member=cast.face(cast.ben, cast.long_nights), because="It was too much for the others.")
    for invitation in (None, before):
        with pytest.raises(NotAllowed):
            ask(cast.ben, cast.long_nights, "Wren", invitation=invitation)
    assert "asked to leave" in may_join(cast.ben, cast.long_nights)
    assert isinstance(ask(cast.ben, cast.long_nights, "Wren", invitation=an_invitation(cast, cast.long_nights)), Member)


def test_who_left_by_themselves_may_come_back_with_another_face(cast):
    wren = cast.face(cast.ben, cast.long_nights)
    leave(by=wren)
    again = ask(cast.ben, cast.long_nights, "Dunlin")
    assert again.id != wren.id
    assert again.stone != wren.stone


def test_nobody_joins_a_closed_group_and_those_at_its_door_are_told(cast):
    alder, knock = cast.face(cast.chidi, cast.thursday), ask(cast.sam, cast.thursday)
    token = invite(by=alder)[1]
    close_group(by=alder, words="It was good.")
    assert invitation_of(token) is None
    knock.refresh_from_db()
    assert knock.let_in is False
    with pytest.raises(NotAllowed):
        answer_knock(by=alder, knock=knock, let_in=True)
    with pytest.raises(NotAllowed):
        ask(cast.eve, cast.thursday)
    with pytest.raises(NotAllowed):
        invite(by=alder)


def test_the_demo_and_real_people_never_share_a_group(cast):
    visitor = a_person("visitor", is_demo=True)
    with pytest.raises(NotAllowed):
        ask(visitor, cast.long_nights)
    shown = a_group(visitor, title="Shown", joining=Group.OPEN, alias="Tarn").group
    with pytest.raises(NotAllowed):
        ask(cast.sam, shown)
    assert shown not in Group.objects.visible_to(cast.sam)
    assert cast.long_nights not in Group.objects.visible_to(visitor)


def test_long_words_are_not_cut_but_asked_about(cast):
    with pytest.raises(NotUnderstood) as no:
        ask(cast.sam, cast.thursday, words="a" * 1001)
    assert no.value.field == "words"


def test_joining_through_an_open_door_ends_the_waiting(cast):
    ask(cast.sam, cast.thursday)
    Group.objects.filter(id=cast.thursday.id).update(joining=Group.OPEN)
    assert isinstance(ask(cast.sam, cast.thursday), Member)
    assert Knock.objects.count() == 0
