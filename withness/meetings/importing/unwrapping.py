"""From bytes to rows, whatever they came wrapped in. Nothing that is sent to us may fill the memory or the stack."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from typing import Any

from withness.meetings.importing.listing import Unreadable

LARGEST = 64 * 1024 * 1024  # bytes
MOST_ROWS = 100_000
MOST_DIGITS = 40
DEEPEST = 60
Rows = list[Any]
_CHALLENGE = re.compile(r"cf-mitigated|challenge-platform|just a moment|captcha|cf-chl", re.IGNORECASE)
_WRAPS = ("meetings", "records", "values", "data", "items", "feed", "results", "rows")
_STRINGS = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)


class Unwrapped:
    """Rows, which kind of list they came from, and what was odd about the whole."""

    def __init__(self, kind: str, rows: Rows, notes: list[str], formats: list[Any] | None = None) -> None:
        self.kind, self.rows, self.notes, self.formats = kind, rows, notes, formats or []


def unwrap(body: bytes) -> Unwrapped:
    """The rows in `body`. Raises `Unreadable` with a sentence for whoever sent it."""
    notes: list[str] = []
    text = _text(body, notes)
    start = text.lstrip()[:1]
    if start == "<":
        challenge = " It looks like a page that asks whether we are human." if _CHALLENGE.search(text[:200_000]) else ""
        raise Unreadable(f"This is a web page, not a list of meetings.{challenge}")
    if text.lstrip().startswith("BEGIN:VCALENDAR"):
        return Unwrapped("icalendar", [text], notes)
    found = _from_json(text, notes) if start in {"[", "{"} else _from_csv(text, notes)
    if len(found.rows) > MOST_ROWS:
        raise Unreadable(
            f"There are {len(found.rows)} rows; we take at most {MOST_ROWS} at once. Please split the list."
        )
    return found


def _text(body: bytes, notes: list[str]) -> str:
    if len(body) > LARGEST:
        raise Unreadable(f"This is larger than {LARGEST // 1024 // 1024} MB, more than any list of meetings needs.")
    if body[:2] == b"\x1f\x8b":
        body = _unzipped(body)
    for mark, coding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if body.startswith(mark):
            notes.append("byte_order_mark: left out")
            return body.decode(coding, errors="replace")
    try:
        text = body.decode()
    except UnicodeDecodeError:
        notes.append("not_utf8: read as Windows-1252")
        text = body.decode("cp1252", errors="replace")
    if not text.strip():
        raise Unreadable("There is nothing in it.")
    return text


def _unzipped(body: bytes) -> bytes:
    try:
        with gzip.open(io.BytesIO(body)) as zipped:
            opened = zipped.read(LARGEST + 1)
    except (OSError, EOFError) as odd:
        raise Unreadable("This is compressed, and cannot be opened.") from odd
    if len(opened) > LARGEST:
        raise Unreadable(f"Unpacked, this is larger than {LARGEST // 1024 // 1024} MB.")
    return opened


def _from_json(text: str, notes: list[str]) -> Unwrapped:
    _not_too_deep(text)
    reader = json.JSONDecoder(parse_constant=lambda _name: None, parse_int=_whole)
    begin = len(text) - len(text.lstrip())
    try:
        value, end = reader.raw_decode(text, begin)
    except RecursionError as odd:
        raise Unreadable("This is nested too deeply to be a list of meetings.") from odd
    except ValueError as odd:
        raise Unreadable(f"This is not JSON: {str(odd)[:120]}.") from odd
    if text[end:].strip():
        notes.append("trailing_text: what stands after the list was left out")
    return _rows_in(value, notes)


def _not_too_deep(text: str) -> None:
    """Counted before reading: depth costs stack. Brackets inside strings do not count."""
    if text.count("[") + text.count("{") < DEEPEST:
        return
    depth = 0
    for mark in re.finditer(r"[\[\]{}]", _STRINGS.sub('""', text)):
        depth += 1 if mark[0] in "[{" else -1
        if depth > DEEPEST:
            raise Unreadable("This is nested too deeply to be a list of meetings.")


def _whole(digits: str) -> int | str:
    return int(digits) if len(digits) <= MOST_DIGITS else digits[:MOST_DIGITS]


def _rows_in(value: Any, notes: list[str], formats: list[Any] | None = None) -> Unwrapped:
    if isinstance(value, list):
        return Unwrapped(_kind_of(value), _airtable(value), notes, formats)
    if isinstance(value, dict):
        for name in _WRAPS:
            if isinstance(value.get(name), list):
                notes.append(f"unwrapped: the list stood in “{name}”")
                return _wrapped(name, value, notes)
        if not value:
            return Unwrapped("meeting-guide", [], [*notes, "empty: an object without anything in it"])
        if all(isinstance(one, dict) for one in value.values()) and "name" not in value:
            return Unwrapped(_kind_of([*value.values()]), [*value.values()], [*notes, "unwrapped: one object for each"])
        if {"name", "slug", "id_bigint", "meeting_name"} & value.keys():
            return Unwrapped(_kind_of([value]), [value], [*notes, "unwrapped: a single meeting"])
    raise Unreadable("This is JSON, but there is no list of meetings in it.")


def _wrapped(name: str, value: dict[str, Any], notes: list[str]) -> Unwrapped:
    rows = value[name]
    if name == "values" and rows and isinstance(rows[0], list):
        return Unwrapped(
            "sheet", _with_headings([[_said(one) for one in row] for row in rows if isinstance(row, list)]), notes
        )
    formats = value.get("formats")
    return _rows_in(rows, notes, formats if isinstance(formats, list) else None)


def _airtable(rows: Rows) -> Rows:
    """`{"id": …, "fields": {…}}` becomes the fields, with the id as a name of last resort."""
    return [
        {"id": row.get("id"), **row["fields"]} if isinstance(row, dict) and isinstance(row.get("fields"), dict) else row
        for row in rows
    ]


def _kind_of(rows: Rows) -> str:
    for row in rows[:50]:
        if isinstance(row, dict):
            if {"weekday_tinyint", "id_bigint", "meeting_name", "service_body_bigint"} & row.keys():
                return "bmlt"
            if isinstance(row.get("fields"), dict):
                return "airtable"
    return "meeting-guide"


def _from_csv(text: str, notes: list[str]) -> Unwrapped:
    csv.field_size_limit(200_000)
    first = text.lstrip("\n\r ").split("\n", 1)[0]
    mark = max(",;\t", key=first.count)
    if first.count(mark) < 2:
        raise Unreadable("This is neither JSON, nor a table, nor a calendar.")
    try:
        rows = []
        for row in csv.reader(io.StringIO(text.replace("\0", "")), delimiter=mark):
            rows.append(row)
            if len(rows) > MOST_ROWS + 1:
                break
    except csv.Error as odd:
        raise Unreadable(f"This table cannot be read: {odd}.") from odd
    found = _with_headings(rows)
    if not found or not any("name" in row or "committee_name" in row for row in found[:1]):
        raise Unreadable("This is a table without a column “Name”, so it is no list of meetings.")
    return Unwrapped("naws" if "committee_name" in found[0] else "sheet", found, notes)


_HEADINGS = {
    "full_address": "formatted_address", "meeting": "name", "meeting_name": "name", "location_name": "location",
    "start_time": "time", "zip": "postal_code", "committeename": "committee_name", "where": "location", "type": "types",
    "latitude/longitude": "coordinates",
}  # fmt: skip


def _with_headings(table: list[list[str]]) -> Rows:
    """Rows as objects: the first line says what the others are. Empty cells and empty lines are left out."""
    if not table:
        return []
    names = [_heading(one) for one in table[0]]
    rows = []
    for line in table[1:]:
        row = {name: cell for name, cell in zip(names, line, strict=False) if name and cell.strip()}
        if row:
            if "id" in row and "slug" not in row:
                row["slug"] = row["id"]
            rows.append(row)
    return rows


def _heading(text: str) -> str:
    name = re.sub(r"[\s-]+", "_", text.strip().casefold())
    return _HEADINGS.get(name, name)


def _said(cell: Any) -> str:
    return "" if cell is None else str(cell)
