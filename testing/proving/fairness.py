"""Whatever stewards and members do, in whatever order: nobody is unmasked by one, nothing is decided in silence."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import seed as begin_from
from hypothesis import strategies as st

from testing.cast import Cast, a_person, assemble
from testing.proofs import Figures, proof
from withness.foundation import clock
from withness.foundation.refusing import Refused
from withness.foundation.timers import run_due
from withness.groups.models import Member
from withness.notices.models import Notice
from withness.people.auditing import first_broken
from withness.people.models import AuditEntry, Person, Stewardship
from withness.safety.boundaries import draw_boundary, may_meet
from withness.safety.reportable import find_target
from withness.safety.reporting import report
from withness.shares.models import Share
from withness.shares.sharing import share
from withness.stewards.acting import act, leave_it, second
from withness.stewards.appealing import answer_appeal, ask_again
from withness.stewards.looking import look
from withness.stewards.models import Action, Appeal, Case, Unmasking
from withness.stewards.unmasking import WAIT, agree_to_unmask, ask_to_unmask, unmask

VERBS = (
    "report", "report", "look", "look", "look", "act", "act", "second", "ask_again", "answer", "ask_who", "agree", "agree",
    "unmask", "unmask", "leave_it", "wait", "wait", "draw",
)  # fmt: skip
STEPS = st.lists(st.tuples(st.sampled_from(VERBS), *[st.integers(0, 6)] * 3), min_size=4, max_size=22)
KINDS = ("note", "hold", "remove", "pause", "part", "lock", "hold")


class Night:
    """Three stewards, three members, a few shares, and one step at a time."""

    def __init__(self, cast: Cast, stewards: list[Person]) -> None:
        self.cast, self.stewards = cast, stewards
        self.people = [*stewards, cast.ana, cast.ben, cast.sam, cast.eve]
        self.now = clock.now()

    def step(self, verb: str, one: int, other: int, third: int) -> None:
        """Try it; a refusal is an answer too."""
        with clock.stopped(self.now), contextlib.suppress(Refused), transaction.atomic():
            getattr(self, verb)(self.people[one], other, third)

    def report(self, who: Person, other: int, third: int) -> None:
        """Ask to look at a share, or at who wrote it."""
        shares = list(Share.objects.visible_to(who).order_by("at"))
        if shares:
            one = shares[other % len(shares)]
            target = find_target(who, *(("share", one.id) if third < 5 else ("member", one.author_id)))
            if target is not None:
                report(by=who, target=target, reason=("worried", "unkind", "other")[third % 3])

    def look(self, who: Person, other: int, _third: int) -> None:
        """Open a case, also one that is not theirs."""
        if (case := self._case(other)) is not None:
            look(by=who, case=case)
            assert Case.objects.visible_to(who).filter(id=case.id).exists(), "a view by somebody who may not"
            assert AuditEntry.objects.order_by("-seq")[0].by_id == who.id, "a view that was not written down"
            assert case.about is None or may_meet(who, case.about), "a view across a boundary"

    def act(self, who: Person, other: int, third: int) -> None:
        """Decide."""
        if (case := self._case(other)) is not None:
            act(by=who, case=case, kind=KINDS[third], rule="kindness", reason="A reason.")

    def leave_it(self, who: Person, other: int, _third: int) -> None:
        """Leave it as it is."""
        if (case := self._case(other)) is not None:
            leave_it(by=who, case=case, reason="It is all right.")

    def second(self, who: Person, other: int, _third: int) -> None:
        """Decide with somebody."""
        if (action := self._row(Action, other)) is not None:
            second(by=who, action=action)

    def ask_again(self, who: Person, other: int, _third: int) -> None:
        """Ask for another look."""
        if (action := self._row(Action, other)) is not None:
            ask_again(by=who, action=action, words="Please.")

    def answer(self, who: Person, other: int, third: int) -> None:
        """Answer one who asked."""
        if (appeal := self._row(Appeal, other)) is not None:
            answer_appeal(by=who, appeal=appeal, stands=third < 3, answer="Because.")

    def ask_who(self, who: Person, other: int, third: int) -> None:
        """Ask who somebody is."""
        if (case := self._case(other)) is not None:
            ask_to_unmask(by=who, case=case, why="A life.", life_at_risk=third == 0)

    def agree(self, who: Person, other: int, _third: int) -> None:
        """Agree to it."""
        if (asked := self._row(Unmasking, other)) is not None:
            agree_to_unmask(by=who, unmasking=asked)

    def unmask(self, who: Person, other: int, _third: int) -> None:
        """See who it is."""
        if (asked := self._row(Unmasking, other)) is not None:
            unmask(by=who, unmasking=asked)
            self.check_unmasking(Unmasking.objects.get(id=asked.id), who)

    def wait(self, _who: Person, other: int, _third: int) -> None:
        """Time passes."""
        self.now += timedelta(hours=(1, 5, 13, 25, 80, 200, 800)[other])
        with clock.stopped(self.now):
            run_due()

    def draw(self, who: Person, other: int, _third: int) -> None:
        """Draw a boundary."""
        towards = self.people[other]
        if towards.id != who.id:
            draw_boundary(by=who, towards=towards, place=self.cast.long_nights.id, everywhere=True)

    def _case(self, number: int) -> Case | None:
        return self._row(Case, number)

    def _row(self, model: Any, number: int) -> Any:
        rows = list(model.objects.order_by("pk")[:7])
        return rows[number % len(rows)] if rows else None

    def check_unmasking(self, opened: Unmasking, who: Person) -> None:
        """Two, a reason, a day unless a life is at risk, and it was told."""
        two = {opened.asked_by_id, opened.second_by_id}
        assert None not in two, "unmasked without two"
        assert len(two) == 2, "unmasked by one"
        assert who.id in two
        assert two <= {steward.id for steward in self.stewards}
        assert opened.why
        agreed = AuditEntry.objects.filter(what="agreed_who_it_is", thing=f"unmasking:{opened.id}").get().at
        assert opened.life_at_risk or self.now - agreed >= WAIT, "unmasked at once"
        assert Notice.objects.filter(person=opened.about, kind="unmasked").exists(), "unmasked in silence"

    def check(self) -> None:
        """At the end of the night."""
        with clock.stopped(self.now):
            for action in Action.objects.select_related("case"):
                assert action.rule
                assert action.reason
                assert action.about_id, "a decision about nobody"
                told = Notice.objects.filter(person_id=action.about_id, bundle=f"decision:{action.id}")
                assert told.exists(), "a decision in silence"
                assert action.by_id in {steward.id for steward in self.stewards}
                assert action.second_by_id != action.by_id
                assert action.erased_at is None or action.seconded_at is not None
            for gone in Share.objects.exclude(taken_back_at=None):
                assert Action.objects.filter(case__thing=gone.id, kind="remove").exclude(seconded_at=None).exists()
            for held in Share.objects.exclude(held_at=None).filter(taken_back_at=None):
                assert Action.objects.filter(case__thing=held.id, kind__in=("hold", "remove"), undone_at=None).exists()
            for left in Member.objects.exclude(left_at=None):
                assert Action.objects.filter(case__face=left.id, kind="part").exclude(seconded_at=None).exists()
            for appeal in Appeal.objects.exclude(answered_at=None).select_related("action"):
                assert appeal.by_id not in {appeal.action.by_id, appeal.action.second_by_id}, "judged by who decided"
            assert first_broken() is None


@proof("fair", "nobody is unmasked by one steward or in silence, nothing is decided without notice, reason and appeal")
def whatever_people_do_it_stays_fair(seed: int, full: bool) -> Figures:
    """Sequences of up to 22 steps by stewards, members and a stranger, tried by hypothesis."""
    tried = {"sequences": 0, "steps": 0}
    with transaction.atomic():
        cast, stewards = _village()

        @begin_from(seed)
        @settings(
            max_examples=10_000 if full else 25, database=None, deadline=None, suppress_health_check=list(HealthCheck)
        )
        @given(steps=STEPS)
        def nights(steps: list[tuple[str, int, int, int]]) -> None:
            with transaction.atomic():
                night = Night(cast, stewards)
                for step in steps:
                    night.step(*step)
                night.check()
                tried["sequences"] += 1
                tried["steps"] += len(steps)
                transaction.set_rollback(True)

        nights()
        transaction.set_rollback(True)
    return {**tried, "unmaskings without two": 0, "decisions without notice": 0, "views by somebody blocked": 0}


def _village() -> tuple[Cast, list[Person]]:
    cast = assemble()
    stewards = [cast.dana, a_person("fay"), a_person("gil")]
    for person in stewards[1:]:
        Stewardship.objects.create(person=person, since=clock.now())
    for person in (cast.ana, cast.ben):
        share(by=cast.face(person, cast.long_nights), words="Words.", need="just_listen")
    return cast, stewards
