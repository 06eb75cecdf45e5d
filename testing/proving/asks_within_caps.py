"""A million asks: none over a cap, in quiet hours, too near the last one, across a boundary, or of who said no.

Two parts. In numbers: communities of every kind (all zones, quiet hours over midnight and none, all caps) ask through
`deciding.choose` until the million is full, and an auditor who keeps its own books in plain Python looks at each. In
rows: a house with boundaries, mutes, rests and people who turned everything off lives for weeks; whoever was asked is
looked up again, one by one.
"""

from __future__ import annotations

import random
from collections import defaultdict, deque

import numpy as np

from testing.proofs import Figures, proof
from testing.proving.errands_of_unheard import in_a_house

MANY, FEW = 1_000_000, 3_000
SHARES, A_FEW_SHARES = 400, 10
APART, DAY, WEEK = 360, 1440, 10080


@proof("caps", "Nobody is asked over a cap, in quiet hours, across a boundary, or who said no")
def asks_within_caps(seed: int, full: bool) -> Figures:
    """How many asks were looked at, in numbers and in rows."""
    chance, asked = random.Random(seed), 0
    while asked < (MANY if full else FEW):
        asked += _one_community(chance.randrange(2**32), (MANY if full else FEW) - asked)
    rows = in_a_house("asks_in_rows", seed=seed, shares=SHARES if full else A_FEW_SHARES)
    assert rows["wrong"] == [], rows["wrong"][:3]
    assert rows["asks"] > (300 if full else 3)
    return {"asks in numbers": f"{asked:,}", "asks in rows": rows["asks"], "wrong": 0}


def _one_community(seed: int, most: int) -> int:
    """Ask until a community's five weeks are over; every ask is audited. Answers how many there were."""
    from withness.matching.deciding.choosing import an_empty_pool, choose
    from withness.matching.deciding.limits import CAPS

    chance = np.random.default_rng(seed)
    people = int(chance.choice([12, 300, 4000, 90_000], p=[0.1, 0.3, 0.4, 0.2]))
    pool, books = an_empty_pool(people), _Books()
    names = list(CAPS)
    often = chance.integers(0, len(names), people)
    caps = np.array([CAPS[name] for name in names], np.uint8)
    pool.cap_day, pool.cap_week = caps[often, 0].copy(), caps[often, 1].copy()
    pool.willing = chance.random(people) < 0.8
    pool.offset = chance.integers(-720, 841, people).astype(np.int16)
    pool.quiet_from = chance.integers(0, DAY, people).astype(np.int16)
    pool.quiet_until = np.where(chance.random(people) < 0.2, pool.quiet_from, chance.integers(0, DAY, people)).astype(
        np.int16
    )
    now, asked, last = 0.0, 0, np.full(people, -np.inf)
    while now < 5 * WEEK and asked < most:
        now += float(chance.exponential(5 * WEEK * 3 / (people * 8)))
        books.let_go(now, pool)
        pool.last = (now - last).astype(np.float32)
        beyond = chance.integers(0, people, min(people, 40))
        before = pool.willing[beyond].copy()
        pool.willing[beyond] = False
        chosen = choose(pool, minute=int(now % DAY), most=int(chance.integers(1, 6)), chance=chance)
        pool.willing[beyond] = before
        for person in chosen:
            books.look_at(now, person, pool, set(beyond.tolist()), names[often[person]])
            last[person] = now
        asked += len(chosen)
    return asked


class _Books:
    """The auditor: plain lists, and the rules in words of its own."""

    def __init__(self) -> None:
        self.of: defaultdict[int, list[float]] = defaultdict(list)
        self.days: deque[tuple[float, int]] = deque()
        self.weeks: deque[tuple[float, int]] = deque()

    def let_go(self, now: float, pool: object) -> None:
        for queue, column, kept in ((self.days, pool.day, DAY), (self.weeks, pool.week, WEEK)):
            while queue and queue[0][0] <= now - kept:
                column[queue.popleft()[1]] -= 1

    def look_at(self, now: float, person: int, pool: object, beyond: set[int], often: str) -> None:
        a_day, a_week = {"never": (0, 0), "little": (1, 2), "some": (1, 3), "more": (2, 6)}[often]
        mine = [at for at in self.of[person] if at > now - WEEK]
        assert person not in beyond, "asked across a boundary"
        assert pool.willing[person], "asked who was not willing"
        assert len(mine) < a_week, "over the cap of a week"
        assert sum(at > now - DAY for at in mine) < a_day, "over the cap of a day"
        assert not mine or now - mine[-1] >= APART - 0.01, "too near the last ask"
        assert not self._quiet(
            now, int(pool.offset[person]), int(pool.quiet_from[person]), int(pool.quiet_until[person])
        )
        self.of[person] = [*mine, now]
        pool.day[person] += 1
        pool.week[person] += 1
        self.days.append((now, person))
        self.weeks.append((now, person))

    def _quiet(self, now: float, offset: int, first: int, last: int) -> bool:
        """Walk the quiet stretch minute by minute in thought: is now's minute within it?"""
        local = (int(now % DAY) + offset) % DAY
        long = (last - first) % DAY
        return (local - first) % DAY < long
