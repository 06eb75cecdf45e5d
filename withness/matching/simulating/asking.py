"""Asking inside a simulation: the house's own choosing, its caps, and what the people asked then do."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

import numpy as np

from withness.matching.deciding.choosing import choose, likely, may_be_asked
from withness.matching.deciding.limits import APART, DAY, WEEK
from withness.matching.simulating import parameters as of
from withness.matching.simulating.world import People

POLICIES = ("withness", "chronological", "most-active", "random")


@dataclass(slots=True)
class Asking:
    """Everybody's load, and the choosing. `log` holds (minute, person) of every ask."""

    people: People
    policy: str
    chance: np.random.Generator
    log: list[tuple[float, int]] = field(default_factory=list)
    last_at: np.ndarray = field(init=False)
    _day: deque[tuple[float, int]] = field(default_factory=deque)
    _week: deque[tuple[float, int]] = field(default_factory=deque)
    broken: int = 0

    def __post_init__(self) -> None:
        self.last_at = np.full(len(self.people.pool), -np.inf)

    def ask(self, now: float, *, most: int, not_these: set[int], fit: np.ndarray) -> list[int]:
        """Choose up to `most` people and write it down."""
        pool = self.people.pool
        self._let_go(now)
        pool.last = (now - self.last_at).astype(np.float32)
        pool.fit = np.clip(fit + self.chance.normal(0, of.FIT_SEEN, len(fit)), 0, 1).astype(np.float32)
        kept = pool.willing[list(not_these)].copy()
        pool.willing[list(not_these)] = False
        chosen = self._choose(now, most)
        pool.willing[list(not_these)] = kept
        for person in chosen:
            self._check(now, person, not_these)
            self._write(now, person)
        return chosen

    def likely(self, now: float) -> float:
        """The chance that one of those who may be asked now answers, as the house knows it."""
        pool = self.people.pool
        rows = np.flatnonzero(may_be_asked(pool, int(now % DAY)))
        return float(likely(pool.part(rows)).mean()) if len(rows) else 0.15

    def load(self, now: float) -> float:
        """How much of what the willing are ready to be asked has been asked this week."""
        self._let_go(now)
        pool = self.people.pool
        ready = float(pool.cap_week[pool.willing].sum())
        return float(pool.week[pool.willing].sum()) / ready if ready else 1.0

    def answered(self, person: int) -> None:
        """Somebody asked has answered."""
        self.people.pool.answered[person] += 1

    def answers_after(self, now: float, person: int, fit: float) -> float | None:
        """Minutes until this person answers; None when they do not."""
        ready = self.people.ready[person] * of.TIRED ** max(0, int(self.people.pool.week[person]) - 1)
        ready *= np.exp(of.FIT_MATTERS * (fit - of.FIT_SHAPE[0] / sum(of.FIT_SHAPE)))
        delay = float(self.chance.lognormal(np.log(of.ANSWER_MEDIAN), of.ANSWER_SPREAD))
        weight = of.VISIT_HOURS[int((now + self.people.offset[person]) % DAY // 60)]
        if self.chance.random() > min(1.0, weight):  # awake by their own wish, and yet away
            ready, delay = ready * of.AWAY, delay + float(self.chance.uniform(60, 480))
        return delay if self.chance.random() < ready else None

    def _choose(self, now: float, most: int) -> list[int]:
        pool = self.people.pool
        minute = int(now % DAY)
        if self.policy == "withness":
            return choose(pool, minute=minute, most=most, chance=self.chance)
        rows = np.flatnonzero(may_be_asked(pool, minute))
        if self.policy == "random":
            return [int(row) for row in self.chance.permutation(rows)[:most]]
        return [int(row) for row in rows[np.argsort(-self.people.activity[rows])][:most]]

    def _write(self, now: float, person: int) -> None:
        pool = self.people.pool
        pool.day[person] += 1
        pool.week[person] += 1
        pool.asked[person] += 1
        self.last_at[person] = now
        self.log.append((now, person))
        self._day.append((now, person))
        self._week.append((now, person))

    def _let_go(self, now: float) -> None:
        pool = self.people.pool
        for queue, column, kept in ((self._day, pool.day, DAY), (self._week, pool.week, WEEK)):
            while queue and queue[0][0] <= now - kept:
                column[queue.popleft()[1]] -= 1

    def _check(self, now: float, person: int, not_these: set[int]) -> None:
        """Counts an ask that should never have been, in other words than those that chose it."""
        pool, local = self.people.pool, (now + self.people.pool.offset[person]) % DAY
        mine = [at for at, who in self._week if who == person]
        over = sum(at > now - DAY for at in mine) >= pool.cap_day[person] or len(mine) >= pool.cap_week[person]
        near = bool(mine) and now - mine[-1] < APART - 0.1
        quiet = local >= 22 * 60 or local < 7 * 60
        self.broken += bool(over or near or quiet or person in not_these or not pool.willing[person])
