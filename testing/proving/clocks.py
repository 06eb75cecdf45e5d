"""Every quarter of an hour of every day on which clocks change, in every zone: a weekly meeting then takes place once."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from testing.proofs import proof
from withness.meetings.calendars.zones import jumps_of
from withness.meetings.occurring import Plan, occasions
from withness.meetings.rhythm import Rhythm

FIRST, LAST = 2026, 2030
SLOTS = 96
_SAMPLE = 12


@proof("clocks", "a weekly meeting in every slot of every day on which clocks change: never missed, never doubled")
def clocks(seed: int, full: bool) -> Mapping[str, object]:
    """Each slot of each such day in each zone; the instants are compared with those of a clock that is read minute by
    minute, which knows nothing of our arithmetic.
    """
    zones = sorted(available_timezones())
    if not full:
        zones = random.Random(seed).sample([one for one in zones if jumps_of(one, FIRST, LAST)], _SAMPLE)
    days = [(zone, jump.at.date()) for zone in zones for jump in jumps_of(zone, FIRST, LAST)]
    missed = doubled = wrong = 0
    for zone, day in days:
        shown = _first_shown(zone, day)
        for slot in range(SLOTS):
            wall = datetime.combine(day, datetime.min.time()) + timedelta(minutes=15 * slot)
            found = _found(zone, wall)
            missed += not found
            doubled += len(found) > 1
            wrong += bool(found) and found[0] != _expected(zone, wall, shown)
    assert (missed, doubled, wrong) == (0, 0, 0), (missed, doubled, wrong)
    return {
        "days": len(days),
        "slots": len(days) * SLOTS,
        "missed": missed,
        "doubled": doubled,
        "at another hour": wrong,
    }


def _found(zone: str, wall: datetime) -> list[datetime]:
    """What our engine says of that week's meeting, begun a week before."""
    rhythm = Rhythm("WEEKLY", weekdays=((0, wall.weekday()),))
    plan = Plan(wall - timedelta(days=7), zone, rhythm, minutes=15)
    about = wall.replace(tzinfo=UTC)
    dates = occasions(plan, since=about - timedelta(days=2), until=about + timedelta(days=2))
    return [one.starts_at for one in dates if one.planned == wall]


def _first_shown(zone: str, day: object) -> dict[datetime, datetime]:
    """The first instant at which the clock there shows each quarter of an hour of about that day."""
    there, shown = ZoneInfo(zone), {}
    at = datetime.combine(day, datetime.min.time(), tzinfo=UTC) - timedelta(hours=15)
    for _quarter in range(54 * 4 + 1):
        shown.setdefault(at.astimezone(there).replace(tzinfo=None), at)
        at += timedelta(minutes=15)
    return shown


def _expected(zone: str, wall: datetime, shown: Mapping[datetime, datetime]) -> datetime:
    """When the clock first shows it; where it never does, as long after the jump as it lies in the gap."""
    if wall in shown:
        return shown[wall]
    before = wall
    while before not in shown:
        before -= timedelta(minutes=15)
    return shown[before] + (wall - before)
