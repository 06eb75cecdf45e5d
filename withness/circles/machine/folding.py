"""The state of a circle is what comes of its deeds, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from withness.circles.formats.plan import Plan
from withness.circles.machine.state import (
    AWAY,
    CLOSED,
    HERE,
    OUT,
    PASSED,
    RUNNING,
    SPOKEN,
    WAITING,
    Chair,
    Deed,
    State,
)  # fmt: skip
from withness.circles.machine.turns import (
    come_back,
    end_turn,
    enter,
    is_free,
    pass_on,
    step_out,
    turn_from_door,
    upcoming,
)


def fold(plan: Plan, deeds: Iterable[Deed], state: State | None = None) -> State:
    """What comes of these deeds, beginning from nothing or from `state` (which is changed)."""
    now = State(seats={}, order=[], offered=[]) if state is None else state
    for deed in deeds:
        apply(plan, now, deed)
    return now


def apply(plan: Plan, state: State, deed: Deed) -> None:
    """What this deed changes. It has been decided before: here nothing is refused."""
    state.seq += 1
    _APPLY[deed.act](plan, state, deed)


def _join(plan: Plan, state: State, deed: Deed) -> None:
    seat = state.seats.setdefault(deed.seat, Chair())
    seat.co = deed.co
    if deed.wait:
        seat.where = WAITING
        return
    if not state.chair:
        state.chair = deed.seat
    come_back(state, plan, deed.seat, deed.t)


def _admit(plan: Plan, state: State, deed: Deed) -> None:
    for number in deed.seats:
        come_back(state, plan, number, deed.t)


def _add_seat(plan: Plan, state: State, deed: Deed) -> None:
    state.seats[deed.to] = Chair(hall=True)
    come_back(state, plan, deed.to, deed.t)


def _start(plan: Plan, state: State, deed: Deed) -> None:
    state.stage = RUNNING
    enter(state, plan, 0, deed.t)


def _speak(plan: Plan, state: State, deed: Deed) -> None:
    seat = state.seats[deed.to or deed.seat]
    phase = state.phase_of(plan)
    if deed.said:
        seat.tapped = deed.t
    if phase is not None and phase.is_round and seat.had == PASSED:
        seat.had = ""
        number = deed.to or deed.seat
        state.order.remove(number)
        state.order.append(number)
        if not state.speaker:
            pass_on(state, plan, deed.t)
    elif is_free(state, plan) and not seat.muted:
        seat.hand = seat.hand or state.seq
        pass_on(state, plan, deed.t)


def _done(plan: Plan, state: State, deed: Deed) -> None:
    end_turn(state, plan, deed.t)


def _pass(plan: Plan, state: State, deed: Deed) -> None:
    number = deed.to or deed.seat
    if state.speaker == number:
        end_turn(state, plan, deed.t, had=PASSED)
    else:
        state.seats[number].had = PASSED


def _later(plan: Plan, state: State, deed: Deed) -> None:
    """Who speaks cannot be reached: their turn comes at the end of the round instead; on the floor their hand goes down."""
    number = state.speaker
    state.seats[number].hand, state.seats[number].burning = 0, False
    state.order.remove(number)
    state.order.append(number)
    state.seats[number].turns += 1
    if state.seats[number].turns > 1 or upcoming(state, plan)[:1] == [number]:
        state.seats[number].had = PASSED
    pass_on(state, plan, deed.t)


def _hand(plan: Plan, state: State, deed: Deed) -> None:
    seat = state.seats[deed.to or deed.seat]
    seat.hand = seat.hand or state.seq
    seat.burning = seat.burning or deed.act == "burning_desire"
    if is_free(state, plan):
        pass_on(state, plan, deed.t)


def _lower(_plan: Plan, state: State, deed: Deed) -> None:
    seat = state.seats[deed.to or deed.seat]
    seat.hand, seat.burning = 0, False


def _presence(_plan: Plan, state: State, deed: Deed) -> None:
    state.seats[deed.seat].tapped = deed.t


def _nothing(_plan: Plan, _state: State, _deed: Deed) -> None:
    """It is told, and changes nothing."""


def _next(plan: Plan, state: State, deed: Deed) -> None:
    if state.speaker and not deed.phase:
        end_turn(state, plan, deed.t)
    elif state.phase + 1 < len(plan.phases):
        if state.speaker:
            state.seats[state.speaker].had = SPOKEN
        enter(state, plan, state.phase + 1, deed.t)


def _reorder(_plan: Plan, state: State, deed: Deed) -> None:
    state.order = [*deed.seats, *(n for n in state.order if n not in deed.seats)]


def _extend(_plan: Plan, state: State, deed: Deed) -> None:
    more = deed.seconds * 1000
    if state.speaker and state.turn_ends:
        state.turn_ends = max(state.turn_ends, state.paused or deed.t) + more
    state.phase_ends = max(state.phase_ends, state.paused or deed.t) + more


def _pause(_plan: Plan, state: State, deed: Deed) -> None:
    state.paused = deed.t


def _resume(plan: Plan, state: State, deed: Deed) -> None:
    rested = max(0, deed.t - state.paused)
    state.turn_ends += rested if state.turn_ends else 0
    state.phase_ends += rested
    state.paused = 0
    if not state.speaker:
        pass_on(state, plan, deed.t)


def _mute(plan: Plan, state: State, deed: Deed) -> None:
    state.seats[deed.to].muted = True
    if state.speaker == deed.to:
        pass_on(state, plan, deed.t)


def _unmute(plan: Plan, state: State, deed: Deed) -> None:
    state.seats[deed.to].muted = False
    phase = state.phase_of(plan)
    if phase is not None and phase.is_round and not state.speaker:
        pass_on(state, plan, deed.t)


def _remove(plan: Plan, state: State, deed: Deed) -> None:
    step_out(state, plan, deed.to, deed.t, where=OUT)


def _lock(_plan: Plan, state: State, deed: Deed) -> None:
    state.locked = deed.act == "lock"


def _clear(_plan: Plan, state: State, deed: Deed) -> None:
    """Everybody but those who hold the circle, and those in the hall, is at the door again. Turns they had stay theirs."""
    state.locked, state.paused = True, state.paused or deed.t
    speaker = state.seats.get(state.speaker)
    for number, seat in state.seats.items():
        if number == state.chair or seat.co or seat.hall or seat.where == OUT:
            continue
        seat.hand, seat.burning = 0, False
        if seat.where == HERE:
            seat.where = WAITING
        elif seat.where == WAITING:
            turn_from_door(state, number)
    state.offered = []
    if speaker is not None and speaker.where != HERE:
        state.speaker = state.turn_ends = 0
        state.turned = state.seq


def _hand_over(_plan: Plan, state: State, deed: Deed) -> None:
    state.chair, state.offered = deed.to, []


def _take_chair(_plan: Plan, state: State, deed: Deed) -> None:
    state.chair, state.offered = deed.seat, []


def _offer(_plan: Plan, state: State, deed: Deed) -> None:
    state.offered = [*state.offered, *(n for n in deed.seats if n not in state.offered)]


def _withdraw(_plan: Plan, state: State, _deed: Deed) -> None:
    state.offered = []


def _close(_plan: Plan, state: State, _deed: Deed) -> None:
    state.stage, state.speaker, state.turn_ends, state.paused, state.offered = CLOSED, 0, 0, 0, []
    state.turned = state.seq


def _leave(plan: Plan, state: State, deed: Deed) -> None:
    number = deed.to or deed.seat
    if state.seats[number].where == WAITING:
        turn_from_door(state, number)
    else:
        step_out(state, plan, number, deed.t, where=AWAY, had=SPOKEN)


_APPLY: dict[str, Callable[[Plan, State, Deed], None]] = {
    "join": _join, "admit": _admit, "add_seat": _add_seat, "start": _start, "speak": _speak, "done": _done,
    "pass": _pass, "later": _later, "raise_hand": _hand, "burning_desire": _hand, "lower_hand": _lower,
    "presence": _presence, "commit": _nothing, "next": _next, "reorder": _reorder, "extend": _extend, "pause": _pause,
    "resume": _resume, "mute": _mute, "unmute": _unmute, "remove": _remove, "lock": _lock, "unlock": _lock,
    "clear": _clear, "hand_over": _hand_over, "take_chair": _take_chair, "offer": _offer, "withdraw": _withdraw,
    "close": _close, "leave": _leave,
}  # fmt: skip
