"""How well two people would go together, as a whole number from 0 to 1,000, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from withness.people.experiences.vocabulary import nearness, vocabulary

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

STAGES = ("new", "middle", "along")
SLOTS = 3  # experiences of a person that count: the first ones they named
SHARED, ONE_STEP, LANGUAGE, HOURS = 600, 150, 150, 100  # what each counts; together 1,000
LEAST = 160  # below, two people are not brought together


@dataclass(frozen=True, slots=True)
class Seeker:
    """Somebody who asked to be paired. `lives`: experience → stage; `hours`: bits of the 24 hours (UTC) they are around;
    `never`: ids of people on the other side of a boundary, whoever drew it.
    """

    id: str
    lives: Mapping[str, str]
    language: str = "en"
    hours: int = 0xFFFFFF
    never: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Why:
    """What two people have in common, for both to read: experiences each named, and what else speaks for it."""

    lives: tuple[str, ...]
    near: bool
    one_step: bool
    same_language: bool
    hours_together: int


@dataclass(slots=True)
class Figures:
    """People as columns: experiences (−1 for none) and stages in `SLOTS` columns, language and hours."""

    lives: Array
    stages: Array
    language: Array
    hours: Array

    def some(self, rows: Array) -> Figures:
        """Only those rows."""
        return Figures(self.lives[rows], self.stages[rows], self.language[rows], self.hours[rows])


@cache
def closeness() -> tuple[dict[str, int], Array]:
    """The number of each experience, and how near each is to each (0 to 1)."""
    import numpy as np

    slugs = list(vocabulary())
    table = np.array([[nearness(one, other) for other in slugs] for one in slugs], np.float32)
    return {slug: number for number, slug in enumerate(slugs)}, table


def figures_of(people: Sequence[Seeker]) -> Figures:
    """People as columns. Experiences that are not in the vocabulary are passed over."""
    import numpy as np

    number, _table = closeness()
    languages = {code: n for n, code in enumerate(sorted({one.language[:2] for one in people}))}
    lives = np.full((len(people), SLOTS), -1, np.int16)
    stages = np.zeros((len(people), SLOTS), np.int8)
    for row, one in enumerate(people):
        known = [(slug, stage) for slug, stage in one.lives.items() if slug in number][:SLOTS]
        for column, (slug, stage) in enumerate(known):
            lives[row, column], stages[row, column] = number[slug], STAGES.index(stage)
    return Figures(
        lives, stages, np.array([languages[one.language[:2]] for one in people], np.int16),
        np.array([one.hours & 0xFFFFFF for one in people], np.uint32),
    )  # fmt: skip


def weights(one: Figures, other: Figures) -> Array:
    """For each of `one` (rows) with each of `other` (columns): 0 where nothing speaks for it, else `LEAST` to 1,000."""
    import numpy as np

    _number, table = closeness()
    wide = np.zeros((len(table) + 1, len(table) + 1), np.int16)
    wide[:-1, :-1] = np.round(table * SHARED).astype(np.int16)
    best = np.zeros((len(one.language), len(other.language)), np.int16)
    for mine in range(SLOTS):
        for theirs in range(SLOTS):
            near = wide[one.lives[:, mine][:, None], other.lives[:, theirs][None, :]]
            step = np.abs(one.stages[:, mine][:, None] - other.stages[:, theirs][None, :]) == 1
            np.maximum(best, near + (ONE_STEP * (step & (near > 0))).astype(np.int16), out=best)
    best += (LANGUAGE * (one.language[:, None] == other.language[None, :])).astype(np.int16)
    best += together(one.hours[:, None] & other.hours[None, :]).astype(np.int16)
    best[best < LEAST] = 0
    return best


def together(hours: Array) -> Array:
    """What hours in common count: up to `HOURS`, all of it from eight hours on."""
    import numpy as np

    bits = np.array([bin(n).count("1") for n in range(256)], np.uint8)
    count = bits[hours & 255] + bits[(hours >> 8) & 255] + bits[(hours >> 16) & 255]
    worth: Array = np.minimum(count.astype(np.int16) * HOURS // 8, HOURS)
    return worth


def why(one: Seeker, other: Seeker) -> Why:
    """What speaks for these two."""
    pairs = sorted(
        ((nearness(a, b), a, b) for a in list(one.lives)[:SLOTS] for b in list(other.lives)[:SLOTS]), reverse=True
    )
    near, a, b = pairs[0] if pairs else (0.0, "", "")
    step = bool(near) and abs(STAGES.index(one.lives[a]) - STAGES.index(other.lives[b])) == 1
    return Why(
        lives=((a,) if a == b else (a, b)) if near else (), near=0 < near < 1, one_step=step,
        same_language=one.language[:2] == other.language[:2], hours_together=bin(one.hours & other.hours).count("1"),
    )  # fmt: skip
