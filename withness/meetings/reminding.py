"""A word before a meeting, and its beginning: timers, one of each kind for a meeting, always about its next date."""

from __future__ import annotations

from datetime import datetime, timedelta

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.models import Timer
from withness.foundation.timers import drop_timers, set_timer
from withness.meetings.happenings import MeetingSoon, MeetingStarts
from withness.meetings.models import Hosting, Series
from withness.meetings.occurring import Occasion, occasions
from withness.meetings.walls import written

SOON, STARTS = "meeting_soon", "meeting_starts"
BEFORE = timedelta(minutes=60)
LATE = timedelta(minutes=20)  # a worker that was asleep says nothing about what began longer ago
_FAR = timedelta(days=400)


def plan_reminders(series: Series) -> None:
    """Set both timers for what comes next; drop them where nothing does."""
    for kind, ahead in ((SOON, BEFORE), (STARTS, timedelta())):
        found = _next(series, clock.now() + ahead)
        if found is None:
            drop_timers(kind=kind, about=series.id)
        else:
            set_timer(kind=kind, about=series.id, due_at=found.starts_at - ahead, planned=written(found.planned))


def say_soon(timer: Timer) -> None:
    """It begins within the hour; then the next time."""
    _do(timer, BEFORE, lambda series, planned: announce(MeetingSoon(series.id, planned)))


def say_starts(timer: Timer) -> None:
    """It begins now; then the next time."""
    _do(timer, timedelta(), _starts)


def _starts(series: Series, planned: str) -> None:
    host = Hosting.objects.filter(series=series, until=None, member__left_at=None).first()
    announce(
        MeetingStarts(
            series_id=series.id, planned=planned, group_id=series.group_id or "", host_id=host.member_id if host else "",
            minutes=series.length, in_circle=series.in_circle,
        )
    )  # fmt: skip


def _do(timer: Timer, ahead: timedelta, say: object) -> None:
    series = Series.objects.select_related("group").filter(id=timer.about, ended_at=None).first()
    if series is None or series.group is None or series.group.closed_at is not None:
        return
    planned = str(timer.ids.get("planned", ""))
    plan = series.plan()
    now = clock.now()
    if plan is not None and callable(say):
        due = occasions(plan, since=now + ahead - LATE, until=now + ahead + timedelta(minutes=1))
        if any(written(one.planned) == planned and one.starts_at >= now + ahead - LATE for one in due):
            say(series, planned)
    found = _next(series, now + ahead)
    if found is not None:
        set_timer(kind=timer.kind, about=series.id, due_at=found.starts_at - ahead, planned=written(found.planned))


def _next(series: Series, after: datetime) -> Occasion | None:
    """The first that begins after that moment."""
    plan = series.plan() if series.ended_at is None else None
    if plan is None:
        return None
    for span in (timedelta(days=9), timedelta(days=64), _FAR):
        for one in occasions(plan, since=after, until=after + span):
            if one.starts_at > after:
                return one
    return None
