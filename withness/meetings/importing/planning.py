"""When a feed is asked again, and when a list that somebody asked for on a page is read."""

from __future__ import annotations

from datetime import timedelta

from withness.foundation import clock
from withness.foundation.timers import drop_timers, set_timer
from withness.meetings.models import Feed, Intake

REFETCH = "refetch_meetings"
READ = "read_meetings"


def plan_next(feed: Feed) -> None:
    """Set the next time; never, for files and for what is not to be asked."""
    if feed.hours and feed.address.startswith(("https://", "http://")):
        set_timer(kind=REFETCH, about=feed.id, due_at=clock.now() + timedelta(hours=feed.hours))
    else:
        drop_timers(kind=REFETCH, about=feed.id)


def plan_reading(intake: Intake) -> None:
    """As soon as the worker looks."""
    set_timer(kind=READ, about=intake.id, due_at=clock.now())
