"""Time zones as calendar programs want them: two yearly rules where a zone has them, else each change by itself.

Comma-separated lists of dates are read by some programs only up to the first comma, and whole lists are ignored by
others; so a rule is written wherever there is one. Onsets are told on the clock before the change (RFC 5545, 3.6.5).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from withness.meetings.calendars.lines import on_wall
from withness.meetings.rhythm import DAYS
from withness.meetings.walls import zone_named

YEARS = 10
_NO_RULE_YEARS = 6


@dataclass(frozen=True, slots=True)
class Jump:
    """A change of a zone's offset, `at` an hour on the clock before it."""

    at: datetime
    before: timedelta
    after: timedelta

    @property
    def rule(self) -> tuple[int, int, int, bool, timedelta, timedelta]:
        """What is the same in every year of a rule: month, weekday, hour and offsets."""
        return (self.at.month, self.at.weekday(), self.at.hour * 60 + self.at.minute, self.after > self.before,
                self.before, self.after)  # fmt: skip

    @property
    def nth(self) -> int:
        """The how-manieth of its weekday in its month."""
        return (self.at.day - 1) // 7 + 1

    @property
    def is_last(self) -> bool:
        """Whether it is the last of its weekday in its month."""
        return self.at.day + 7 > monthrange(self.at.year, self.at.month)[1]


@lru_cache(maxsize=700)
def zone_lines(name: str, year: int) -> tuple[str, ...]:
    """The VTIMEZONE of a zone, good from the beginning of `year`."""
    jumps = jumps_of(name, year - 1, year + YEARS)
    pair = _pair(jumps, year - 1, year + YEARS)
    if not jumps:
        blocks = _block("STANDARD", datetime(1970, 1, 1), _offset(name, datetime(year, 1, 1)), None, [])  # noqa: DTZ001
    elif pair:
        blocks = [
            line for first, rule in pair for line in _block(_kind(first), first.at, first.after, first.before, [rule])
        ]
    else:
        blocks = _each(jumps, year)
    return ("BEGIN:VTIMEZONE", f"TZID:{name}", *blocks, "END:VTIMEZONE")


def jumps_of(name: str, first: int, last: int) -> list[Jump]:
    """Every change of the offset from the beginning of year `first` to the end of `last`."""
    zone, found = zone_named(name), []
    at, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last + 1, 1, 1, tzinfo=UTC)
    before = at.astimezone(zone).utcoffset() or timedelta()
    while at < end:
        later = at + timedelta(days=1)
        after = later.astimezone(zone).utcoffset() or timedelta()
        if after != before:
            low, high = at, later
            while high - low > timedelta(minutes=1):
                middle = low + (high - low) / 2
                middle = middle.replace(second=0, microsecond=0)
                if middle in (low, high):
                    break
                low, high = (middle, high) if middle.astimezone(zone).utcoffset() == before else (low, middle)
            found.append(Jump((high + before).replace(tzinfo=None), before, after))
        at, before = later, after
    return found


def _pair(jumps: list[Jump], first: int, last: int) -> list[tuple[Jump, str]]:
    """The two yearly rules, each with its first onset; nothing where there are none."""
    if len(jumps) != 2 * (last - first + 1):
        return []
    found = []
    for place in (0, 1):
        same = jumps[place::2]
        years = [one.at.year for one in same]
        if len({one.rule for one in same}) != 1 or years != list(range(first, last + 1)):
            return []
        nth = -1 if all(one.is_last for one in same) else same[0].nth
        if nth > 0 and any(one.nth != nth for one in same):
            return []
        at = same[0].at
        found.append((same[0], f"RRULE:FREQ=YEARLY;BYMONTH={at.month};BYDAY={nth}{DAYS[at.weekday()]}"))
    return found


def _each(jumps: list[Jump], year: int) -> list[str]:
    """One block for each change: no program misunderstands that."""
    near = [one for one in jumps if one.at.year <= year + _NO_RULE_YEARS]
    return [line for one in near for line in _block(_kind(one), one.at, one.after, one.before, [])]


def _block(kind: str, at: datetime, after: timedelta, before: timedelta | None, more: list[str]) -> list[str]:
    return [f"BEGIN:{kind}", f"DTSTART:{on_wall(at)}", f"TZOFFSETFROM:{_signed(after if before is None else before)}",
            f"TZOFFSETTO:{_signed(after)}", *more, f"END:{kind}"]  # fmt: skip


def _kind(jump: Jump) -> str:
    return "DAYLIGHT" if jump.after > jump.before else "STANDARD"


def _offset(name: str, at: datetime) -> timedelta:
    return at.replace(tzinfo=zone_named(name)).utcoffset() or timedelta()


def _signed(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}{rest:02}"
