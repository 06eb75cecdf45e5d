"""Whose turn it is, and whose comes next. These change the state they are given; only `folding` calls them."""

from __future__ import annotations

from withness.circles.formats.plan import Plan
from withness.circles.machine.state import AWAY, HERE, SPOKEN, State


def enter(state: State, plan: Plan, phase: int, t: int) -> None:
    """Begin a phase: nobody has spoken in it yet."""
    state.phase, state.turned = phase, state.seq
    state.speaker = state.turn_ends = state.paused = 0
    state.phase_ends = t + plan.phases[phase].minutes * 60_000
    for seat in state.seats.values():
        seat.had, seat.hand, seat.burning, seat.turns = "", 0, False, 0
    pass_on(state, plan, t)


def end_turn(state: State, plan: Plan, t: int, *, had: str = SPOKEN) -> None:
    """The turn of who speaks is over; the next one's begins."""
    seat = state.seats[state.speaker]
    seat.had, seat.hand, seat.burning = had, 0, False
    seat.turns += 1
    pass_on(state, plan, t)


def pass_on(state: State, plan: Plan, t: int) -> None:
    """Give the turn to whoever comes next. A round in which everybody has had theirs is over, and the next phase begins."""
    phase = plan.phases[state.phase]
    following = upcoming(state, plan)
    state.speaker, state.turned = (following[0] if following else 0), state.seq
    state.turn_ends = t + phase.turn * 1000 if state.speaker and phase.turn else 0
    if state.paused and state.speaker:
        state.turn_ends += state.paused - t if state.turn_ends else 0
    over = phase.is_round and not following and any(seat.had for seat in state.seats.values())
    if over and state.phase + 1 < len(plan.phases):
        enter(state, plan, state.phase + 1, t)


def upcoming(state: State, plan: Plan) -> list[int]:
    """Who comes next, in order. In a round everybody once; on the floor whoever raised a hand. Burning goes first."""
    phase = plan.phases[state.phase]
    ready = [n for n in state.present() if not state.seats[n].muted]
    if phase.is_round:
        left = [n for n in ready if not state.seats[n].had]
        if phase.order in ("chair first", "chair last") and state.chair in left:
            left.remove(state.chair)
            left.insert(0 if phase.order == "chair first" else len(left), state.chair)
        return sorted(left, key=lambda n: not state.seats[n].burning)
    if phase.is_floor:
        up = [n for n in ready if state.seats[n].hand]
        return sorted(up, key=lambda n: (not state.seats[n].burning, state.seats[n].turns, state.seats[n].hand))
    return []


def step_out(state: State, plan: Plan, number: int, t: int, *, where: str, had: str = "") -> None:
    """A seat is no longer in the room; if it spoke, the next one does. Its place in the order stays."""
    seat = state.seats[number]
    seat.where, seat.hand, seat.burning = where, 0, False
    if number in state.offered:
        state.offered.remove(number)
    if state.speaker == number:
        if had:
            seat.had = had
        pass_on(state, plan, t)


def turn_from_door(state: State, number: int) -> None:
    """Who goes from the door is not in the circle: whatever place they had in the order is not kept."""
    state.seats[number].where = AWAY
    if number in state.order:
        state.order.remove(number)


def is_free(state: State, plan: Plan) -> bool:
    """Whether the floor is open and nobody has it."""
    phase = state.phase_of(plan)
    return phase is not None and phase.is_floor and not state.speaker


def come_back(state: State, plan: Plan, number: int, t: int) -> None:
    """Somebody is in the room (again): at the end of the order if they were in none yet. A round that waits goes on."""
    state.seats[number].where = HERE
    if number not in state.order:
        state.order.append(number)
    phase = state.phase_of(plan)
    if phase is not None and phase.is_round and not (state.speaker or state.paused):
        pass_on(state, plan, t)
