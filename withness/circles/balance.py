"""How long each seat has spoken, as a gentle balance for who holds the circle. Worked out when asked for; never kept."""

from __future__ import annotations

import json

from withness.circles.machine.folding import apply
from withness.circles.machine.state import State, deed_of
from withness.circles.models import Circle
from withness.foundation.events import since

LITTLE, EVEN, MUCH = "little", "even", "much"


def talk_time(circle: Circle, now: int) -> dict[int, int]:
    """Milliseconds spoken by each seat so far. `now` as deeds count it; rests are not counted."""
    state, spoken, begun, after = State(seats={}, order=[], offered=[]), dict[int, int](), 0, 0
    while found := since(circle.stream, after):
        for event in found:
            deed = deed_of(event.kind, json.loads(event.ids))
            speaker, rests, turned = state.speaker, state.paused, state.turned
            apply(circle.plan, state, deed)
            if state.turned != turned or bool(state.paused) != bool(rests):
                if speaker and not rests:
                    spoken[speaker] = spoken.get(speaker, 0) + max(0, deed.t - begun)
                begun = deed.t
        after = found[-1].seq
    if state.speaker and not state.paused:
        spoken[state.speaker] = spoken.get(state.speaker, 0) + max(0, now - begun)
    return spoken


def balance(circle: Circle, now: int) -> dict[int, str]:
    """For each who is in the room: little, even or much, against the middle of the room."""
    spoken = talk_time(circle, now)
    here = circle.now.present()
    middle = sum(spoken.get(n, 0) for n in here) / len(here) if here else 0
    return {n: _word(spoken.get(n, 0), middle) for n in here} if middle else {}


def _word(spoken: float, middle: float) -> str:
    return LITTLE if spoken < middle / 2 else MUCH if spoken > middle * 2 else EVEN
