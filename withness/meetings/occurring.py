"""When a series takes place: its rhythm, less what was called off, plus what was moved or added, in instants.

Nothing here knows a database: a `Plan` is made of plain values (see `models.Series.plan`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from withness.meetings.rhythm import Rhythm, days_of
from withness.meetings.walls import instant_of, wall_of

AN_HOUR = 60
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pause:
    """No meetings from one day to another (both included), or until somebody says otherwise."""

    first: date
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Whether that day is in it."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Change:
    """What is different about one date. `to` is another hour, or nothing; `minutes` another length, or nothing."""

    called_off: bool = False
    to: datetime | None = None
    minutes: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A series as plain values. Wall times have no zone of their own: they are read on the clock of `zone`."""

    start: datetime
    zone: str
    rhythm: Rhythm | None = None
    minutes: int = AN_HOUR
    changes: Mapping[datetime, Change] = field(default_factory=dict)
    extra: tuple[datetime, ...] = ()
    pauses: tuple[Pause, ...] = ()


@dataclass(frozen=True, slots=True)
class Occasion:
    """One time it takes place, or would have. `planned` is its hour in the rhythm, which names it for ever."""

    planned: datetime
    wall: datetime
    starts_at: datetime
    ends_at: datetime
    state: str = "on"  # on, moved, added, called_off, paused
    words: str = ""

    @property
    def takes_place(self) -> bool:
        """Whether anybody should come."""
        return self.state not in {"called_off", "paused"}


def occasions(plan: Plan, *, since: datetime, until: datetime, called_off: bool = False) -> list[Occasion]:
    """Everything that has not ended by `since` and begins before `until`, in order of its beginning.

    With `called_off`, also what was called off or falls into a pause, so that a page can say so.
    """
    found = [one for one in _all(plan, since, until) if one.ends_at > since and one.starts_at < until]
    return sorted((one for one in found if called_off or one.takes_place), key=lambda one: (one.starts_at, one.planned))


def next_occasion(plan: Plan, *, after: datetime, within: timedelta = timedelta(days=400)) -> Occasion | None:
    """The next that takes place and has not ended yet; nothing when there is none `within` that time."""
    for span in (timedelta(days=8), timedelta(days=40), within):
        found = occasions(plan, since=after, until=after + span)
        if found:
            return found[0]
    return None


def _all(plan: Plan, since: datetime, until: datetime) -> Iterator[Occasion]:
    reach = timedelta(minutes=plan.minutes) + _DAY
    first, last = wall_of(since, plan.zone) - reach, wall_of(until, plan.zone) + _DAY
    for planned in _planned(plan, first.date(), last.date()):
        yield _occasion(plan, planned, plan.changes.get(planned))
    for planned, change in plan.changes.items():  # moved into this window from outside it
        if change.to is not None and not first.date() <= planned.date() <= last.date():
            yield _occasion(plan, planned, change)
    for wall in plan.extra:
        if first <= wall <= last:
            starts = instant_of(wall, plan.zone)
            yield Occasion(wall, wall, starts, starts + timedelta(minutes=plan.minutes), "added")


def _planned(plan: Plan, first: date, last: date) -> Iterator[datetime]:
    if plan.rhythm is None:
        if first <= plan.start.date() <= last:
            yield plan.start
        return
    for day in days_of(plan.rhythm, plan.start.date(), first=first, last=last):
        yield datetime.combine(day, plan.start.time())


def _occasion(plan: Plan, planned: datetime, change: Change | None) -> Occasion:
    wall = change.to if change and change.to else planned
    length = change.minutes if change and change.minutes else plan.minutes
    starts = instant_of(wall, plan.zone)
    state = "on" if wall == planned else "moved"
    if change and change.called_off:
        state = "called_off"
    elif any(pause.holds(wall.date()) for pause in plan.pauses):
        state = "paused"
    return Occasion(planned, wall, starts, starts + timedelta(minutes=length), state, change.words if change else "")
