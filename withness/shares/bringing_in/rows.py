"""What somebody wrote elsewhere, after it has been understood; and what became of each row."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from withness.foundation.refusing import Refused

ACCEPTED, WITH_WARNINGS, REJECTED, HERE_ALREADY = "accepted", "accepted_with_warnings", "rejected", "here_already"
EARLIEST = 1980
LARGEST = 64 * 1024 * 1024  # bytes
MOST = 500_000  # rows


class Unreadable(Refused):
    """Nothing in it can be read as what it was said to be. Nothing was changed."""


@dataclass(slots=True)
class Row:
    """One piece of writing. `id` and `answers` are names within the file; `author` never leaves this process.

    `no` says why it cannot be brought in. Without `at` it counts as written when the row before it was.
    """

    number: int
    id: str = ""
    answers: str = ""
    author: str = ""
    title: str = ""
    words: str = ""
    at: datetime | None = None
    place: str = ""  # the group or category it stood in
    no: str = ""
    warnings: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Became:
    """What became of one row."""

    row: int
    verdict: str
    reasons: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Report:
    """What became of all rows."""

    kind: str
    rows: list[Became] = field(default_factory=list)
    authors: int = 0

    def count(self, verdict: str) -> int:
        """How many rows ended so."""
        return sum(one.verdict == verdict for one in self.rows)

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {
            "from": self.kind, "accepted": self.count(ACCEPTED) + self.count(WITH_WARNINGS),
            "with_warnings": self.count(WITH_WARNINGS), "rejected": self.count(REJECTED),
            "here_already": self.count(HERE_ALREADY), "authors": self.authors,
            "rows": [{"row": one.row, "verdict": one.verdict, "reasons": one.reasons} for one in self.rows],
        }  # fmt: skip


def moment(value: Any) -> datetime | None:
    """A time as files write it: ISO 8601, seconds or milliseconds since 1970. Without an offset it is taken as UTC."""
    try:
        if isinstance(value, int | float) or str(value).strip().isdigit():
            number = float(value)
            found = datetime.fromtimestamp(number / 1000 if number > 10**11 else number, UTC)
        else:
            found = datetime.fromisoformat(str(value).strip())
    except (ValueError, OverflowError, OSError):
        return None
    found = found if found.tzinfo is not None else found.replace(tzinfo=UTC)
    return found.astimezone(UTC) if EARLIEST <= found.year <= 2200 else None
