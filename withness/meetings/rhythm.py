"""How often: the few rhythms in which groups meet, as RFC 5545 writes them, and the days they fall on.

Only what is listed here is understood. A rule from elsewhere could otherwise keep a computer busy for ever
(`FREQ=SECONDLY`), or never fall on any day. Days are plain dates: clocks and zones are the matter of `walls`.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import islice

from withness.foundation.numbers import whole

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MOST_COUNT, MOST_INTERVAL = 1000, 12
FAR = date(2200, 1, 1)
_FREQ = ("DAILY", "WEEKLY", "MONTHLY")
_PARTS = {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYSETPOS", "UNTIL", "COUNT", "WKST"}
_BYDAY = re.compile(r"([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)")


class NotARhythm(ValueError):
    """A rule that this house does not follow; the words say which part."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A recurrence. `weekdays` are (nth, weekday) with Monday = 0 and nth 0 for every one; `until` is the last day."""

    freq: str
    interval: int = 1
    weekdays: tuple[tuple[int, int], ...] = ()
    monthdays: tuple[int, ...] = ()
    setpos: int = 0
    until: date | None = None
    count: int = 0
    week_begins: int = 0

    def __str__(self) -> str:
        """As RFC 5545 writes it, FREQ first (Apple shows only one date otherwise); without UNTIL and COUNT."""
        said = [f"FREQ={self.freq}"]
        if self.interval > 1:
            said += [f"INTERVAL={self.interval}"]
            said += [f"WKST={DAYS[self.week_begins]}"] if self.freq == "WEEKLY" else []
        if self.weekdays:
            said.append("BYDAY=" + ",".join(f"{nth or ''}{DAYS[day]}" for nth, day in self.weekdays))
        if self.monthdays:
            said.append("BYMONTHDAY=" + ",".join(map(str, self.monthdays)))
        if self.setpos:
            said.append(f"BYSETPOS={self.setpos}")
        return ";".join(said)

    def with_end(self) -> str:
        """As `str`, with the last day or the number of times."""
        end = f";UNTIL={self.until:%Y%m%d}" if self.until else f";COUNT={self.count}" if self.count else ""
        return f"{self}{end}"


@lru_cache(maxsize=4096)
def rhythm_of(text: str, *, last_wall: datetime | None = None) -> Rhythm:
    """Read a rule. `last_wall` is UNTIL as it stands on the wall there, where the rule gives it in UTC (the caller knows
    the zone). Raises `NotARhythm`.
    """
    parts = _parts(text.strip().upper().removeprefix("RRULE:"))
    freq = parts.get("FREQ", "")
    if freq not in _FREQ:
        raise NotARhythm(f"FREQ={freq or 'nothing'} is not one of {', '.join(_FREQ)}")
    found = Rhythm(
        freq=freq, interval=_number(parts, "INTERVAL", 1, 1, MOST_INTERVAL), weekdays=_weekdays(parts.get("BYDAY", ""), freq),
        monthdays=_monthdays(parts.get("BYMONTHDAY", ""), freq), setpos=_setpos(parts),
        until=last_wall.date() if last_wall else _until(parts), count=_number(parts, "COUNT", 0, 1, MOST_COUNT),
        week_begins=_week_begins(parts),
    )  # fmt: skip
    if found.count and found.until:
        raise NotARhythm("COUNT and UNTIL exclude each other")
    return found


def first_day(rhythm: Rhythm, start: date) -> date:
    """The first day on or after `start` that is in the rhythm. Raises `NotARhythm` when there is none in five years."""
    for day in days_of(replace(rhythm, count=0), start, first=start, last=start + timedelta(days=5 * 366)):
        return day
    raise NotARhythm("this rule never falls on any day")


def days_of(rhythm: Rhythm, start: date, *, first: date, last: date) -> Iterator[date]:
    """The days of the rhythm that begins on `start`, from `first` to `last` (both included), in order.

    The work grows with the days asked for, not with the years since `start`.
    """
    last = min(last, rhythm.until or FAR, _last_counted(rhythm, start) if rhythm.count else FAR)
    first = max(first, start)
    if first > last:
        return iter(())
    ways = {"WEEKLY": _weekly, "MONTHLY": _monthly, "DAILY": _daily}
    return (day for day in ways[rhythm.freq](rhythm, start, first, last) if first <= day <= last)


def _last_counted(rhythm: Rhythm, start: date) -> date:
    every = days_of(replace(rhythm, count=0), start, first=start, last=start + timedelta(days=366 * 90))
    return next(islice(every, rhythm.count - 1, None), start + timedelta(days=366 * 90))


def _daily(rhythm: Rhythm, start: date, first: date, last: date) -> Iterator[date]:
    behind = (first - start).days % rhythm.interval
    day = first + timedelta(days=(rhythm.interval - behind) % rhythm.interval)
    wanted = {weekday for _nth, weekday in rhythm.weekdays}
    while day <= last:
        if not wanted or day.weekday() in wanted:
            yield day
        day += timedelta(days=rhythm.interval)


