"""What a circle is at one moment. Everything in it follows from the deeds so far; nothing in it names a person."""

from __future__ import annotations

from typing import Any

import msgspec

from withness.circles.formats.plan import Phase, Plan

GATHERING, RUNNING, CLOSED = "gathering", "running", "closed"
WAITING, HERE, AWAY, OUT = "waiting", "here", "away", "out"  # out: removed, for good
SPOKEN, PASSED = "spoken", "passed"


class Chair(msgspec.Struct, omit_defaults=True):
    """One place in the circle. `had`: what became of its turn in this phase; `hand`: when it went up (0: it is down)."""

    where: str = WAITING
    hall: bool = False
    co: bool = False
    muted: bool = False
    had: str = ""
    hand: int = 0
    burning: bool = False
    turns: int = 0
    tapped: int = 0  # milliseconds, of the last tap of presence, or words out of turn


class State(msgspec.Struct, omit_defaults=True):
    """A circle. Times are milliseconds since 1970; `seq` numbers the last deed, `turned` the last that moved the turn."""

    seq: int = 0
    stage: str = GATHERING
    phase: int = -1
    seats: dict[int, Chair] = {}
    order: list[int] = []
    speaker: int = 0
    turned: int = 0
    turn_ends: int = 0
    phase_ends: int = 0
    paused: int = 0
    locked: bool = False
    chair: int = 0
    offered: list[int] = []

    def present(self) -> list[int]:
        """Those who are in the room, in order."""
        return [n for n in self.order if self.seats[n].where == HERE]

    def waiting(self) -> list[int]:
        """Those at the door."""
        return [n for n, seat in self.seats.items() if seat.where == WAITING]

    def phase_of(self, plan: Plan) -> Phase | None:
        """The phase we are in; nothing before the start."""
        return plan.phases[self.phase] if self.stage == RUNNING else None

    def seconds_left(self, now: int) -> int:
        """Of the turn, or of the phase where nobody has one. Never less than zero."""
        if self.stage != RUNNING:
            return 0
        ends = self.turn_ends if self.speaker and self.turn_ends else self.phase_ends
        return max(0, (ends - (self.paused or now)) // 1000)


class Deed(msgspec.Struct, omit_defaults=True):
    """Something that was done, as it stands in the stream. `seat` did it (0: the house), knowing number `on`."""

    act: str
    t: int
    seat: int = 0
    on: int = 0
    to: int = 0
    seats: list[int] = []
    hall: bool = False
    co: bool = False
    wait: bool = False
    said: bool = False
    phase: bool = False
    seconds: int = 0
    tap: str = ""


def pack(state: State) -> str:
    """A state as text."""
    return msgspec.json.encode(state).decode()


def unpack(text: str) -> State:
    """The state that `pack` wrote; a new one from nothing."""
    return msgspec.json.decode(text, type=State) if text else State(seats={}, order=[], offered=[])


def ids_of(deed: Deed) -> dict[str, Any]:
    """What of a deed goes into the event's ids."""
    kept: dict[str, Any] = msgspec.to_builtins(deed)
    kept.pop("act")
    return kept


def deed_of(kind: str, ids: dict[str, Any]) -> Deed:
    """The deed that an event tells of."""
    return msgspec.convert({name: value for name, value in ids.items() if name in _FIELDS} | {"act": kind}, Deed)


_FIELDS = frozenset(Deed.__struct_fields__)
