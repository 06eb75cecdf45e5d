"""A large group in a few numbers per person, so that choosing among a million takes milliseconds.

Kept in the worker's memory for ten minutes and used for one thing only: to name a few dozen people. Whether they may
really be asked is then read from the rows (`candidates`), so nothing old can reach anybody.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from withness.foundation import clock as house_clock
from withness.groups.models import Member
from withness.matching.candidates import offset_of
from withness.matching.deciding.limits import CAPS
from withness.matching.models import Clock, Willingness
from withness.notices.wishes import QUIET_FROM, QUIET_UNTIL

if TYPE_CHECKING:
    from withness.matching.deciding.choosing import Pool

LARGE = 5_000  # willing members; smaller groups are read whole each time
SHORT = 96  # people named, so that enough are left when rows are read
KEPT = timedelta(minutes=10)


@dataclass(slots=True)
class Compact:
    """The willing of one group: their ids, and their columns as they were at `made_at`."""

    people: Any
    pool: Pool
    made_at: datetime


_known: dict[str, Compact] = {}
_small: dict[str, datetime] = {}


def shortlist(clock: Clock) -> list[str] | None:
    """Ids of a few dozen people worth looking at, for a large group. Nothing for a small one: look at all of them."""
    if not _is_large(clock.group_id):
        return None
    return named(compact_of(clock.group_id), share_id=clock.share, steps=clock.steps, now=house_clock.now())


def named(compact: Compact, *, share_id: str, steps: int, now: datetime) -> list[str]:
    """`SHORT` people drawn by `deciding`; the draw is the share's own."""
    import numpy as np

    from withness.matching.deciding.choosing import choose

    chance = np.random.default_rng(zlib.crc32(f"{share_id}:{steps}:large".encode()))
    rows = choose(compact.pool, minute=now.hour * 60 + now.minute, most=SHORT, chance=chance)
    return [compact.people[row].decode() for row in rows]


def compact_of(group_id: str) -> Compact:
    """The group in numbers, made anew when it is older than ten minutes."""
    now = house_clock.now()
    known = _known.get(group_id)
    if known is None or not timedelta(0) <= now - known.made_at < KEPT:
        known = _known[group_id] = _make(group_id, now)
    return known


def forget_pools() -> None:
    """For tests."""
    _known.clear()
    _small.clear()


def _is_large(group_id: str) -> bool:
    now, seen = house_clock.now(), _small.get(group_id)
    if seen is not None and timedelta(0) <= now - seen < KEPT:
        return False
    if group_id in _known:
        return True
    large = _willing(group_id)[LARGE : LARGE + 1].exists()
    if not large:
        _small[group_id] = now
    return bool(large)


def _willing(group_id: str) -> Any:
    often = [often for often, caps in CAPS.items() if caps[0]]
    return Willingness.objects.filter(
        often__in=often, person__in=Member.objects.here().filter(group_id=group_id).values("person_id")
    ).order_by("person_id")


def _make(group_id: str, now: datetime) -> Compact:
    import numpy as np

    from withness.matching.deciding.choosing import an_empty_pool

    columns = ("person_id", "often", "from_hour", "until_hour", "rest_until", "person__zone")
    rows = list(_willing(group_id).values_list(*columns))
    pool, zones = an_empty_pool(len(rows)), {row[5] for row in rows}
    offsets = {zone: offset_of(zone, now) for zone in zones}
    quiet = (QUIET_FROM.hour * 60, QUIET_UNTIL.hour * 60)
    pool.willing[:] = [row[4] is None or row[4] <= now for row in rows]
    pool.offset[:] = [offsets[row[5]] for row in rows]
    hours = [(row[3] * 60 % 1440, row[2] * 60 % 1440) if row[2] is not None else quiet for row in rows]
    pool.quiet_from[:] = [first for first, _last in hours]
    pool.quiet_until[:] = [last for _first, last in hours]
    caps = [CAPS[row[1]] for row in rows]
    pool.cap_day[:], pool.cap_week[:] = [day for day, _week in caps], [week for _day, week in caps]
    return Compact(np.array([row[0].encode() for row in rows], "S20"), pool, now)