def _weekly(rhythm: Rhythm, start: date, first: date, last: date) -> Iterator[date]:
    wanted = sorted({(day - rhythm.week_begins) % 7 for _nth, day in rhythm.weekdays} or {_into_week(rhythm, start)})
    anchor = start - timedelta(days=_into_week(rhythm, start))
    weeks = (first - timedelta(days=_into_week(rhythm, first)) - anchor).days // 7
    week = anchor + timedelta(weeks=weeks - weeks % rhythm.interval)
    while week <= last:
        for day in wanted:
            yield week + timedelta(days=day)
        week += timedelta(weeks=rhythm.interval)


def _into_week(rhythm: Rhythm, day: date) -> int:
    return (day.weekday() - rhythm.week_begins) % 7


def _monthly(rhythm: Rhythm, start: date, first: date, last: date) -> Iterator[date]:
    begin = start.year * 12 + start.month - 1
    passed = first.year * 12 + first.month - 1 - begin
    month = begin + passed - passed % rhythm.interval
    while month <= last.year * 12 + last.month - 1:
        days = _days_in_month(rhythm, start, month // 12, month % 12 + 1)
        if rhythm.setpos:
            place = rhythm.setpos - 1 if rhythm.setpos > 0 else rhythm.setpos
            days = [days[place]] if -len(days) <= place < len(days) else []
        yield from days
        month += rhythm.interval


def _days_in_month(rhythm: Rhythm, start: date, year: int, month: int) -> list[date]:
    length = calendar.monthrange(year, month)[1]
    by_number = {n if n > 0 else length + 1 + n for n in rhythm.monthdays}
    if not rhythm.weekdays:
        by_number = by_number or {start.day}
        return [date(year, month, n) for n in sorted(by_number) if 1 <= n <= length]
    found: set[int] = set()
    for nth, weekday in rhythm.weekdays:
        all_of_them = range(1 + (weekday - date(year, month, 1).weekday()) % 7, length + 1, 7)
        chosen = list(all_of_them) if not nth else [*all_of_them][nth - 1 if nth > 0 else nth :][:1]
        if nth < -len(all_of_them) or nth > len(all_of_them):
            chosen = []
        found.update(chosen)
    kept = found & by_number if rhythm.monthdays else found
    return [date(year, month, n) for n in sorted(kept)]


def _parts(text: str) -> dict[str, str]:
    if len(text) > 200:
        raise NotARhythm("the rule is too long")
    pairs = [part.partition("=") for part in text.split(";") if part]
    odd = [name for name, _is, _value in pairs if name not in _PARTS]
    if odd:
        raise NotARhythm(f"{odd[0][:20]} is not a part this house follows")
    if len({name for name, _is, _value in pairs}) < len(pairs):
        raise NotARhythm("a part is there twice")
    return {name: value for name, _is, value in pairs}


def _number(parts: dict[str, str], name: str, otherwise: int, least: int, most: int) -> int:
    text = parts.get(name)
    if text is None:
        return otherwise
    number = whole(text, least=least, most=most)
    if number is None:
        raise NotARhythm(f"{name} must be from {least} to {most}")
    return number


def _weekdays(text: str, freq: str) -> tuple[tuple[int, int], ...]:
    if not text:
        return ()
    found = []
    for part in text.split(","):
        match = _BYDAY.fullmatch(part)
        if match is None:
            raise NotARhythm("BYDAY is not a list of days")
        nth = int(match[1] or 0)
        if nth and (freq != "MONTHLY" or not -5 <= nth <= 5):
            raise NotARhythm("only months have an nth day, from the first to the fifth")
        found.append((nth, DAYS.index(match[2])))
    return tuple(dict.fromkeys(found))


def _monthdays(text: str, freq: str) -> tuple[int, ...]:
    if not text:
        return ()
    numbers = text.split(",")
    if freq != "MONTHLY" or not all(re.fullmatch(r"[+-]?\d{1,2}", one) and 1 <= abs(int(one)) <= 31 for one in numbers):
        raise NotARhythm("BYMONTHDAY is not a list of days of a month")
    return tuple(dict.fromkeys(map(int, numbers)))


def _setpos(parts: dict[str, str]) -> int:
    text = parts.get("BYSETPOS")
    if text is None:
        return 0
    if parts.get("FREQ") != "MONTHLY" or not re.fullmatch(r"[+-]?[1-5]", text):
        raise NotARhythm("BYSETPOS must be from 1 to 5, or from the end, in a month")
    return int(text)


def _until(parts: dict[str, str]) -> date | None:
    text = parts.get("UNTIL")
    if text is None:
        return None
    try:
        return datetime.strptime(text[:8], "%Y%m%d").date()  # noqa: DTZ007 -- a day on a wall has no zone
    except ValueError as odd:
        raise NotARhythm("UNTIL is not a day") from odd


def _week_begins(parts: dict[str, str]) -> int:
    text = parts.get("WKST", "MO")
    if text not in DAYS:
        raise NotARhythm("WKST is not a day")
    return DAYS.index(text)
