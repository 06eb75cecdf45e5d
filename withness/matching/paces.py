"""The pace of each group, learnt from its own clocks, kept for an hour in this process."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count

from withness.foundation import clock
from withness.groups.models import Member
from withness.matching.deciding.ladder import ABOVE
from withness.matching.deciding.limits import CAPS
from withness.matching.deciding.waiting import Pace, learn
from withness.matching.models import Ask, Clock, Willingness

KEPT = timedelta(hours=1)
SHARES = 200
_known: dict[str, tuple[datetime, Pace]] = {}


def pace_of(group_id: str) -> Pace:
    """How long it is worth waiting in this group."""
    now = clock.now()
    known = _known.get(group_id)
    if known is not None and timedelta(0) <= now - known[0] < KEPT:
        return known[1]
    if len(_known) > 10_000:
        _known.clear()
    _known[group_id] = (now, _learn(group_id, now))
    return _known[group_id][1]


def forget_paces() -> None:
    """Learn them anew: for tests, and after the demo has been refreshed."""
    _known.clear()


def _learn(group_id: str, now: datetime) -> Pace:
    old = Clock.objects.filter(group_id=group_id, begun_at__lt=now - timedelta(days=1))
    rows = old.exclude(ended_because__in=[Clock.GONE, Clock.NO_REPLIES]).order_by("-begun_at")
    times = list(rows.values_list("begun_at", "first_at", "second_at")[:SHARES])
    answers = Ask.objects.filter(clock__group_id=group_id, answered_at__isnull=False).order_by("-at")
    return learn(
        first=[_minutes(begun, first) for begun, first, _second in times],
        second=[_minutes(begun, second) for begun, _first, second in times],
        answered=[_minutes(at, answered) for at, answered in answers.values_list("at", "answered_at")[:SHARES]],
        load=_load(group_id, now),
    )


def _load(group_id: str, now: datetime) -> float:
    """How much of what the willing here are ready to be asked has been asked this week, by any of their groups."""
    here = Member.objects.here().filter(group_id=group_id).values("person_id")
    willing = (
        Willingness.objects.filter(person_id__in=here).values_list("often").annotate(Count("person_id")).order_by()
    )
    ready = sum(CAPS.get(often, (0, 0))[1] * people for often, people in willing)
    asks = Ask.objects.filter(person_id__in=here, at__gt=now - timedelta(days=7)).exclude(rung__in=ABOVE)
    return min(1.0, asks.count() / ready) if ready else 0.0


def _minutes(begun: datetime, then: datetime | None) -> float:
    return (then - begun).total_seconds() / 60 if then else float("inf")
