"""A gentle reminder at an hour the person chose, and none in their quiet hours or while a goal rests."""

from __future__ import annotations

from datetime import datetime, timedelta

from withness.accountability.models import CheckIn, Goal
from withness.foundation import clock, timers
from withness.foundation.models import Timer
from withness.notices.telling import tell
from withness.notices.wishes import loud_again, wishes_of

REMIND = "accountability.remind"


def plan_reminder(goal: Goal) -> None:
    """Set the next reminder, or none when none is wanted."""
    if goal.remind_at is None or goal.paused_at is not None or goal.ended_at is not None:
        forget_reminder(goal)
        return
    timers.set_timer(kind=REMIND, about=goal.id, due_at=_next(goal))


def forget_reminder(goal: Goal) -> None:
    """No more reminders about it."""
    timers.drop_timers(about=goal.id, kind=REMIND)


def remind(timer: Timer) -> None:
    """Tell its person, unless they have said how today went, or it is their quiet hour; then plan the next one."""
    goal = Goal.objects.filter(id=timer.about).select_related("person").first()
    if goal is None or goal.remind_at is None or goal.paused_at or goal.ended_at:
        return
    today = clock.today(goal.person.zone)
    said = CheckIn.objects.filter(goal=goal, on=today).exists()
    quiet = loud_again(wishes_of(goal.person), zone=goal.person.zone) is not None
    if not said and not quiet:
        tell(person_id=goal.person_id, kind="check_in", bundle=f"check_in:{goal.id}", goal=goal.id)
    plan_reminder(goal)


def _next(goal: Goal) -> datetime:
    """The next time the wall of its person shows that hour. An hour that a spring night skips comes an hour later."""
    zone = clock.zone_of(goal.person.zone)
    here = clock.now().astimezone(zone)
    assert goal.remind_at is not None
    first = datetime.combine(here.date(), goal.remind_at, tzinfo=zone)
    return first if first > here else datetime.combine(here.date() + timedelta(days=1), goal.remind_at, tzinfo=zone)
