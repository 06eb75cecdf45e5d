"""Whether something may be done now. What comes too late is no error: it is answered by how things stand."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from django.utils.translation import gettext as _

from withness.circles.formats.plan import CLOSING, Plan
from withness.circles.machine.state import AWAY, CLOSED, GATHERING, HERE, OUT, PASSED, RUNNING, WAITING, Deed, State
from withness.circles.machine.turns import is_free

TAP = 1500  # milliseconds between two taps of one person
MOST_SEATS = 300
CHAIRS = frozenset(
    "admit add_seat start next reorder extend pause resume mute unmute remove lock unlock clear hand_over close".split()
)
WANTS = ("hear_you", "been_there", "with_you", "thank_you")


class Late(Exception):
    """It does not fit any more, or not yet. `why` may be shown as it is."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Forbidden(Exception):
    """This seat may never do that. `why` may be shown as it is."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Wish(msgspec.Struct):
    """What a seat would like to do, knowing the state of number `on` (0: whatever it is now)."""

    act: str
    seat: int
    on: int = 0
    to: int = 0
    seats: list[int] = []
    words: bool = False
    phase: bool = False
    seconds: int = 60
    kind: str = ""


def decide(plan: Plan, state: State, wish: Wish, now: int) -> Deed:
    """The deed that comes of a wish. Raises `Late`, or `Forbidden`."""
    me = state.seats.get(wish.seat)
    if state.stage == CLOSED:
        raise Late(_("This circle is over."))
    if me is None or me.where == OUT:
        raise Forbidden(_("You are not in this circle."))
    if wish.act in CHAIRS:
        return _by_chair(plan, state, wish, now)
    if me.where != HERE and wish.act != "leave":
        raise Late(_("You are not in the room just now."))
    if wish.to and wish.to != wish.seat and not _may_act_for(state, wish):
        raise Forbidden(_("Only the facilitator acts for somebody in the hall."))
    return _OWN[wish.act](plan, state, wish, now)


def _may_act_for(state: State, wish: Wish) -> bool:
    other = state.seats.get(wish.to)
    return holds(state, wish.seat) and other is not None and other.hall and other.where == HERE


def holds(state: State, number: int) -> bool:
    """Whether this seat holds the circle: its facilitator, or a co-facilitator who is here."""
    seat = state.seats.get(number)
    return seat is not None and seat.where == HERE and (number == state.chair or seat.co)


def may_say(plan: Plan, state: State, number: int) -> bool:
    """Whether words of this seat may go out now."""
    seat, phase = state.seats.get(number), state.phase_of(plan)
    if seat is None or seat.where != HERE or seat.muted or phase is None or phase.speaks == "nobody":
        return False
    if state.speaker == number or (holds(state, number) and phase.speaks == "chair"):
        return True
    return phase.cross_talk or is_free(state, plan)


def _made(wish: Wish, now: int, **more: object) -> Deed:
    return msgspec.structs.replace(Deed(act=wish.act, t=now, seat=wish.seat, on=wish.on, to=wish.to), **more)


def _running(state: State) -> None:
    if state.stage != RUNNING:
        raise Late(_("The circle has not begun yet."))


def _fresh(state: State, wish: Wish) -> None:
    """Two who press “next” in the same moment mean the same turn."""
    if wish.on and wish.on < state.turned:
        raise Late(_("The turn had already moved on."))


def _speak(plan: Plan, state: State, wish: Wish, now: int) -> Deed:
    number = wish.to or wish.seat
    seat, phase = state.seats[number], state.phase_of(plan)
    _running(state)
    if wish.words and not may_say(plan, state, wish.seat):
        raise Late(_("It goes out when your turn comes."))
    if seat.muted:
        raise Late(_("The facilitator has asked you to listen for a while."))
    if wish.words and now - seat.tapped < TAP:
        raise Late(_("One moment. Your words are still here; please send them again."))
    back = phase is not None and phase.is_round and seat.had == PASSED
    if not (wish.words or back or is_free(state, plan)):
        raise Late(_("Somebody is speaking. Raise a hand, and your turn comes."))
    return _made(wish, now, said=wish.words)


def _done(_plan: Plan, state: State, wish: Wish, now: int) -> Deed:
    number = wish.to or wish.seat
    _running(state)
    if state.speaker != number:
        raise Late(_("The turn had already moved on."))
    if not state.seats[number].hall:
        _fresh(state, wish)
    if wish.words and state.seats[number].muted:
        raise Late(_("The facilitator has asked you to listen for a while."))
    return _made(wish, now, said=wish.words)


def _pass(plan: Plan, state: State, wish: Wish, now: int) -> Deed:
    number, phase = wish.to or wish.seat, state.phase_of(plan)
    _running(state)
    if phase is None or state.seats[number].had or not (phase.is_round or state.speaker == number):
        raise Late(_("There is no turn of yours to pass just now."))
    if phase.is_floor:
        _fresh(state, wish)
    return _made(wish, now)


def _raise(_plan: Plan, state: State, wish: Wish, now: int) -> Deed:
    seat = state.seats[wish.to or wish.seat]
    _running(state)
    if seat.muted:
        raise Late(_("The facilitator has asked you to listen for a while."))
    if state.speaker == (wish.to or wish.seat) or (seat.hand and (seat.burning or wish.act == "raise_hand")):
        raise Late(_("Your hand is up already."))
    return _made(wish, now)


def _lower(_plan: Plan, state: State, wish: Wish, now: int) -> Deed:
    if not state.seats[wish.to or wish.seat].hand:
        raise Late(_("Your hand is down already."))
    return _made(wish, now)


def _presence(_plan: Plan, state: State, wish: Wish, now: int) -> Deed:
    if wish.kind not in WANTS:
        raise Forbidden(_("Choose one of the four ways to be there."))
    if now - state.seats[wish.seat].tapped < TAP:
        raise Late(_("They have seen it."))
    return _made(wish, now, tap=wish.kind)


def _commit(plan: Plan, state: State, wish: Wish, now: int) -> Deed:
    phase = state.phase_of(plan)
    if phase is None or phase.kind != CLOSING:
        raise Late(_("That belongs into the closing round."))
    return _made(wish, now)


def _take_chair(_plan: Plan, state: State, wish: Wish, now: int) -> Deed:
    if state.chair == wish.seat:
        raise Late(_("You hold this circle already."))
    gone = state.chair not in state.seats or state.seats[state.chair].where != HERE
    if wish.seat not in state.offered and not (gone and state.seats[wish.seat].co):
        raise Late(_("Somebody else holds this circle."))
    return _made(wish, now)


def _leave(_plan: Plan, state: State, wish: Wish, now: int) -> Deed:
    if state.seats[wish.to or wish.seat].where == AWAY:
        raise Late(_("You have left already."))
    return _made(wish, now)


def _by_chair(plan: Plan, state: State, wish: Wish, now: int) -> Deed:
    if not holds(state, wish.seat):
        raise Forbidden(_("Only those who hold this circle can do this."))
    return _CHAIR[wish.act](plan, state, wish, now)


def _admit(_plan: Plan, state: State, wish: Wish, now: int) -> Deed:
    asked = wish.seats or ([wish.to] if wish.to else state.waiting())
    some = [n for n in asked if n in state.seats and state.seats[n].where == WAITING][:60]
    if not some:
        raise Late(_("Nobody waits at the door any more."))
    return _made(wish, now, seats=some, to=0)


def _add_seat(_plan: Plan, state: State, wish: Wish, now: int) -> Deed:
    if len(state.seats) >= MOST_SEATS:
        raise Late(_("This circle has no more seats."))
    return _made(wish, now, to=max(state.seats) + 1, hall=True)


def _start(_plan: Plan, state: State, wish: Wish, now: int) -> Deed:
    if state.stage != GATHERING:
        raise Late(_("The circle has begun already."))
    return _made(wish, now)


def _next(plan: Plan, state: State, wish: Wish, now: int) -> Deed:
    _running(state)
    _fresh(state, wish)
    phase = state.phase_of(plan)
    if state.paused and not (state.speaker or wish.phase) and phase is not None and phase.is_round:
        raise Late(_("The circle rests. Let it go on first, so that nobody loses a turn."))
    if not (state.speaker and not wish.phase) and state.phase + 1 >= len(plan.phases):
        raise Late(_("This is the last part. Close the circle when you are ready."))
    return _made(wish, now, phase=wish.phase)


def _reorder(_plan: Plan, state: State, wish: Wish, now: int) -> Deed:
    known = [n for n in dict.fromkeys(wish.seats) if n in state.order]
    if not known:
        raise Late(_("Nobody would sit differently."))
    return _made(wish, now, seats=known[:60])


def _extend(_plan: Plan, state: State, wish: Wish, now: int) -> Deed:
    _running(state)
    return _made(wish, now, seconds=min(900, max(10, wish.seconds)))


def _pause(_plan: Plan, state: State, wish: Wish, now: int) -> Deed:
    _running(state)
    if bool(state.paused) == (wish.act == "pause"):
        raise Late(_("It is so already."))
    return _made(wish, now)


def _somebody(_plan: Plan, state: State, wish: Wish, now: int) -> Deed:
    """Mute, unmute, remove, hand over: they need somebody else."""
    other = state.seats.get(wish.to)
    if other is None or other.where == OUT or (wish.to == wish.seat and wish.act != "unmute"):
        raise Late(_("They are not in this circle any more."))
    if wish.act in ("mute", "remove") and (wish.to == state.chair or other.co):
        raise Forbidden(_("This cannot be done to somebody who holds the circle."))
    if wish.act == "hand_over" and (other.where != HERE or other.hall):
        raise Late(_("They are not in the room just now."))
    if wish.act in ("mute", "unmute") and other.muted == (wish.act == "mute"):
        raise Late(_("It is so already."))
    return _made(wish, now)


def _plain(_plan: Plan, state: State, wish: Wish, now: int) -> Deed:
    if wish.act in ("lock", "unlock") and state.locked == (wish.act == "lock"):
        raise Late(_("It is so already."))
    return _made(wish, now, to=0)


Rule = Callable[[Plan, State, Wish, int], Deed]
_OWN: dict[str, Rule] = {
    "speak": _speak, "done": _done, "pass": _pass, "raise_hand": _raise, "burning_desire": _raise, "lower_hand": _lower,
    "presence": _presence, "commit": _commit, "take_chair": _take_chair, "leave": _leave,
}  # fmt: skip
_CHAIR: dict[str, Rule] = {
    "admit": _admit, "add_seat": _add_seat, "start": _start, "next": _next, "reorder": _reorder, "extend": _extend,
    "pause": _pause, "resume": _pause, "mute": _somebody, "unmute": _somebody, "remove": _somebody,
    "hand_over": _somebody, "lock": _plain, "unlock": _plain, "clear": _plain, "close": _plain,
}  # fmt: skip
ACTS = ("join", *_OWN, *_CHAIR)
