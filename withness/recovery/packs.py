"""Measures as data: each pack says what it asks, how it is scored, and where all of that comes from.

The packs that may legally be given to everybody lie in `measures/`. An operator with a licence for others puts their packs
into the folder `measures` of the data folder; we ship no words that are not free.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

OURS = Path(__file__).resolve().parent / "measures"
ENGLISH = "en"


class BadPack(Exception):
    """A pack cannot be used; the sentence says which and why."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a measure in one language, and who translated them."""

    source: str
    ask: str
    items: tuple[str, ...]
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """By how much a score must move to be more than chance, and which way is better."""

    least: int
    better: str
    source: str


@dataclass(frozen=True, slots=True)
class Pack:
    """A measure. `bands` are (lowest score, name) in rising order; `parts` name item numbers, counted from one."""

    id: str
    version: int
    name: str
    about: dict[str, str]
    licence: str
    by: str
    source: str
    days: int
    least_days_between: int
    answers: tuple[int, ...]
    bands: tuple[tuple[int, str], ...]
    missing: str
    wordings: dict[str, Wording]
    change: Change | None = None
    alerts: tuple[tuple[int, int], ...] = ()
    parts: dict[str, tuple[int, ...]] = field(default_factory=dict)
    examples: tuple[dict[str, Any], ...] = ()

    @property
    def length(self) -> int:
        """How many questions it asks."""
        return len(self.wordings[ENGLISH].items)

    @property
    def questions(self) -> tuple[str, ...]:
        """Its questions, in English."""
        return self.wordings[ENGLISH].items

    @property
    def highest(self) -> int:
        """The highest score there can be."""
        return max(self.answers) * self.length

    def wording(self, language: str) -> tuple[Wording, bool]:
        """The words in that language; in English, and False, where there is no translation with a source."""
        there = self.wordings.get(language)
        return (there, True) if there else (self.wordings[ENGLISH], language == ENGLISH)


def read_pack(path: Path) -> Pack:
    """The pack in a file. Raises `BadPack` with the file's name and the reason."""
    try:
        return _pack(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, IndexError) as odd:
        raise BadPack(f"The measure in {path.name} cannot be read: {odd!r}.") from odd


def _pack(told: dict[str, Any]) -> Pack:
    languages = [name for name, value in told.items() if isinstance(value, dict) and "items" in value]
    change = told.get("change")
    pack = Pack(
        id=told["id"], version=told["version"], name=told["name"], about=told["about"], licence=told["licence"],
        by=told["by"], source=told["source"], days=told["days"], least_days_between=told["least_days_between"],
        answers=tuple(told["answers"]), bands=tuple((least, name) for least, name in told["bands"]),
        missing=told["missing"], wordings={language: _wording(told[language]) for language in languages},
        change=Change(change["least"], change["better"], change["source"]) if change else None,
        alerts=tuple((one["item"], one["least"]) for one in told.get("alerts", ())),
        parts={name: tuple(items) for name, items in told.get("parts", {}).items()},
        examples=tuple(told.get("examples", ())),
    )  # fmt: skip
    _must_hold_together(pack)
    return pack


def _wording(told: dict[str, Any]) -> Wording:
    return Wording(told["source"], told["ask"], tuple(told["items"]), tuple(told["options"]))


def _must_hold_together(pack: Pack) -> None:
    """What a wrong pack would do to somebody is a wrong score; so it is refused as a whole."""
    if ENGLISH not in pack.wordings:
        raise ValueError("it has no English words")
    for language, words in pack.wordings.items():
        if len(words.items) != pack.length or len(words.options) != len(pack.answers):
            raise ValueError(f"in {language} it has another number of questions or answers")
    if [least for least, _name in pack.bands] != sorted({least for least, _name in pack.bands}):
        raise ValueError("its bands do not rise")
    named = [item for items in pack.parts.values() for item in items] + [item for item, _least in pack.alerts]
    if any(not 1 <= item <= pack.length for item in named):
        raise ValueError("it names a question that it does not ask")


@cache
def our_packs() -> dict[str, Pack]:
    """The measures that come with Withness, by their id."""
    return {pack.id: pack for pack in (read_pack(path) for path in sorted(OURS.glob("*.toml")))}


def all_packs(more: Path | None = None) -> dict[str, Pack]:
    """Ours, and those in the operator's folder. One of theirs that cannot be read is left out: `doctor` names it."""
    packs = dict(our_packs())
    for path in sorted(more.glob("*.toml")) if more and more.is_dir() else ():
        try:
            pack = read_pack(path)
        except BadPack:
            continue
        packs.setdefault(pack.id, pack)
    return packs
