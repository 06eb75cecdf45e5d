"""Who of a million could answer a share: the fifty nearest, in a few milliseconds, at less than 100 bytes a person.

Kept in columns of small numbers; nobody's words, no names. For the router of shares (issue C) and whoever else asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from withness.people.pairing.weighing import SLOTS, STAGES, closeness

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

BEST, ENOUGH, LOOKED_AT = 50, 12_000, 6_000  # answers; candidates that are enough; and of one experience at most
FURTHER, LANGUAGE, AWAKE = 0.15, 0.25, 0.3  # added to nearness (0 to 1)
TIRED = 0.05  # taken for each time somebody was asked lately


@dataclass(slots=True)
class Responders:
    """Members by number. `put` and `drop` cost microseconds; the numbers of members who left are used again."""

    ids: list[str] = field(default_factory=list)
    number: dict[str, int] = field(default_factory=dict)
    free: list[int] = field(default_factory=list)
    _lives: Any = None
    _stages: Any = None
    _hours: Any = None
    _language: Any = None
    _asked: Any = None
    _by_life: dict[int, Shelf] = field(default_factory=dict)
    _languages: dict[str, int] = field(default_factory=dict)

    def put(self, member: str, *, lives: Sequence[tuple[str, str]], language: str, hours: int = 0xFFFFFF) -> None:
        """Somebody who is willing to answer: (experience, stage) pairs of which the first `SLOTS` count, and the hours
        (UTC, a bit each) they are around. Putting them again changes what was there.
        """
        self.drop(member)
        known, _table = closeness()
        n = self.free.pop() if self.free else len(self.ids)
        self._make_room(n)
        if n == len(self.ids):
            self.ids.append(member)
        self.ids[n] = member
        self.number[member] = n
        some = [(known[slug], STAGES.index(stage)) for slug, stage in lives if slug in known][:SLOTS]
        self._lives[n], self._stages[n] = -1, 0
        for column, (life, stage) in enumerate(some):
            self._lives[n, column], self._stages[n, column] = life, stage
            self._by_life.setdefault(life, Shelf()).put(n)
        self._hours[n], self._asked[n] = hours & 0xFFFFFF, 0
        self._language[n] = self._languages.setdefault(language[:2], len(self._languages))

    def drop(self, member: str) -> None:
        """Somebody who is willing no longer, or has left; also for one who is not there."""
        n = self.number.pop(member, None)
        if n is None:
            return
        for life in {int(one) for one in self._lives[n] if one >= 0}:
            self._by_life[life].drop(n)
        self._lives[n] = -1
        self.ids[n] = ""
        self.free.append(n)

    def note_asked(self, member: str) -> None:
        """They were asked once more: others come first next time."""
        if member in self.number:
            self._asked[self.number[member]] = min(int(self._asked[self.number[member]]) + 1, 255)

    def rest(self) -> None:
        """A week has gone by: what was asked of each counts half."""
        if self._asked is not None:
            self._asked >>= 1

    def best(
        self, *, lives: Sequence[str], stage: str = "new", language: str = "en", hour: int = 0, most: int = BEST,
        without: frozenset[str] = frozenset(),
    ) -> list[tuple[str, float]]:  # fmt: skip
        """The `most` nearest to somebody who lives through `lives` and is at `stage`, around at this `hour` (UTC), the
        nearest first, with a number that says how near. Nobody of `without` (boundaries, who answered already).
        """
        import numpy as np

        known, table = closeness()
        asked = [known[slug] for slug in lives if slug in known]
        if not asked or not self.number:
            return []
        near = np.append(table[asked].max(0), 0.0)
        few = self._candidates(near, hour)
        if not len(few):
            return []
        each = near[self._lives[few]]
        column = each.argmax(1)
        row = np.arange(len(few))
        worth = each[row, column] + FURTHER * (self._stages[few, column] > STAGES.index(stage))
        worth += LANGUAGE * (self._language[few] == self._languages.get(language[:2], -1))
        worth += AWAKE * ((self._hours[few] >> hour) & 1) - TIRED * self._asked[few]
        top = min(len(few), most + len(without))
        some = np.argpartition(-worth, top - 1)[:top]
        order = some[np.lexsort((few[some], -worth[some]))]
        found = [(self.ids[int(few[n])], round(float(worth[n]), 4)) for n in order]
        return [one for one in found if one[0] not in without][:most]

    def _candidates(self, near: Array, hour: int) -> Array:
        """Of the nearest experiences first, until there are enough; of a crowded one a part that goes round with the hour."""
        import numpy as np

        some, count = [], 0
        for life in np.argsort(-near[:-1], kind="stable"):
            if near[life] < 0.4 or count >= ENOUGH:
                break
            shelf = self._by_life.get(int(life))
            if shelf is not None and shelf.size:
                part = shelf.part(LOOKED_AT, hour)
                some.append(part)
                count += len(part)
        return np.unique(np.concatenate(some)) if some else np.zeros(0, np.int32)

    def _make_room(self, n: int) -> None:
        import numpy as np

        if self._lives is not None and n < len(self._lives):
            return
        size = max(1024, 0 if self._lives is None else len(self._lives) * 5 // 4)

        def grown(old: Any, shape: tuple[int, ...], kind: type[np.generic]) -> Any:
            fresh = np.zeros(shape, kind)
            if old is not None:
                fresh[: len(old)] = old
            return fresh

        self._lives = grown(self._lives, (size, SLOTS), np.int16)
        self._stages = grown(self._stages, (size, SLOTS), np.int8)
        self._hours = grown(self._hours, (size,), np.uint32)
        self._language = grown(self._language, (size,), np.int16)
        self._asked = grown(self._asked, (size,), np.uint8)


@dataclass(slots=True)
class Shelf:
    """The members with one experience, in no order."""

    size: int = 0
    _held: Any = None

    def put(self, n: int) -> None:
        """Once."""
        import numpy as np

        if self._held is None:
            self._held = np.zeros(8, np.int32)
        if self.size == len(self._held):
            self._held = np.concatenate([self._held, np.zeros(len(self._held) // 2, np.int32)])
        self._held[self.size] = n
        self.size += 1

    def drop(self, n: int) -> None:
        """If it is there; the last takes its place."""
        import numpy as np

        for at in np.flatnonzero(self._held[: self.size] == n)[:1]:
            self.size -= 1
            self._held[at] = self._held[self.size]

    def part(self, most: int, turn: int) -> Array:
        """All of them, or `most`, others at every turn."""
        import numpy as np

        if self.size <= most:
            held: Array = self._held[: self.size]
            return held
        start = (turn * most) % self.size
        both: Array = np.concatenate(
            [self._held[start : min(start + most, self.size)], self._held[: max(0, start + most - self.size)]]
        )
        return both
