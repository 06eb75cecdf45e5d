"""A meeting as somebody else published it, after it has been understood; and what became of each row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Tell = Callable[[str, int, int], None]  # how far it is: the step, how many are done, of how many
ACCEPTED, WITH_WARNINGS, REJECTED = "accepted", "accepted_with_warnings", "rejected"


class Unreadable(Exception):
    """Nothing in it can be read as a list of meetings. `sentence` says why, to whoever keeps the list."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NoGood(Exception):
    """This row cannot be a meeting; the reason begins with a word for programs."""


@dataclass(slots=True)
class Place:
    """Where, as it was published."""

    name: str = ""
    address: str = ""
    parts: dict[str, Any] = field(default_factory=dict)
    latitude: float | None = None
    longitude: float | None = None
    is_approximate: bool = False
    notes: str = ""
    access: tuple[str, ...] = ()
    is_closed: bool = False

    def is_somewhere(self) -> bool:
        """Whether anything is known of it at all."""
        return bool(self.name or self.address or self.latitude is not None)


@dataclass(frozen=True, slots=True)
class Dated:
    """What differs on one date: `kind` as a `Difference` has it, hours on the wall there."""

    kind: str
    planned: str
    to: str = ""
    minutes: int | None = None


@dataclass(slots=True)
class Listing:
    """A meeting, understood. `days` count from Sunday = 0; without `time` it is by arrangement."""

    slug: str
    title: str
    days: tuple[int, ...] = ()
    time: str = ""
    minutes: int | None = None
    zone: str = ""
    rhythm: str = ""  # where it is not simply every week
    starts: str = ""  # where the source says when it began
    attendance: str = "unclear"
    place: Place = field(default_factory=Place)
    notes: str = ""
    by: str = ""
    url: str = ""
    join_url: str = ""
    join_phone: str = ""
    join_notes: str = ""
    vocabulary: str = ""
    types: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    verified_on: date | None = None
    also: dict[str, Any] = field(default_factory=dict)
    dates: tuple[Dated, ...] = ()


@dataclass(slots=True)
class Read:
    """What became of one row, counted from 1."""

    row: int
    listings: list[Listing] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    part_of: int = 0  # the row whose meeting this one says more of

    @property
    def is_accepted(self) -> bool:
        """Whether it became a meeting, or a part of one."""
        return bool(self.listings or self.part_of)

    @property
    def verdict(self) -> str:
        """In one word."""
        if not self.is_accepted:
            return REJECTED
        return WITH_WARNINGS if self.reasons else ACCEPTED


@dataclass(slots=True)
class Report:
    """What became of all rows."""

    kind: str
    reads: list[Read]
    notes: list[str] = field(default_factory=list)

    @property
    def accepted(self) -> int:
        """Rows that became meetings, those with warnings included."""
        return sum(1 for one in self.reads if one.is_accepted)

    @property
    def rejected(self) -> int:
        """Rows that did not."""
        return len(self.reads) - self.accepted

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {
            "kind": self.kind, "accepted": self.accepted,
            "with_warnings": sum(1 for one in self.reads if one.verdict == WITH_WARNINGS), "rejected": self.rejected,
            "notes": self.notes,
            "rows": [{"row": one.row, "verdict": one.verdict, "reasons": one.reasons} for one in self.reads],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wishes:
    """How to read a list."""

    vocabulary: str = "aa"
    zone: str = ""
    with_contacts: bool = False
