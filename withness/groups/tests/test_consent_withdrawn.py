"""Who takes consent back leaves every group."""

from testing.cast import a_member
from withness.groups.joining import join
from withness.groups.models import Knock, Member
from withness.people.consenting import consent, withdraw_consent


def test_taking_consent_back_leaves_every_group_and_every_door(cast):
    join(person=cast.ana, group=cast.thursday, alias="Fern", agreement_version=1, words="May I?")
    assert Member.objects.here().filter(person=cast.ana).count() == 2
    withdraw_consent(person=cast.ana, about="health")
    assert not Member.objects.here().filter(person=cast.ana).exists()
    assert not Knock.objects.filter(person=cast.ana).exists()
    assert Member.objects.here().filter(person=cast.ben).count() == 2


def test_a_group_goes_to_somebody_when_its_facilitator_takes_consent_back(cast):
    withdraw_consent(person=cast.chidi, about="health")
    holding = Member.objects.holding().filter(group=cast.long_nights).get()
    assert (holding.holds, holding.person) == (Member.FACILITATOR, cast.ana)


def test_who_agrees_again_may_join_again(cast):
    withdraw_consent(person=cast.ana, about="health")
    consent(person=cast.ana, about="health")
    assert a_member(cast.ana, cast.long_nights, "Teasel").left_at is None


def test_another_consent_has_nothing_to_do_with_groups(cast):
    consent(person=cast.ana, about="age")
    withdraw_consent(person=cast.ana, about="age")
    assert Member.objects.here().filter(person=cast.ana).count() == 2
