"""A share was written: its clock begins in the same transaction, and with it the first timer of its ladder."""

from __future__ import annotations

from datetime import datetime, timedelta

from withness.foundation import clock
from withness.foundation.models import Timer
from withness.foundation.rows import ask_one, write
from withness.matching import seams
from withness.matching.deciding.ladder import Standing, next_step
from withness.matching.happenings import Shared
from withness.matching.models import Clock
from withness.matching.paces import pace_of

CLIMB = "climb"
NIGHT_FROM, NIGHT_UNTIL = 22, 6  # hours on the group's own clock

_AROUND = (
    "SELECT g.zone, EXISTS (SELECT 1 FROM matching_clock c WHERE c.author_id = %s) FROM groups_group g WHERE g.id = %s"
)


def begin_clock(happened: Shared) -> None:
    """From now on somebody, or some timer, looks after this share until two different people have replied."""
    now = clock.now()
    zone, shared_before = ask_one(_AROUND, [happened.member_id, happened.group_id]) or ("UTC", True)
    new = Clock(
        share=happened.share_id, group_id=happened.group_id, author_id=happened.member_id, begun_at=now,
        first_ever=not shared_before, at_night=is_night(now, zone), heavy=seams.heavy(happened.share_id),
    )  # fmt: skip
    write(new)
    step = next_step(Standing(urgent=is_urgent(new)), pace_of(new.group_id))
    assert step is not None
    write(Timer(kind=CLIMB, about=new.share, due_at=now + timedelta(minutes=step.at)))


def is_night(at: datetime, zone: str) -> bool:
    """Whether it is night in that zone."""
    hour = at.astimezone(clock.zone_of(zone)).hour
    return hour >= NIGHT_FROM or hour < NIGHT_UNTIL


def is_urgent(of: Clock) -> bool:
    """A newcomer's first share, or one in the night: those go first."""
    return of.first_ever or of.at_night
