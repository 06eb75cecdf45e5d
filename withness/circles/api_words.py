"""A circle as a program reads it."""

from __future__ import annotations

from typing import Literal, cast

from typing_extensions import TypedDict

from withness.circles.formats.plan import Phase
from withness.circles.machine.turns import upcoming
from withness.circles.models import Circle
from withness.circles.reading_aloud import as_read
from withness.circles.showing import Face, Room
from withness.foundation.telling import minute

Stage = Literal["gathering", "running", "closed"]
Had = Literal["", "spoken", "passed"]
Where = Literal["waiting", "here", "away", "out", ""]


class PhaseWords(TypedDict):
    """The part a circle is in. `index` counts from 0 and is -1 before the start."""

    index: int
    of: int
    title: str
    kind: str
    prompt: str
    words: str
    cross_talk: bool


class SeatWords(TypedDict):
    """A seat. `member` is empty for one in the hall, and for somebody beyond a boundary."""

    seat: int
    name: str
    member: str
    hall: bool
    had: Had
    hand: Literal["", "up", "burning"]
    muted: bool


class CircleState(TypedDict):
    """A circle as it is now. Numbers in `speaker`, `order`, `next`, `hands`, `waiting` and `me` are seats."""

    id: str
    group: str
    format: str
    seq: int
    stage: Stage
    phase: PhaseWords
    speaker: int | None
    order: list[int]
    next: list[int]
    hands: list[int]
    seconds_left: int
    paused: bool
    locked: bool
    chair: int | None
    offered: bool
    me: int | None
    where: Where
    seats: list[SeatWords]
    waiting: list[int]


class Acted(CircleState):
    """What came of an act: the circle as it is now. `did`: whether the act changed it; if not, `why`."""

    did: bool
    why: str


class CircleItem(TypedDict):
    """A circle that is open."""

    id: str
    format: str
    stage: Stage
    opened_at: str


class SaidWords(TypedDict):
    """Words that were said in a circle. `seq` is the event that told of them."""

    seq: int
    seat: int
    name: str
    words: str
    html: str


NOT_YET = Phase(title="", kind="", minutes=0)


def circle_state(room: Room) -> CircleState:
    """The circle through the eyes of a member."""
    circle, state, phase = room.circle, room.state, room.phase
    where = cast(Where, room.chair.where if room.chair is not None else "")
    inside = room.here or circle.closed_at is not None or (circle.plan.listeners and room.chair is None)
    phase = as_read(circle, phase) if phase is not None else NOT_YET
    told: PhaseWords = {
        "index": state.phase, "of": len(circle.plan.phases), "title": phase.title, "kind": phase.kind,
        "prompt": phase.prompt, "words": phase.words, "cross_talk": phase.cross_talk,
    }  # fmt: skip
    return {
        "id": circle.id, "group": circle.group_id, "format": circle.plan.name, "seq": state.seq if inside else 0,
        "stage": cast(Stage, state.stage), "phase": told, "speaker": state.speaker or None, "order": state.present(),
        "next": [n for n in upcoming(state, circle.plan) if n != state.speaker] if state.stage == "running" else [],
        "hands": [n for n in state.present() if state.seats[n].hand], "seconds_left": room.seconds,
        "paused": bool(state.paused), "locked": state.locked, "chair": state.chair or None, "offered": room.offered,
        "me": room.me or None, "where": where, "seats": [_seat(face) for face in room.faces] if inside else [],
        "waiting": state.waiting() if room.holds else [],
    }  # fmt: skip


def circle_item(circle: Circle) -> CircleItem:
    """A circle in a list."""
    return {
        "id": circle.id, "format": circle.plan.name, "stage": "running" if circle.began_at else "gathering",
        "opened_at": minute(circle.opened_at),
    }  # fmt: skip


def _seat(face: Face) -> SeatWords:
    chair = face.chair
    return {
        "seat": face.number, "name": face.name, "member": face.member_id, "hall": chair.hall, "had": cast(Had, chair.had),
        "hand": "burning" if chair.burning else "up" if chair.hand else "", "muted": chair.muted,
    }  # fmt: skip
