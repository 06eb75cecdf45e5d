"""Calendars of others (.ics): an event becomes a listing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from icalendar import Calendar

from withness.meetings.importing import cleaning, clocks
from withness.meetings.importing.cleaning import note, plain
from withness.meetings.importing.listing import Listing, NoGood, Place, Read, Report, Unreadable, Wishes
from withness.meetings.importing.one_dates import Dates
from withness.meetings.rhythm import NotARhythm, rhythm_of
from withness.meetings.walls import is_zone, wall_of, written

MOST = 20_000


def read_calendar(text: str, wishes: Wishes) -> Report:
    """Every event in a calendar file. Raises `Unreadable`."""
    try:
        calendar: Any = Calendar.from_ical(text)
        usual = str(calendar.get("X-WR-TIMEZONE", "")) or wishes.zone
        events = calendar.walk("VEVENT")
    except (ValueError, KeyError, IndexError, TypeError) as odd:
        raise Unreadable("This begins like a calendar, but cannot be read as one.") from odd
    if len(events) > MOST:
        raise Unreadable(f"There are {len(events)} events; we take at most {MOST} at once.")
    return Report("icalendar", _read_all(events, wishes, usual))


def _read_all(events: list[Any], wishes: Wishes, usual: str) -> list[Read]:
    """Meetings first, then what is different on single dates of them, wherever in the file that stands."""
    reads, dates = [Read(n) for n in range(1, len(events) + 1)], Dates()
    both = list(zip(reads, events, strict=True))
    whole: dict[str, Read] = {}
    for read, event in both:
        if event.get("RECURRENCE-ID") is None:
            _try(read, partial(_whole, read, event, wishes, usual, dates))
            if read.listings:
                whole.setdefault(str(event.get("UID", "")), read)
    for read, event in both:
        if event.get("RECURRENCE-ID") is not None:
            of = whole.get(str(event.get("UID", "")))
            _try(read, partial(_one, read, event, of, wishes, usual, dates))
    return reads


def _try(read: Read, deed: Callable[[], None]) -> None:
    try:
        deed()
    except NoGood as no:
        read.listings, read.reasons = [], [str(no)]
    except (ValueError, TypeError, AttributeError, KeyError, OverflowError) as odd:
        read.listings, read.reasons = [], [f"bad_event: it cannot be read ({type(odd).__name__})"]


def _whole(read: Read, event: Any, wishes: Wishes, usual: str, dates: Dates) -> None:
    listing = _listing(event, wishes, usual, read.reasons)
    dates.of_event(event, listing, read.reasons)
    read.listings = [listing]


def _one(read: Read, event: Any, of: Read | None, wishes: Wishes, usual: str, dates: Dates) -> None:
    """One date: of a meeting in this file, or, where that is not in it, a meeting that takes place once."""
    if of is None:
        listing = _listing(event, wishes, usual, read.reasons)
        listing.slug = f"{listing.slug[:180]}-{listing.starts}"
        read.listings = [listing]
        return
    start = event.decoded("DTSTART", None)
    minutes = _minutes(event, start) if isinstance(start, datetime) else None
    dates.of_one(event, of.listings[0], read.reasons, minutes=minutes)
    read.part_of = of.row


def _listing(event: Any, wishes: Wishes, usual: str, reasons: list[str]) -> Listing:
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        raise NoGood("cancelled: the calendar says that it does not take place")
    start = event.decoded("DTSTART", None)
    if not isinstance(start, datetime):
        raise NoGood("no_hour: it has no hour to begin" if isinstance(start, date) else "no_start: it has no beginning")
    zone = _zone(start, usual, reasons)
    wall = (wall_of(start, zone) if start.tzinfo and zone else start.replace(tzinfo=None)).replace(second=0)
    rule = _rule(event, zone, reasons)
    url = cleaning.address(event.get("CONFERENCE") or event.get("URL"), reasons, name="url")
    place = Place(address=plain(event.get("LOCATION"), reasons, longest=300, line=True))
    words = plain(event.get("DESCRIPTION"), reasons, longest=4000)
    is_online = bool(event.get("CONFERENCE")) or not place.address
    if not wishes.with_contacts:
        words, url = cleaning.without_contacts(words, reasons), cleaning.without_passcode(url, reasons)
    return Listing(
        slug=str(event.get("UID", ""))[:200] or "event",
        title=plain(event.get("SUMMARY"), reasons, longest=255, line=True) or "Meeting",
        days=((wall.weekday() + 1) % 7,), time=wall.strftime("%H:%M"), minutes=_minutes(event, start), zone=zone,
        rhythm=rule, starts=written(wall), attendance=_attendance(place, is_online=is_online), place=place, notes=words,
        join_url=url if event.get("CONFERENCE") else "", url="" if event.get("CONFERENCE") else url, vocabulary=wishes.vocabulary,
    )  # fmt: skip


def _attendance(place: Place, *, is_online: bool) -> str:
    if place.address:
        return "hybrid" if is_online else "in_person"
    return "online" if is_online else "unclear"


def _zone(start: datetime, usual: str, reasons: list[str]) -> str:
    name = getattr(start.tzinfo, "key", "") or str(start.tzinfo or "")
    if name in {"UTC", "Etc/UTC"} and is_zone(usual):
        return usual
    if is_zone(name):
        return name
    return clocks.zone(name, reasons) or (usual if is_zone(usual) else "")


def _rule(event: Any, zone: str, reasons: list[str]) -> str:
    rule = event.get("RRULE")
    if rule is None:
        return ""
    until = (rule.get("UNTIL") or [None])[0]
    last = wall_of(until, zone) if isinstance(until, datetime) and until.tzinfo and zone else None
    try:
        return rhythm_of(rule.to_ical().decode(), last_wall=last).with_end()
    except NotARhythm as no:
        note(reasons, f"bad_rrule: {no}; shown once")
        return ""


def _minutes(event: Any, start: datetime) -> int | None:
    length = event.decoded("DURATION", None)
    end = event.decoded("DTEND", None)
    if length is None and isinstance(end, datetime):
        length = end - start
    minutes = int(length.total_seconds() // 60) if isinstance(length, timedelta) else 0
    return minutes if 0 < minutes <= 7 * 24 * 60 else None
