"""The ladder of one share, climbed by a timer: one step at a time, each once, in one transaction with its traces.

A worker that dies in the middle of a step leaves nothing of it; one that dies after it leaves the next timer. The
number of the step is a key of the database, so that two workers cannot take it both.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from withness.foundation import clock
from withness.foundation.models import Timer
from withness.foundation.timers import set_timer
from withness.matching.beginning import CLIMB, is_urgent
from withness.matching.deciding.ladder import DUTY, FACILITATOR, SISTERS, WAVE, Standing, next_step
from withness.matching.ending import end
from withness.matching.inviting import holders, invite
from withness.matching.models import Clock, Hold, Sister, Step
from withness.matching.paces import pace_of
from withness.matching.waking import first_awake


def climb(timer: Timer) -> None:
    """What is due for this share now, and a timer for what comes after it. Harmless when it is not due, or over."""
    running = (
        Clock.objects.select_for_update(of=("self",))
        .select_related("group", "author__person")
        .filter(share=timer.about, ended_at=None)
        .first()
    )
    if running is None:
        return
    if running.group.closed_at is not None:
        end(running, Clock.GONE)
        return
    held = Hold.objects.filter(clock=running, until__gt=clock.now()).first()
    if held is not None:
        set_timer(kind=CLIMB, about=running.share, due_at=held.until)
        return
    _take_step(running)


def _take_step(running: Clock) -> None:
    standing = standing_of(running)
    step = next_step(standing, pace_of(running.group_id))
    if step is None:
        return
    due = running.begun_at + timedelta(minutes=step.at)
    if due > clock.now():
        set_timer(kind=CLIMB, about=running.share, due_at=due)
        return
    asked = invite(running, step.rung, standing)
    running.steps += 1
    Step.objects.create(clock=running, number=running.steps, rung=step.rung, at=clock.now(), asked=asked)
    running.save(update_fields=["steps"])
    plan_next(running)


def plan_next(running: Clock) -> None:
    """The timer of the step after this one."""
    step = next_step(standing_of(running), pace_of(running.group_id))
    if step is not None:
        due = running.begun_at + timedelta(minutes=step.at)
        set_timer(kind=CLIMB, about=running.share, due_at=max(due, clock.now()))


def standing_of(running: Clock) -> Standing:
    """How it stands, from the steps that were taken."""
    taken = list(Step.objects.filter(clock=running).order_by("number"))
    waves = [step for step in taken if step.rung == WAVE]
    duty = next((step for step in taken if step.rung == DUTY), None)
    return Standing(
        replies=running.replies,
        waves=len(waves),
        empty=_empty(waves),
        last_at=_minutes(running, waves[-1].at) if waves else 0.0,
        sisters_at=_when(running, taken, SISTERS),
        sisters_may=running.sisters_from is not None and _has_sisters(running),
        duty_at=_when(running, taken, DUTY),
        duty_found=duty.asked if duty else 0,
        facilitator_at=_when(running, taken, FACILITATOR),
        facilitator_from=_when_awake(running) if duty else 0.0,
        first_reply_at=_minutes(running, running.first_at) if running.first_at else None,
        urgent=is_urgent(running),
    )


def _empty(waves: list[Step]) -> int:
    return next((n for n, wave in enumerate(reversed(waves)) if wave.asked), len(waves))


def _when_awake(running: Clock) -> float:
    at = first_awake(holders(running.group))
    return _minutes(running, at) if at is not None else 0.0


def _has_sisters(running: Clock) -> bool:
    return Sister.objects.filter(group_id=running.group_id).exclude(agreed_at=None).exists()


def _when(running: Clock, taken: list[Step], rung: str) -> float | None:
    return next((_minutes(running, step.at) for step in taken if step.rung == rung), None)


def _minutes(running: Clock, at: datetime) -> float:
    return (at - running.begun_at).total_seconds() / 60
