"""Finding what somebody wrote down, and adding it up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from withness.accountability import ledger
from withness.accountability.ledger import Progress
from withness.accountability.models import CheckIn, Commitment, Goal, Line, Walk
from withness.foundation import clock
from withness.groups.models import Member
from withness.people.models import Person

_ENTRIES = {Line.BEGAN: ledger.Began, Line.KEPT: ledger.Kept, Line.LAPSED: ledger.Lapsed, Line.BACK: ledger.CameBack}


def entries(lines: list[Line]) -> list[ledger.Entry]:
    """The lines of a goal as the ledger reads them."""
    found: list[ledger.Entry] = []
    for line in lines:
        if line.kind in _ENTRIES:
            found.append(_ENTRIES[line.kind](line.written_on, line.on))
        else:
            lapse = line.kind == Line.LAPSE_CORRECTED
            found.append(ledger.Corrected(line.written_on, line.on, lapse=lapse, earned=not lapse))
    return found


def progress_of(goal: Goal, *, today: date) -> Progress:
    """The figures of one goal, in its person's zone."""
    lines = list(goal.lines.order_by("id"))
    return ledger.progress(ledger.fold(entries(lines), frame=goal.frame, today=today), today=today)


@dataclass(frozen=True, slots=True)
class GoalToday:
    """A goal, its figures, and what was said of today."""

    goal: Goal
    progress: Progress
    said: CheckIn | None


def goals_today(person: Person) -> list[GoalToday]:
    """Everything this person is doing, the newest last. Three questions to the database, however many there are."""
    today = clock.today(person.zone)
    goals = list(
        Goal.objects.visible_to(person)
        .open()
        .order_by("began_at", "id")
        .prefetch_related("lines")
        .select_related("person")
    )
    said = {one.goal_id: one for one in CheckIn.objects.filter(goal__in=goals, on=today)}
    found = []
    for goal in goals:
        lines = sorted(goal.lines.all(), key=lambda line: int(line.pk))
        folded = ledger.fold(entries(lines), frame=goal.frame, today=today)
        found.append(GoalToday(goal, ledger.progress(folded, today=today), said.get(goal.id)))
    return found


def commitments_waiting(person: Person) -> list[Commitment]:
    """What this person named in their groups and has not told the end of."""
    named = Commitment.objects.visible_to(person).unanswered()
    return list(named.select_related("member__group").order_by("-named_at")[:20])


@dataclass(frozen=True, slots=True)
class Beside:
    """A walk, seen from one of the two."""

    walk: Walk
    me: Member
    other: Member

    @property
    def i_agreed(self) -> str:
        """What I am willing to do."""
        return self.walk.one_agreed if self.walk.one_id == self.me.id else self.walk.other_agreed

    @property
    def they_agreed(self) -> str:
        """What the other is willing to do."""
        return self.walk.other_agreed if self.walk.one_id == self.me.id else self.walk.one_agreed


def walks_of(person: Person) -> list[Beside]:
    """With whom this person walks."""
    open_ = Walk.objects.visible_to(person).open().select_related("one__group", "other__group").order_by("since")
    return [beside(walk, person) for walk in open_]


def beside(walk: Walk, person: Person) -> Beside:
    """A walk, as this person of the two sees it."""
    mine = walk.one.person_id == person.id
    return Beside(walk, walk.one if mine else walk.other, walk.other if mine else walk.one)


def sides_in_sight(walk: Walk) -> list[Beside]:
    """An open walk from the side of each of the two who sees the other still. Asked before anybody is told of anybody."""
    people = [one for one in (walk.one.person, walk.other.person) if one is not None]
    seen = [one for one in people if Walk.objects.visible_to(one).open().filter(id=walk.id).exists()]
    return [beside(walk, person) for person in seen]


def days_kept(person: Person, first: date, last: date) -> set[date]:
    """The days between the two on which at least one thing they do was earned."""
    found: set[date] = set()
    today = clock.today(person.zone)
    for goal in Goal.objects.visible_to(person).prefetch_related("lines"):
        lines = sorted(goal.lines.all(), key=lambda line: int(line.pk))
        earned = ledger.fold(entries(lines), frame=goal.frame, today=today).earned
        found |= {date.fromordinal(day) for day in earned if first.toordinal() <= day <= last.toordinal()}
    return found
