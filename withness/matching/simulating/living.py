"""One run: a community lives for some days, and everything that happens to its shares is written down."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from itertools import count

import numpy as np

from withness.matching.deciding.ladder import DUTY, FACILITATOR, SISTERS, WAVE, Standing, how_many, next_step
from withness.matching.deciding.limits import DAY, HEARD_BY, HOUR
from withness.matching.deciding.offering import OFFERED, Waiting, offer
from withness.matching.deciding.waiting import Pace, learn
from withness.matching.simulating import parameters as of
from withness.matching.simulating.asking import Asking
from withness.matching.simulating.world import People, people_of, shares_over, visits_over

FORGOTTEN = 5 * DAY  # after this a share can no longer change a figure, and leaves the feed's memory
DUTY_PERSON, FACILITATOR_PERSON = -1, -2


@dataclass(slots=True)
class Told:
    """One share and what became of it. Minutes since it was written; None: never."""

    number: int
    at: float
    author: int
    easy: float
    urgent: bool
    fit: np.ndarray
    by: set[int] = field(default_factory=set)
    opened: set[int] = field(default_factory=set)
    asked: dict[int, float] = field(default_factory=dict)
    first: float | None = None
    second: float | None = None
    waves: int = 0
    empty: int = 0
    last: float = 0.0
    duty: float | None = None
    duty_found: int = 0
    awake_from: float = 0.0
    facilitator: float | None = None

    def standing(self) -> Standing:
        """As the ladder sees it."""
        return Standing(
            replies=len(self.by), waves=self.waves, empty=self.empty, last_at=self.last, duty_at=self.duty,
            duty_found=self.duty_found, facilitator_from=self.awake_from, facilitator_at=self.facilitator,
            first_reply_at=self.first, urgent=self.urgent,
        )  # fmt: skip


class Life:
    """A community while it lives. `run()` answers its shares; `asking` holds everybody's load."""

    def __init__(self, *, members: int, shares_a_day: float, days: int, seed: int, policy: str) -> None:
        self.chance = np.random.default_rng([seed, members])
        self.days, self.policy = days + of.WARM_UP_DAYS + 1, policy  # the last day is watched, not counted
        self.people: People = people_of(members, self.chance)
        self.writing = shares_over(self.days, shares_a_day, self.chance)
        visits = of.visits_for(members, shares_a_day)
        self.visits, self.visitors = visits_over(self.days, visits, self.people, self.chance)
        self.rota = self._rota()
        self._place = float(self.chance.random())
        known = np.random.default_rng(0).gamma(of.SHARE_SPREAD, 1 / of.SHARE_SPREAD, 20_000)
        self._quantiles = np.sort(known)[10::20]
        self.asking = Asking(self.people, policy, np.random.default_rng([seed, members, 7]))
        self.feed: list[Told] = []
        self.told: list[Told] = []
        self.pace: Pace = learn()
        self.delays: list[float] = []
        self.learnt_at = 0.0
        self._heap: list[tuple[float, int, str, Told, int]] = []
        self._order = count()

    @property
    def routed(self) -> bool:
        """Whether anybody is asked at all."""
        return self.policy != "chronological"

    def run(self) -> list[Told]:
        """Live; the shares that count, in the order in which they were written."""
        shares = list(self.writing)
        visits = zip(self.visits, self.visitors, strict=True)
        visit = next(visits, None)
        while shares or visit or self._heap:
            due = self._heap[0][0] if self._heap else np.inf
            first = min(shares[0] if shares else np.inf, visit[0] if visit else np.inf, due)
            if shares and shares[0] == first:
                self._share(shares.pop(0))
            elif self._heap and due == first:
                self._happen(*heapq.heappop(self._heap))
            elif visit:
                self._visit(float(visit[0]), int(visit[1]))
                visit = next(visits, None)
        counted = (self.days - 1) * DAY
        return [one for one in self.told if of.WARM_UP_DAYS * DAY <= one.at < counted]

    def _share(self, at: float) -> None:
        members = len(self.people.activity)
        part = self.people.activity / self.people.activity.sum()
        newcomer = self.chance.random() < of.FIRST_SHARES
        author = int(self.chance.integers(members)) if newcomer else int(self.chance.choice(members, p=part))
        easy = self._easiness()
        night = at % DAY < 6 * HOUR
        fit = self.chance.beta(*of.FIT_SHAPE, members).astype(np.float32)
        one = Told(len(self.told), at, author, easy, newcomer or night, fit)
        self.told.append(one)
        self.feed.insert(0, one)
        while self.feed and self.feed[-1].at < at - FORGOTTEN:
            self.feed.pop().fit = np.empty(0, np.float32)
        if self.routed:
            self._plan(one, at)

    def _visit(self, now: float, who: int) -> None:
        page = self.feed[: of.LOOKED_AT]
        if self.routed:
            page = self._offered(now, who) + page
        seen: set[int] = set()
        for place, one in enumerate(page):
            if one.number in seen:
                continue
            seen.add(one.number)
            fades = np.exp(-(now - one.at) / of.FADES)
            opens = self.chance.random() < of.OPENS_FIRST * of.OPENS_NEXT**place * fades
            if opens and who != one.author and who not in one.opened:
                one.opened.add(who)
                near = np.exp(of.FIT_MATTERS * (one.fit[who] - of.FIT_SHAPE[0] / sum(of.FIT_SHAPE)))
                if self.chance.random() < of.REPLY_CHANCE * one.easy * near:
                    self._replied(one, now, who)

    def _offered(self, now: float, who: int) -> list[Told]:
        waiting = {
            str(one.number): one
            for one in self.feed
            if len(one.by) < HEARD_BY and who != one.author and who not in one.opened and now - one.at < 2 * DAY
        }
        offered = offer(
            (Waiting(key, now - one.at, len(one.by), float(one.fit[who]), one.urgent) for key, one in waiting.items()),
            listener=str(who), most=OFFERED,
        )  # fmt: skip
        return [waiting[one.share_id] for one in offered]

    def _plan(self, one: Told, now: float) -> None:
        step = next_step(one.standing(), self.pace)
        if step is not None:
            self._later(max(now, one.at + step.at), "climb", one, 0)

    def _later(self, at: float, what: str, one: Told, who: int) -> None:
        heapq.heappush(self._heap, (at, next(self._order), what, one, who))

    def _happen(self, now: float, _order: int, what: str, one: Told, who: int) -> None:
        if what == "reply":
            self._replied(one, now, who)
        elif len(one.by) < HEARD_BY and now - one.at < 3 * DAY:
            self._climb(one, now)

    def _climb(self, one: Told, now: float) -> None:
        self._learn(now)
        step = next_step(one.standing(), self.pace)
        if step is None:
            return
        if one.at + step.at > now + 0.01:  # somebody replied meanwhile
            self._later(one.at + step.at, "climb", one, 0)
            return
        {WAVE: self._wave, SISTERS: self._wave, DUTY: self._duty, FACILITATOR: self._facilitator}[step.rung](one, now)
        self._plan(one, now)

    def _wave(self, one: Told, now: float) -> None:
        one.waves, one.last = one.waves + 1, now - one.at
        not_these = {one.author, *one.asked, *(who for who in one.by if who >= 0)}
        most = how_many(one.standing(), self.asking.likely(now), self.pace.load)
        chosen = self.asking.ask(now, most=most, not_these=not_these, fit=one.fit)
        one.empty = 0 if chosen else one.empty + 1
        for person in chosen:
            one.asked[person] = now
            after = self.asking.answers_after(now, person, float(one.fit[person]))
            if after is not None:
                self._later(now + after, "reply", one, person)

    def _duty(self, one: Told, now: float) -> None:
        one.duty = now - one.at
        one.awake_from = _awake(now) - one.at
        one.duty_found = int(self.rota[int(now % (7 * DAY) // HOUR)])
        if one.duty_found and self.chance.random() < of.DUTY_ANSWERS:
            after = float(self.chance.lognormal(np.log(of.DUTY_MEDIAN), of.DUTY_SPREAD))
            self._later(now + after, "reply", one, DUTY_PERSON)

    def _facilitator(self, one: Told, now: float) -> None:
        one.facilitator = now - one.at
        if self.chance.random() < of.FACILITATOR_ANSWERS:
            after = float(self.chance.lognormal(np.log(of.FACILITATOR_MEDIAN), of.FACILITATOR_SPREAD))
            self._later(_awake(now) + after, "reply", one, FACILITATOR_PERSON)

    def _replied(self, one: Told, now: float, who: int) -> None:
        if who in one.asked and who not in one.by:
            self.asking.answered(who)
            self.delays.append(now - one.asked[who])
        one.by.add(who)
        if one.first is None:
            one.first = now - one.at
        elif one.second is None and len(one.by) >= HEARD_BY:
            one.second = now - one.at

    def _learn(self, now: float) -> None:
        """Once an hour, from the last two hundred shares that are a day old."""
        if now - self.learnt_at < HOUR:
            return
        self.learnt_at = now
        old = [one for one in self.told[-1200:] if one.at < now - DAY][-200:]
        self.pace = learn(
            first=[np.inf if one.first is None else one.first for one in old],
            second=[np.inf if one.second is None else one.second for one in old],
            answered=self.delays[-200:],
            load=self.asking.load(now),
        )

    def _easiness(self) -> float:
        """How easily a share is answered (mean 1): a gamma, drawn evenly over its quantiles along the golden ratio, so
        that a run of forty shares holds the same mix as one of four thousand.
        """
        self._place = (self._place + 0.6180339887498949) % 1.0
        return float(self._quantiles[int(self._place * len(self._quantiles))])

    def _rota(self) -> np.ndarray:
        hours = np.arange(168) % 24
        return self.chance.random(168) < np.where((hours >= 7) & (hours < 22), of.ROTA_DAY, of.ROTA_NIGHT)


def _awake(now: float) -> float:
    """When whoever holds the group may be asked: between seven and ten on the group's clock."""
    hour = now % DAY
    if 7 * HOUR <= hour < 22 * HOUR:
        return now
    return (now // DAY + (hour >= 22 * HOUR)) * DAY + 7 * HOUR
