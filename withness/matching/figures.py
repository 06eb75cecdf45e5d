"""A group's clock in figures: how many wait, and how long it took. Of the group, never of anybody in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.groups.models import Group, Member
from withness.matching.deciding.waiting import quantile
from withness.matching.models import Clock

BACK = timedelta(days=28)
A_DAY = timedelta(days=1)
WEEKS = 8


@dataclass(frozen=True, slots=True)
class Waits:
    """Minutes; None where fewer than that part were ever answered. `unheard`: of the shares a day old, how many had no
    reply at 24 hours (0 to 1; None: there were no such shares).
    """

    shares: int
    waiting: int
    nobody: int
    first_p50: float | None
    first_p90: float | None
    second_p50: float | None
    second_p90: float | None
    unheard: float | None


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days: the middle waits in minutes (None: too few were answered), for the plot."""

    begun_at: datetime
    shares: int
    first: float | None
    second: float | None

    @property
    def label(self) -> str:
        """The day it began: “3 March”."""
        return date_format(self.begun_at, _("j F"))


@dataclass(frozen=True, slots=True)
class GroupClock:
    """A group and its figures, as the steward's page lists them."""

    group: Group
    waits: Waits


Row = tuple[datetime, datetime | None, datetime | None, datetime | None, int, str]
_COLUMNS = ("begun_at", "first_at", "second_at", "ended_at", "replies", "group_id")


def waits_of(member: Member) -> Waits:
    """The last four weeks of the group this member holds."""
    return _waits(_rows([member.group_id], BACK))


def weeks_of(member: Member) -> list[Week]:
    """The last eight weeks, the oldest first."""
    now = clock.now()
    rows = _rows([member.group_id], timedelta(weeks=WEEKS))
    found = []
    for ago in range(WEEKS, 0, -1):
        begin = now - timedelta(weeks=ago)
        those = [row for row in rows if begin <= row[0] < begin + timedelta(weeks=1)]
        found.append(
            Week(begin, len(those), _part([r[1] for r in those], those, 0.5), _part([r[2] for r in those], those, 0.5))
        )
    return found


def clocks_of_all(*, demo: bool) -> list[GroupClock]:
    """Every open group, those with most people whom nobody has answered first. For stewards."""
    groups = list(Group.objects.filter(closed_at=None, is_demo=demo).order_by("title"))
    rows = _rows([group.id for group in groups], BACK)
    found = [GroupClock(group, _waits([row for row in rows if row[5] == group.id])) for group in groups]
    return sorted(found, key=lambda one: (-one.waits.nobody, -one.waits.waiting, one.group.title))


def _rows(groups: Sequence[str], back: timedelta) -> list[Row]:
    clocks = Clock.objects.filter(group_id__in=groups, begun_at__gt=clock.now() - back)
    kept = clocks.exclude(ended_because__in=[Clock.GONE, Clock.NO_REPLIES])
    return list(kept.order_by("begun_at").values_list(*_COLUMNS))


def _waits(rows: Sequence[Row]) -> Waits:
    now = clock.now()
    old = [row for row in rows if row[0] <= now - A_DAY]
    late = [row for row in old if row[1] is None or row[1] - row[0] > A_DAY]
    waiting = [row for row in rows if row[3] is None]
    first, second = [row[1] for row in rows], [row[2] for row in rows]
    return Waits(
        shares=len(rows), waiting=len(waiting), nobody=sum(row[4] == 0 for row in waiting),
        first_p50=_part(first, rows, 0.5), first_p90=_part(first, rows, 0.9),
        second_p50=_part(second, rows, 0.5), second_p90=_part(second, rows, 0.9),
        unheard=len(late) / len(old) if old else None,
    )  # fmt: skip


def _part(then: Sequence[datetime | None], rows: Sequence[Row], part: float) -> float | None:
    """The wait that this part of the shares did not exceed, those without an answer counting as the longest."""
    waits = [(at - row[0]).total_seconds() / 60 if at else float("inf") for at, row in zip(then, rows, strict=True)]
    found = quantile(waits, part)
    return None if not waits or found == float("inf") else found
