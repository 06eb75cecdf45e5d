"""A whole list, read: every row ends as a meeting, as a meeting with warnings, or as a reason. No row loses the others."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from withness.meetings.importing import bmlt, meeting_guide, naws
from withness.meetings.importing.cleaning import note
from withness.meetings.importing.listing import Listing, NoGood, Read, Report, Tell, Wishes
from withness.meetings.importing.unwrapping import Unwrapped, unwrap

log = logging.getLogger("withness.meetings")
Reader = Callable[[Any, Wishes, list[str]], list[Listing]]
MOST_REASONS = 20
TOLD_EVERY = 500  # rows


def read_list(body: bytes, wishes: Wishes, *, tell: Tell | None = None) -> Report:
    """Read `body`, whatever list of meetings it is; `tell` hears how far it is. Raises `Unreadable`."""
    found = unwrap(body)
    if found.kind == "icalendar":
        from withness.meetings.importing.calendars import read_calendar  # icalendar is heavy, and calendars are rare

        report = read_calendar(found.rows[0], wishes)
        _different_slugs(report.reads)
        return report
    reader, reads = _reader_for(found), []
    for number, row in enumerate(found.rows, start=1):
        if tell is not None and number % TOLD_EVERY == 1:
            tell("reads", number - 1, len(found.rows))
        reads.append(_read(number, row, reader, wishes))
    _different_slugs(reads)
    return Report(found.kind, reads, found.notes)


def _reader_for(found: Unwrapped) -> Reader:
    if found.kind == "bmlt":
        formats = bmlt.Formats(found.formats)
        return lambda row, wishes, reasons: bmlt.listings_of(row, wishes, reasons, formats)
    return naws.listings_of if found.kind == "naws" else meeting_guide.listings_of


def _read(number: int, row: Any, reader: Reader, wishes: Wishes) -> Read:
    read = Read(number)
    try:
        read.listings = reader(row, wishes, read.reasons)
    except NoGood as no:
        read.reasons = [str(no)]
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError) as trouble:
        log.warning("row_failed", extra={"trouble": type(trouble).__name__})
        read.reasons = [f"our_fault: we could not read this row ({type(trouble).__name__}); please tell us"]
    read.reasons = read.reasons[:MOST_REASONS]
    return read


def _different_slugs(reads: list[Read]) -> None:
    """Two meetings with one name in a list: the second gets a number."""
    taken: set[str] = set()
    for read in reads:
        for listing in read.listings:
            slug, number = listing.slug, 1
            while listing.slug in taken:
                number += 1
                listing.slug = f"{slug}-{number}"
            if number > 1:
                note(read.reasons, f"duplicate_slug: kept as “{listing.slug[:80]}”")
            taken.add(listing.slug)
