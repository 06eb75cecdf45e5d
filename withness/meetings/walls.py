"""Clocks on walls. A meeting is kept as the hour on the wall of its own place; instants are made from it when needed,
so that a change of a zone's rules never moves an hour that people agreed on.

Where clocks jump forward over an hour, the meeting takes place by the clock before the jump (02:30 becomes 03:30).
Where an hour comes twice, it takes place in the first (RFC 5545, 3.3.5).
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

SHAPE = "%Y-%m-%dT%H:%M"


def instant_of(wall: datetime, zone: str) -> datetime:
    """The instant at which the clock there shows `wall` (which has no zone), in UTC. Raises `KeyError` for no zone."""
    return wall.replace(tzinfo=zone_named(zone), fold=0).astimezone(UTC)


def wall_of(instant: datetime, zone: str) -> datetime:
    """What the clock there shows at that instant."""
    return instant.astimezone(zone_named(zone)).replace(tzinfo=None, fold=0)


def written(wall: datetime) -> str:
    """A wall time as it is kept: `2026-03-03T19:00`."""
    return wall.strftime(SHAPE)


def read(text: str) -> datetime:
    """The other way. Raises `ValueError`."""
    if len(text) != 16 or text[10] != "T":
        raise ValueError(text)
    return datetime.fromisoformat(text)


@lru_cache(maxsize=700)
def zone_named(name: str) -> ZoneInfo:
    """The zone of that IANA name. Raises `KeyError`."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError) as odd:
        raise KeyError(name) from odd


def is_zone(name: str) -> bool:
    """Whether there is a zone of that name."""
    try:
        zone_named(name)
    except KeyError:
        return False
    return True
