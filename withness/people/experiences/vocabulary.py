"""The packaged vocabulary, as the rooms read it. From a file: it is the same for everybody and never waits for a row.

What operators, facilitators and members add to it stands in `Experience` rows of the room `matching`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_KEPT = Path(__file__).with_name("vocabulary.json")
LANGUAGES = ("en", "es", "ar")


@dataclass(frozen=True, slots=True)
class Experience:
    """Something people live through. `words` are what they call it, by language; names stand in all of `LANGUAGES`."""

    slug: str
    branch: str
    parents: tuple[str, ...]
    neighbours: tuple[str, ...]
    names: dict[str, str]
    words: dict[str, tuple[str, ...]]
    ontology: str = ""

    def name_in(self, language: str) -> str:
        """Its plain name in that language, or in English."""
        return self.names.get(language[:2]) or self.names["en"]

    def every_word(self) -> tuple[str, ...]:
        """All its names and words, in every language."""
        return (*self.names.values(), *(word for some in self.words.values() for word in some))


@cache
def vocabulary() -> dict[str, Experience]:
    """Every packaged experience by its slug: branches first, then in the order of the words files."""
    rows = json.loads(_KEPT.read_text(encoding="utf-8"))["experiences"]
    return {row["slug"]: _experience(row) for row in rows}


@cache
def branches() -> tuple[str, ...]:
    """The slugs of the five branches, each an experience without a parent."""
    return tuple(slug for slug, one in vocabulary().items() if not one.parents)


@cache
def ancestors(slug: str) -> tuple[str, ...]:
    """Everything above an experience, the nearest first, its branch last. Nothing for a slug we do not know."""
    one = vocabulary().get(slug)
    if one is None:
        return ()
    return tuple(dict.fromkeys(up for parent in one.parents for up in (parent, *ancestors(parent))))


def nearness(one: str, other: str) -> float:
    """How much two experiences have in common: 1 the same, 0.6 one above the other, 0.4 beside each other (neighbours,
    or under one parent that is no branch), 0.1 in one branch, else 0.
    """
    if one == other:
        return 1.0
    above_one, above_other = ancestors(one), ancestors(other)
    if not above_one or not above_other:
        return 0.0
    if one in above_other[:-1] or other in above_one[:-1]:
        return 0.6
    beside = set(above_one[:-1]) & set(above_other[:-1])
    if beside or other in vocabulary()[one].neighbours or one in vocabulary()[other].neighbours:
        return 0.4
    return 0.1 if above_one[-1] == above_other[-1] else 0.0


def _experience(row: dict[str, object]) -> Experience:
    told = dict(row)
    words = {code: tuple(some) for code, some in dict(told.pop("words")).items()}  # type: ignore[call-overload]
    for name in ("parents", "neighbours"):
        told[name] = tuple(told[name])  # type: ignore[arg-type]
    return Experience(words=words, **told)  # type: ignore[arg-type]
