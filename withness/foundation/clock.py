"""The one clock of the house. Everything asks here what time it is, so that a test (or a drill) can move it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

_moved: timedelta = timedelta(0)
_stopped: datetime | None = None


def now() -> datetime:
    """The present instant, in UTC."""
    return _stopped if _stopped is not None else datetime.now(UTC) + _moved


def today(zone: str) -> date:
    """The calendar day where the reader is. `zone` is an IANA name."""
    return now().astimezone(zone_of(zone)).date()


def zone_of(name: str) -> ZoneInfo:
    """The zone of that IANA name, or UTC: a zone that has been retired must not lock anybody out."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")


def known_zones() -> list[str]:
    """Names a person may choose from, without the historical aliases nobody recognises."""
    return sorted(
        z
        for z in available_timezones()
        if "/" in z and not z.startswith(("Etc/", "posix/", "right/", "SystemV/", "US/"))
    )


@contextmanager
def stopped(at: datetime) -> Iterator[None]:
    """For tests and drills: time stands still at `at`."""
    global _stopped
    before, _stopped = _stopped, at
    try:
        yield
    finally:
        _stopped = before
