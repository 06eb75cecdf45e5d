"""Days, times and zones as people type them."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from withness.foundation.numbers import whole
from withness.foundation.text import clean_line
from withness.meetings.importing.cleaning import note, said
from withness.meetings.importing.listing import NoGood

DAY_NAMES = (
    ("sunday", "sun", "domingo", "dimanche", "sonntag"), ("monday", "mon", "lunes", "lundi", "montag"),
    ("tuesday", "tue", "tues", "martes", "mardi", "dienstag"), ("wednesday", "wed", "miércoles", "mercredi", "mittwoch"),
    ("thursday", "thu", "thur", "thurs", "jueves", "jeudi", "donnerstag"), ("friday", "fri", "viernes", "vendredi", "freitag"),
    ("saturday", "sat", "sábado", "samedi", "samstag"),
)  # fmt: skip
_BY_NAME = {name: number for number, names in enumerate(DAY_NAMES) for name in names}
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*(?:([ap])\.?\s?m?\.?)?", re.IGNORECASE)
_WORDS = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}
_ZONES = {
    "et": "America/New_York", "est": "America/New_York", "edt": "America/New_York", "eastern": "America/New_York",
    "ct": "America/Chicago", "cst": "America/Chicago", "cdt": "America/Chicago", "central": "America/Chicago",
    "mt": "America/Denver", "mst": "America/Denver", "mdt": "America/Denver", "mountain": "America/Denver",
    "pt": "America/Los_Angeles", "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles", "pacific": "America/Los_Angeles",
    "west_coast": "America/Los_Angeles", "akst": "America/Anchorage", "hst": "Pacific/Honolulu", "gmt": "Europe/London",
    "bst": "Europe/London", "cet": "Europe/Paris", "cest": "Europe/Paris", "utc": "UTC", "aest": "Australia/Sydney",
}  # fmt: skip
_MOST = 24 * 60


def days(value: Any, reasons: list[str]) -> tuple[int, ...]:
    """Days with Sunday = 0, in order, each once; none when none is given. Raises `NoGood` where none can be read."""
    if value is None or value in ("", []):
        return ()
    given = value if isinstance(value, list) else _apart(value)
    found = [one for one in (_day(one, reasons) for one in given[:50]) if one is not None]
    if not found:
        raise NoGood(f"bad_day: “{clean_line(str(value), longest=40)}” is no day of the week")
    if len(found) < len(given):
        note(reasons, "bad_day: one of the days could not be read; left out")
    return tuple(sorted(set(found)))


def _apart(value: Any) -> list[Any]:
    return (
        re.split(r"\s*[,;/&]\s*", value.strip()) if isinstance(value, str) and not value.strip().isdigit() else [value]
    )


def _day(value: Any, reasons: list[str]) -> int | None:
    text = said(value).strip().casefold().rstrip(".")
    number = whole(text, most=7)
    if number is not None:
        if number == 7:
            note(reasons, "day_normalised: 7 was read as Sunday")
        return number % 7
    return _BY_NAME.get(text, _BY_NAME.get(text.removesuffix("s")))


def clock(value: Any, reasons: list[str]) -> tuple[str, bool]:
    """`HH:MM` and whether it is on the day after (24:00); an empty word for none. Raises `NoGood`."""
    text = " ".join(said(value).split())
    if not text:
        if value not in (None, "", []) and not isinstance(value, str):
            raise NoGood("bad_time: this is no time of day")
        return "", False
    exact = re.fullmatch(r"([01]\d|2[0-3]):([0-5]\d)(:[0-5]\d)?", text)
    if exact:
        return text[:5], False
    found = _clock_of(text)
    if found is None:
        raise NoGood(f"bad_time: “{clean_line(text, longest=40)}” is no time of day")
    note(reasons, f"time_normalised: “{clean_line(text, longest=40)}” was read as {found}")
    return ("00:00", True) if found == "24:00" else (found, False)


def _clock_of(text: str) -> str | None:
    words = re.sub(r"^12\s+", "", text.casefold())
    if words in _WORDS:
        return _WORDS[words]
    if re.fullmatch(r"\d{3,4}", text):
        text = f"{text[:-2]}:{text[-2:]}"
    match = _CLOCK.fullmatch(text)
    if match is None or (match[2] is None and match[3] is None):
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").casefold()
    if half and not 1 <= hour <= 12:
        half = "" if hour in range(13, 24) else "?"  # “19:00 PM” says the same twice
    if half in {"a", "p"}:
        hour = hour % 12 + (12 if half == "p" else 0)
    whole = hour * 60 + minute
    return f"{hour:02}:{minute:02}" if half != "?" and minute < 60 and whole <= _MOST else None


def minutes_until(start: str, end_value: Any, reasons: list[str]) -> int | None:
    """How long, from the times of its beginning and end; nothing when nobody says, or when it cannot be meant so."""
    try:
        end, next_day = clock(end_value, reasons)
    except NoGood:
        note(reasons, "bad_end_time: the end could not be read; left out")
        return None
    if not end or not start:
        return None
    begin, stop = _minutes(start), _minutes(end) + (_MOST if next_day else 0)
    length = stop - begin
    if length == 0:
        note(reasons, "bad_end_time: it ends as it begins; the end was left out")
        return None
    if length > 0:
        return length
    return _past_midnight(begin, stop, length + _MOST, reasons)


def _past_midnight(begin: int, stop: int, length: int, reasons: list[str]) -> int | None:
    """An end before the beginning: past midnight, or afternoon forgotten (“12:15 to 01:15”), or a slip nobody can mend."""
    if length <= 8 * 60:
        return length
    afternoon = stop + 12 * 60 - begin
    if 0 < afternoon <= 4 * 60:
        note(reasons, "end_time_mended: it ended before it began; read as the afternoon")
        return afternoon
    note(reasons, "bad_end_time: it ends before it begins; the end was left out")
    return None


def duration(value: Any) -> int | None:
    """Minutes, from `90`, `"90"` or `"01:30:00"`; nothing for what is none, or for nought."""
    text = said(value).strip()
    match = re.fullmatch(r"(\d{1,2}):(\d{2})(?::\d{2})?", text)
    length = int(match[1]) * 60 + int(match[2]) if match else whole(text) or 0
    return length if 0 < length <= _MOST else None


def zone(value: Any, reasons: list[str]) -> str:
    """The IANA name meant, or nothing."""
    typed = said(value)
    text = typed.strip()
    if not text:
        return ""
    names = _zones_by_case()
    key = text.casefold().replace(" ", "_")
    found = names.get(key) or _ZONES.get(key.removesuffix("_time")) or _only_one_with(key)
    if not found:
        note(reasons, f"bad_timezone: “{clean_line(text, longest=40)}” is no time zone")
    elif found != typed and found != text:
        note(reasons, f"timezone_normalised: “{clean_line(text, longest=40)}” was read as {found}")
    return found or ""


def _only_one_with(key: str) -> str:
    if len(key) < 5:
        return ""
    found = {name for low, name in _zones_by_case().items() if key in low}
    return found.pop() if len(found) == 1 else ""


@cache
def _zones_by_case() -> dict[str, str]:
    known = (one for one in available_timezones() if "/" in one or one == "UTC")
    return {name.casefold(): name for name in sorted(known)}


_STAMPS = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d", "%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %H:%M:%S",
           "%m/%d/%Y %H:%M", "%m/%d/%Y", "%m/%d/%y")  # fmt: skip


def day_of(value: Any) -> date | None:
    """The day in a stamp of time, in one of the ways that are seen; nothing for what is none or lies before 1990."""
    text = said(value).strip()[:40].removesuffix("Z").split(".")[0].split("+")[0]
    for shape in _STAMPS:
        try:
            found = datetime.strptime(text, shape).date()  # noqa: DTZ007 -- only the day is kept
        except ValueError:
            continue
        return found if 1990 <= found.year <= 2100 else None
    return None


def _minutes(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:5])
