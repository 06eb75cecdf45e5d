"""A table: group, title, author, words, at, reply_to; and id, if there is one."""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Iterator

from withness.shares.bringing_in.rows import MOST, Row, Unreadable, moment

COLUMNS = ("group", "title", "author", "words", "at", "reply_to", "id")
LONGEST_CELL = 1_000_000


def read_table(body: bytes) -> Iterator[Row]:
    """Each row beneath the heading, counted from 1. Raises `Unreadable`."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable("This table is not text in UTF-8. Save it as “CSV UTF-8”. Nothing was changed.") from None
    heading = text.split("\n", 1)[0]
    between = max(",;\t", key=heading.count)
    csv.field_size_limit(LONGEST_CELL)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=between)
    try:
        names = [name.strip().casefold() for name in next(rows, [])]
        if "words" not in names:
            raise Unreadable(
                "The first line of the table must name its columns, “words” among them. Nothing was changed."
            )
        yield from _rows(rows, names)
    except csv.Error as odd:
        raise Unreadable(f"This table cannot be read to its end ({odd}, line {rows.line_num}).") from None


def _rows(rows: Iterator[list[str]], names: list[str]) -> Iterator[Row]:
    seen: Counter[str] = Counter()
    by_number = "id" not in names
    named: dict[str, str] = {}
    number = 0
    for cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        number += 1
        if number > MOST:
            raise Unreadable(f"This table has more than {MOST} rows. Cut it into several.")
        told = {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name in COLUMNS}
        row = Row(
            number, author=told.get("author", ""), title=told.get("title", ""), words=told.get("words", ""),
            place=told.get("group", ""), answers=told.get("reply_to", ""),
        )  # fmt: skip
        if told.get("at"):
            row.at = moment(told["at"])
            row.warnings += [] if row.at else [f"no day can be read in “{told['at'][:30]}”"]
        row.id = told.get("id", "") or _of_itself(told, seen)
        if by_number:  # rows are answered by their number, and known by what stands in them
            named[str(number)] = row.id
            row.answers = named.get(row.answers, row.answers)
        yield row


def _of_itself(told: dict[str, str], seen: Counter[str]) -> str:
    """A name made of what stands in the row, so that a second run knows it again; the third “Thank you” is the third."""
    letters = hashlib.sha256("\0".join(told.get(name, "") for name in COLUMNS).encode()).hexdigest()
    seen[letters] += 1
    return f"{letters}:{seen[letters]}"
