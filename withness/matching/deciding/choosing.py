"""Whom to ask: among all who may be asked now, a few who fit and have carried little lately."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from withness.matching.deciding.limits import APART, DAY

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]
BLOCK = 65_536  # people looked at together; a larger group is walked through block by block from a random place
ENOUGH = 64  # willing people in the blocks walked through, for each one wanted


@dataclass(slots=True)
class Pool:
    """People, one column each. Hours are minutes of the day on the clock on their wall.

    `willing`: said yes and is neither resting nor away; `offset`: minutes their wall clock is ahead of UTC;
    `quiet_from` = `quiet_until`: no quiet hours. `last`: minutes since they were last asked. `asked`, `answered`: over
    ninety days. `fit`: 0 to 1, how near their experience is to what was shared.
    """

    willing: Bools
    offset: NDArray[np.int16]
    quiet_from: NDArray[np.int16]
    quiet_until: NDArray[np.int16]
    day: NDArray[np.uint8]
    week: NDArray[np.uint8]
    cap_day: NDArray[np.uint8]
    cap_week: NDArray[np.uint8]
    last: Floats
    asked: NDArray[np.uint16]
    answered: NDArray[np.uint16]
    fit: Floats

    def __len__(self) -> int:
        return len(self.willing)

    def part(self, rows: Any) -> Pool:
        """Some of the columns, in the order of `rows`."""
        return Pool(*(getattr(self, name)[rows] for name in self.__slots__))


def an_empty_pool(people: int) -> Pool:
    """`people` who may not be asked yet: nobody willing, no load, no history."""
    return Pool(
        willing=np.zeros(people, bool),
        offset=np.zeros(people, np.int16),
        quiet_from=np.zeros(people, np.int16),
        quiet_until=np.zeros(people, np.int16),
        day=np.zeros(people, np.uint8),
        week=np.zeros(people, np.uint8),
        cap_day=np.zeros(people, np.uint8),
        cap_week=np.zeros(people, np.uint8),
        last=np.full(people, np.inf, np.float32),
        asked=np.zeros(people, np.uint16),
        answered=np.zeros(people, np.uint16),
        fit=np.full(people, 0.5, np.float32),
    )


def may_be_asked(pool: Pool, minute: int) -> Bools:
    """Who may be asked at `minute` of the day (UTC): willing, rested, under both caps, and awake by their own wish."""
    local = (pool.offset.astype(np.int32) + minute) % int(DAY)
    first, last = pool.quiet_from, pool.quiet_until
    over_midnight = first > last
    quiet = np.where(over_midnight, (local >= first) | (local < last), (local >= first) & (local < last))
    rested = (pool.day < pool.cap_day) & (pool.week < pool.cap_week) & (pool.last >= APART)
    found: Bools = pool.willing & rested & ~quiet
    return found


def likely(pool: Pool) -> Floats:
    """The chance that each answers when asked: what they did before, drawn towards 0.15 with the weight of six asks."""
    seen: Floats = ((pool.answered + 0.9) / (pool.asked + 6.0)).astype(np.float32)
    return seen


def choose(pool: Pool, *, minute: int, most: int, chance: np.random.Generator) -> list[int]:
    """Up to `most` people, the first to be asked first. Never one who may not be asked.

    Weighted drawing without replacement (Efraimidis and Spirakis 2006: the largest of u^(1/w)), where the weight is
    likely x fit x rest. Drawn, not ranked: if the best were always asked, the best would burn out first.
    """
    if most <= 0 or not len(pool):
        return []
    rows = _some(pool, minute, most * ENOUGH, chance)
    if not len(rows):
        return []
    weight = np.maximum(weights(pool.part(rows)), 1e-9)
    draw = np.log(np.maximum(chance.random(len(rows)), 1e-12)) / weight
    best = np.argpartition(-draw, min(most, len(rows) - 1))[:most] if len(rows) > most else np.arange(len(rows))
    best = best[np.argsort(-draw[best])]
    return [int(row) for row in rows[best]]


def weights(pool: Pool) -> Floats:
    """How much each is drawn by: the chance of an answer, how well they fit, and how little they have been asked."""
    load = pool.week / np.maximum(pool.cap_week, 1)
    rest = np.exp(-2.5 * load) * np.minimum(1.0, pool.last / (2 * DAY))
    found: Floats = (likely(pool) ** 1.5 * (0.1 + pool.fit) ** 2 * rest).astype(np.float32)
    return found


def _some(pool: Pool, minute: int, enough: int, chance: np.random.Generator) -> NDArray[np.int64]:
    """People who may be asked: all of them in a small group; in a large one as many as are plenty."""
    people = len(pool)
    if people <= BLOCK:
        return np.flatnonzero(may_be_asked(pool, minute))
    blocks = -(-people // BLOCK)
    begin, found = int(chance.integers(blocks)), [np.empty(0, np.int64)]
    for n in range(blocks):
        first = (begin + n) % blocks * BLOCK
        part = pool.part(slice(first, first + BLOCK))
        found.append(np.flatnonzero(may_be_asked(part, minute)) + first)
        if sum(map(len, found)) >= enough:
            break
    return np.concatenate(found)
