"""Two wordings of an agreement side by side, clause by clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, NEW, GONE = "same", "new", "gone"


@dataclass(frozen=True, slots=True)
class Clause:
    """A line of the agreement: it stays, it is new, or it goes."""

    kind: str
    words: str


def compare(before: str, after: str) -> list[Clause]:
    """Every line of both, in order; what goes stands before what is new in its place."""
    return list(_compared(_lines(before), _lines(after)))


def _compared(before: list[str], after: list[str]) -> Iterator[Clause]:
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            yield from (Clause(SAME, line) for line in before[a:b])
        else:
            yield from (Clause(GONE, line) for line in before[a:b])
            yield from (Clause(NEW, line) for line in after[c:d])


def _lines(words: str) -> list[str]:
    return [line.strip().removeprefix("- ").strip() for line in words.split("\n") if line.strip()]
