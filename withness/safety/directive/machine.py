"""What comes next in a directive, and nothing else: no clock, no database, no letters. So it can be tried 100,000 times.

`advance` answers at most one step for each call. Whoever calls it writes the step, what the step sends and the new state
in one transaction: then no crash can skip a step or do one twice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

LIST, TELL, LINES = "list", "tell", "lines"
SHOWN, TOLD, COULD_NOT = "shown", "told", "could_not"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: show my own list, tell one person (`named`) and wait `wait` minutes, or show the lines to call."""

    kind: str
    named: str = ""
    wait: int = 0


@dataclass(frozen=True, slots=True)
class State:
    """Where a run stands: the number of the step that comes next, and from when."""

    number: int
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Done:
    """A step that is to be done now, and what comes of it."""

    number: int
    kind: str
    named: str
    outcome: str


def steps_for(people: Sequence[tuple[str, int]], *, first_wait: int = 0) -> tuple[Step, ...]:
    """My list, then each person in my order (id, minutes to wait), then the lines. Every run ends with the lines."""
    return (Step(LIST, wait=first_wait), *(Step(TELL, named, wait) for named, wait in people), Step(LINES))


def advance(
    steps: Sequence[Step], state: State, now: datetime, may_tell: Callable[[str], bool]
) -> tuple[Done | None, State]:
    """The step that is due, if one is, and the state after it. Who has not agreed, or no longer does, is passed over
    at once, and that is said.
    """
    if state.number >= len(steps) or state.due_at is None or now < state.due_at:
        return None, state
    step = steps[state.number]
    outcome = SHOWN if step.kind != TELL else TOLD if may_tell(step.named) else COULD_NOT
    wait = step.wait if outcome != COULD_NOT else 0
    last = state.number + 1 >= len(steps)
    after = State(state.number + 1, None if last else now + timedelta(minutes=wait))
    return Done(state.number, step.kind, step.named, outcome), after


def longest(steps: Sequence[Step]) -> timedelta:
    """How long a run takes at most, when no worker dies and the clock is right."""
    return timedelta(minutes=sum(step.wait for step in steps))
