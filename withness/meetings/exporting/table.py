"""A table that any spreadsheet opens, with the names of Meeting Guide for its columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from withness.meetings.exporting.meeting_guide import exported, notes_of
from withness.meetings.models import Series

COLUMNS = (
    "slug", "name", "day", "time", "end_time", "timezone", "rrule", "types", "languages", "group", "location",
    "formatted_address", "regions", "latitude", "longitude", "approximate", "location_notes", "notes", "attendance_option",
    "conference_url", "conference_url_notes", "conference_phone", "conference_phone_notes", "url", "updated",
)  # fmt: skip
_DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")


def table(all_of_them: Iterable[Series], *, address: str = "") -> str:
    """All of them, also those that do not meet every week: their rule stands in a column of its own."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, extrasaction="ignore")
    writer.writeheader()
    for series in all_of_them:
        for told in exported([series], address=address, as_array=True, nonweekly=True):
            days = told.get("day", [])
            told["day"] = ", ".join(_DAYS[day] for day in (days if isinstance(days, list) else [days]))
            told["types"] = ", ".join(told.get("types", []))
            told["languages"] = ", ".join(series.languages)
            told["regions"] = " > ".join(told.get("regions", []))
            told["rrule"] = series.rhythm
            told["notes"] = notes_of(series)
            writer.writerow({name: _harmless(told.get(name, "")) for name in COLUMNS})
    return out.getvalue()


def _harmless(cell: object) -> object:
    """A cell that a spreadsheet would take for a formula gets a sign before it."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in "=@\t" else cell
