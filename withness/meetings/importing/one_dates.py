"""What is different on single dates of a calendar's meeting: left out, called off, moved, or added."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from withness.meetings.importing.cleaning import note
from withness.meetings.importing.listing import Dated, Listing, NoGood
from withness.meetings.rhythm import days_of, rhythm_of
from withness.meetings.walls import read, wall_of, written

MOST, MOST_IN_ALL = 400, 5_000  # of one meeting, and of one file
CALLED_OFF, MOVED, ADDED = "called_off", "moved", "added"


class Dates:
    """Takes the dates of one file in, until there are too many."""

    def __init__(self) -> None:
        self.left = MOST_IN_ALL

    def of_event(self, event: Any, listing: Listing, reasons: list[str]) -> None:
        """EXDATE and RDATE."""
        for value in _values(event.get("EXDATE")):
            wall = wall_in(value, listing)
            if _is_in_rhythm(listing, wall):
                self._add(listing, Dated(CALLED_OFF, written(wall)), reasons)
        for value in _values(event.get("RDATE")):
            wall = wall_in(value, listing)
            if not _is_in_rhythm(listing, wall):
                self._add(listing, Dated(ADDED, written(wall)), reasons)

    def of_one(self, event: Any, listing: Listing, reasons: list[str], *, minutes: int | None) -> None:
        """An event with RECURRENCE-ID: one date of a meeting that stands elsewhere in the file. Raises `NoGood`."""
        recurrence = event["RECURRENCE-ID"]
        if recurrence.params.get("RANGE"):
            raise NoGood("this_and_future: a change of all later dates is not taken in")
        planned = wall_in(recurrence.dt, listing)
        is_in = _is_in_rhythm(listing, planned)
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            if is_in:
                self._add(listing, Dated(CALLED_OFF, written(planned)), reasons)
            return
        start = event.decoded("DTSTART", None)
        if not isinstance(start, datetime):
            raise NoGood("no_hour: it has no hour to begin")
        to, length = wall_in(start, listing), minutes if minutes != listing.minutes else None
        if not is_in:
            self._add(listing, Dated(ADDED, written(to)), reasons)
        elif to == planned and length is None:
            note(reasons, "one_date: only its words are other ones; kept as the other dates")
        else:
            self._add(listing, Dated(MOVED, written(planned), written(to) if to != planned else "", length), reasons)

    def _add(self, listing: Listing, dated: Dated, reasons: list[str]) -> None:
        if len(listing.dates) >= MOST or self.left <= 0:
            note(reasons, "many_dates: more dates differ than we keep; the others are as the rhythm has them")
            return
        self.left -= 1
        kept = [one for one in listing.dates if one.planned != dated.planned]
        listing.dates = (*kept, dated)


def wall_in(value: Any, listing: Listing) -> datetime:
    """A value of a calendar on the wall of the meeting; of a day, the hour at which it begins anyway."""
    if isinstance(value, tuple):  # a period: from, and until or how long
        value = value[0]
    if isinstance(value, datetime):
        wall = wall_of(value, listing.zone) if value.tzinfo and listing.zone else value.replace(tzinfo=None)
        return wall.replace(second=0, microsecond=0)
    if isinstance(value, date):
        return datetime.combine(value, time.fromisoformat(listing.time))
    raise NoGood("bad_date: a date that differs cannot be read")


def _values(found: Any) -> Iterator[Any]:
    for part in found if isinstance(found, list) else [found] if found is not None else []:
        yield from (one.dt for one in part.dts[: MOST * 2])


def _is_in_rhythm(listing: Listing, wall: datetime) -> bool:
    start = read(listing.starts)
    if not listing.rhythm or wall == start:
        return wall == start
    if wall.time() != start.time():
        return False
    day = wall.date()
    return day - start.date() >= timedelta(0) and any(
        days_of(rhythm_of(listing.rhythm), start.date(), first=day, last=day)
    )
