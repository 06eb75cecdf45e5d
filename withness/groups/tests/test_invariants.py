"""Whatever people do, in whatever order: what must be true of a group stays true."""

import contextlib

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from testing.cast import AGREEMENT, a_group, a_person
from withness.foundation.ids import new_id
from withness.foundation.refusing import Refused
from withness.groups.agreeing import accept, change_agreement
from withness.groups.answering import answer_knock
from withness.groups.closing import close_group
from withness.groups.facing import change_face
from withness.groups.holding import appoint, hand_on, release
from withness.groups.inviting import invite
from withness.groups.joining import join
from withness.groups.knocking import withdraw_knock
from withness.groups.models import Acceptance, Group, Invitation, Knock, Member
from withness.groups.opening import edit_group
from withness.groups.parting import ask_to_go, leave
from withness.groups.rules import may_write
from withness.people.leaving import erase
from withness.people.models import Person

VERBS = (
    "join", "join", "join_invited", "answer", "answer", "withdraw", "leave", "ask_to_go", "appoint", "release", "hand_on",
    "change", "accept", "invite", "invite", "door", "face", "close", "erase",
)  # fmt: skip
STEPS = st.lists(
    st.tuples(st.sampled_from(VERBS), st.integers(0, 4), st.integers(0, 4), st.integers(0, 1), st.integers(0, 5)),
    min_size=5,
    max_size=40,
)


class Village:
    """Five people and two groups, and one step at a time."""

    def __init__(self):
        people = [a_person(new_id()) for _ in range(5)]
        self.people = [person.id for person in people]
        self.groups = [
            a_group(people[0], title="Open door", joining=Group.OPEN, alias="Alder").group.id,
            a_group(people[1], title="Knock", joining=Group.REQUEST, alias="Birch").group.id,
        ]

    def step(self, verb, one, other, where, chance):
        group = Group.objects.get(id=self.groups[where])
        person = Person.objects.filter(id=self.people[one]).first()
        me = self._face(self.people[one], group)
        them = self._face(self.people[other], group)
        with contextlib.suppress(Refused):
            self._do(verb, group, person, me, them, chance)

    def _face(self, person_id, group):
        return Member.objects.here().select_related("group", "person").filter(person_id=person_id, group=group).first()

    def _do(self, verb, group, person, me, them, chance):
        version = group.agreement_version - (chance == 5)
        if verb == "join" and person:
            join(person=person, group=group, alias=f"Wren{'l1I'[chance % 3]}", agreement_version=version)
        elif verb == "join_invited" and person:
            invitation = Invitation.objects.order_by("made_at")[chance : chance + 1].first()
            join(person=person, group=group, alias=new_id()[:6] + "x", agreement_version=version, invitation=invitation)
        elif verb == "withdraw" and person:
            withdraw_knock(person=person, group=group)
        elif verb == "erase" and person and chance < 2:
            erase(person=person)
        elif me:
            self._do_inside(verb, group, me, them, chance)

    def _do_inside(self, verb, group, me, them, chance):  # noqa: C901
        knock = Knock.objects.order_by("at").last()
        if verb == "answer" and knock:
            answer_knock(by=me, knock=knock, let_in=chance > 1)
        elif verb == "leave":
            leave(by=me, with_words=chance > 2)
        elif verb == "change":
            change_agreement(by=me, words=f"{AGREEMENT} {new_id()}")
        elif verb == "accept":
            accept(by=me, version=group.agreement_version - (chance == 5))
        elif verb == "invite":
            invite(by=me, uses=1 + chance % 2)
        elif verb == "door":
            edit_group(by=me, title="Door", about="A door, of one kind or another.",
                       joining=(Group.OPEN, Group.REQUEST, Group.INVITE)[chance % 3])  # fmt: skip
        elif verb == "face":
            change_face(by=me, alias=("Wrenl", "Wren1", "Mist")[chance % 3])
        elif verb == "close" and me == them:
            close_group(by=me, words="")
        elif them and verb in {"ask_to_go", "appoint", "release", "hand_on"}:
            verbs = {"appoint": appoint, "release": release, "hand_on": hand_on}
            if verb == "ask_to_go":
                ask_to_go(by=me, member=them, because="A reason.")
            else:
                verbs[verb](by=me, member=them)

    def check(self):
        for group in Group.objects.filter(id__in=self.groups):
            here = list(Member.objects.here().filter(group=group).select_related("group"))
            facilitators = [member for member in here if member.holds == Member.FACILITATOR]
            assert group.closed_at is not None or len(facilitators) == 1, "an open group is in somebody's hands"
            assert len({member.person_id for member in here}) == len(here), "one face a group"
            assert len({member.alias_shape for member in here}) == len(here), "nobody looks like somebody else"
            for member in here:
                accepted = Acceptance.objects.filter(member=member).values_list("agreement__version", flat=True)
                assert member.agreed_version in set(accepted), "nobody is in without having agreed"
                assert may_write(member) == (member.agreed_version == group.agreement_version and not group.closed_at)
        assert not Invitation.objects.filter(uses_left__lt=0).exists()
        assert not Knock.objects.filter(answered_at=None, group__closed_at__isnull=False).exists()
        assert not Member.objects.filter(left_at__isnull=False).exclude(holds="").exists()


@given(steps=STEPS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.slow
def test_a_group_keeps_its_promises_whatever_people_do(db, steps):
    with transaction.atomic():
        village = Village()
        for step in steps:
            village.step(*step)
            village.check()
        transaction.set_rollback(True)


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (1, 2))])
def test_a_group_keeps_its_promises_through_one_long_afternoon(db, seed):
    import random

    chance = random.Random(seed)  # noqa: S311
    village = Village()
    for _ in range(120):
        village.step(chance.choice(VERBS), *(chance.randrange(n) for n in (5, 5, 2, 6)))
        village.check()
