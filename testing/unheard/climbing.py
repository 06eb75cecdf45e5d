"""Climbing a ladder in a test: the clock is put to each moment at which something is due, and the worker is run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from withness.foundation import clock
from withness.foundation.models import Timer
from withness.foundation.timers import run_due
from withness.matching.models import Step


def climb_until(end: datetime, *, share_id: str) -> list[tuple[str, float, int]]:
    """Live from one timer to the next until `end`; the steps taken as (rung, minutes since the first timer, asked)."""
    begun = min(Timer.objects.filter(kind="climb", about=share_id).values_list("due_at", flat=True))
    for at in due_moments(end, share_id=share_id):
        with clock.stopped(at):
            run_due()
    return steps_of(share_id, begun)


def due_moments(end: datetime, *, share_id: str) -> Iterator[datetime]:
    """Each moment at which this share's timer is due, as long as there is one before `end`."""
    for _ in range(200):
        due = Timer.objects.filter(kind="climb", about=share_id).values_list("due_at", flat=True).first()
        if due is None or due > end:
            return
        yield due
    raise AssertionError("the ladder does not end")


def steps_of(share_id: str, begun: datetime) -> list[tuple[str, float, int]]:
    """The steps that were taken."""
    taken = Step.objects.filter(clock_id=share_id).order_by("number")
    return [(step.rung, round((step.at - begun) / timedelta(minutes=1), 1), step.asked) for step in taken]
