"""Thousands of bad nights: workers die, letters are lost, people do not answer, clocks jump, somebody says no meanwhile.

Each schedule carries a made-up directive out with the very machine the house uses, in a small world with a durable store
and transactions that either happen or do not. It looks for a step that was skipped, done twice, or told to somebody who
had not agreed; and for a run that took longer than its bound. Three faults are seeded first, and each must be found.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from testing.proofs import Figures, proof
from withness.safety.directive.machine import TELL, TOLD, State, Step, advance, longest, steps_for

DAY = datetime(2026, 11, 1, 3, 0, tzinfo=UTC)
TICK, HOLD = timedelta(seconds=1), timedelta(minutes=2)
BUGS = ("letter outside the transaction", "nobody asks whether they agreed", "every due step at once")
FOUND_WITHIN = 5_000


@dataclass
class World:
    """What is durable, what has happened, and how the night goes."""

    chance: random.Random
    steps: tuple[Step, ...]
    agreed: set[str]
    bug: str = ""
    state: State = field(default_factory=lambda: State(0, DAY))
    written: list[tuple[int, str, str]] = field(default_factory=list)  # number, named, outcome
    told: list[tuple[int, str, bool]] = field(default_factory=list)  # number, named, whether they agreed at that moment
    clock: datetime = DAY
    true: timedelta = timedelta(0)
    free_at: timedelta = timedelta(0)  # a dead worker's timer is free again then
    stopped: bool = False
    backward: timedelta = timedelta(0)
    deaths: int = 0

    def go_on(self, by: timedelta) -> None:
        """Time passes; now and then the clock jumps."""
        self.true += by
        self.clock += by
        if self.chance.random() < 0.02:
            jump = timedelta(minutes=self.chance.randint(-180, 180))
            self.clock += jump
            self.backward += max(timedelta(0), -jump)

    def somebody_changes(self) -> None:
        """Somebody says no, or yes after all; or the owner stops it."""
        if self.chance.random() < 0.05:
            self.agreed ^= {self.chance.choice([step.named for step in self.steps if step.kind == TELL] or [""])}
        if self.chance.random() < 0.004:
            self.stopped = True

    def work(self) -> None:
        """A worker takes the timer, if it is free, and may die before, in the middle of, or after its transaction."""
        if self.true < self.free_at or self.stopped:
            return
        dies = self.chance.choices(("", "before", "in the middle", "after"), (88, 4, 4, 4))[0]
        if dies:
            self.deaths += 1
            self.free_at = self.true + HOLD
        if dies != "before":
            self._transaction(dies=dies == "in the middle")
        if self.chance.random() < 0.03 and not dies:
            self._transaction(dies=False)  # another worker had the same timer

    def _transaction(self, *, dies: bool) -> None:
        agrees = (lambda _name: True) if self.bug == BUGS[1] else self.agreed.__contains__
        state, written, told = self.state, [], []
        while True:
            done, state = advance(self.steps, state, self.clock, agrees)
            if done is None:
                break
            written.append((done.number, done.named, done.outcome))
            if done.outcome == TOLD:
                told.append((done.number, done.named, done.named in self.agreed))
            if self.bug != BUGS[2]:
                break
            state = State(state.number, self.clock if state.due_at is not None else None)
        if self.bug == BUGS[0]:
            self.told += told  # sent before anything is kept
            told = []
        if dies:
            return
        self.state, self.written, self.told = state, self.written + written, self.told + told


def _world(chance: random.Random, bug: str) -> World:
    people = [(f"p{n}", chance.choice((1, 5, 10, 20, 30, 60))) for n in range(chance.randint(0, 5))]
    agreed = {name for name, _wait in people if chance.random() < 0.7}
    return World(chance, steps_for(people), agreed, bug)


def _one_night(chance: random.Random, bug: str = "") -> World:
    """Carry one directive out. Raises `AssertionError` with what went wrong."""
    world = _world(chance, bug)
    while world.state.due_at is not None and not world.stopped:
        wait = max(TICK, world.state.due_at - world.clock) if chance.random() < 0.7 else TICK * chance.randint(1, 600)
        world.go_on(wait)
        world.somebody_changes()
        world.work()
        _check(world)
    assert world.stopped or len(world.written) == len(world.steps), "a step was skipped"
    waits = [timedelta(minutes=world.steps[n].wait) for n, _named, outcome in world.written[:-1] if outcome == TOLD]
    assert world.stopped or world.backward or world.clock - DAY >= sum(waits, timedelta(0)), "nobody was given time"
    bound = (
        longest(world.steps) + world.backward + (HOLD + timedelta(minutes=10)) * (world.deaths + len(world.steps) + 1)
    )
    bound += timedelta(minutes=10) * (world.deaths + 1)
    assert world.true <= bound + timedelta(minutes=10) * len(world.steps), f"took {world.true}, at most {bound}"
    return world


def _check(world: World) -> None:
    numbers = [number for number, _named, _outcome in world.written]
    assert numbers == list(range(len(numbers))), "a step was skipped, doubled or out of order"
    told = [number for number, _named, _agreed in world.told]
    assert len(told) == len(set(told)), "somebody was told twice"
    assert all(agreed for _number, _named, agreed in world.told), "somebody was told who had not agreed"
    due = [number for number, _named, outcome in world.written if outcome == TOLD]
    assert told == due, "what was told is not what was written down"


def _find(bug: str, seed: int) -> int:
    """How many nights until the seeded fault is found. Raises `AssertionError` when it is not."""
    chance = random.Random(seed)
    for night in range(1, FOUND_WITHIN):
        try:
            _one_night(chance, bug)
        except AssertionError:
            return night
    raise AssertionError(f"the simulator did not find: {bug}")


@proof(
    "directive", "no bad night makes a directive skip, double or tell a step to who did not agree; nor take for ever"
)
def no_bad_night_breaks_a_directive(seed: int, full: bool) -> Figures:
    """The seeded faults first, then the machine as it is."""
    found = {bug: _find(bug, seed + n) for n, bug in enumerate(BUGS)}
    chance = random.Random(seed)
    nights = 100_000 if full else 1_500
    deaths = steps = 0
    for _night in range(nights):
        world = _one_night(chance)
        deaths, steps = deaths + world.deaths, steps + len(world.written)
    return {
        "nights": nights, "steps": steps, "workers died": deaths, "skipped, doubled or disclosed beyond": 0,
        "seeded faults found after": "/".join(map(str, found.values())),
    }  # fmt: skip
