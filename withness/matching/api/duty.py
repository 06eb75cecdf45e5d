"""Being on duty, for programs: how long people wait in a group, the week of its rota, and notes for the next."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from ninja import Router
from pydantic import Field
from typing_extensions import TypedDict

from withness.foundation.bodies import Body
from withness.foundation.telling import minute, tell
from withness.groups.models import Member
from withness.groups.seats import seat
from withness.matching import handing_over, rota
from withness.matching.figures import Waits, waits_of
from withness.matching.rules import may_see_clock, may_see_rota
from withness.people.asking import Asking

router = Router(tags=["listening"])


class ClockWords(TypedDict):
    """How long people wait in a group: minutes, null where too few were answered; `unheard` is a part from 0 to 1."""

    shares: int
    waiting: int
    nobody: int
    first_p50: float | None
    first_p90: float | None
    second_p50: float | None
    second_p90: float | None
    unheard: float | None


class Slot(TypedDict):
    """One hour of the week, counted from Monday 00:00 in the group's zone: who is on duty."""

    slot: int
    names: list[str]
    mine: bool


class NoteWords(TypedDict):
    """A few words for whoever is on duty next."""

    id: str
    alias: str
    words: str
    at: str


class RotaWords(TypedDict):
    """The week, and the notes."""

    zone: str
    slots: list[Slot]
    notes: list[NoteWords]


class Hours(Body):
    """The hours of the week in which I am on duty, and no others."""

    slots: list[int] = Field(max_length=168)


class NoteBody(Body):
    """A note for the next."""

    words: str = Field(max_length=5000)


@router.get("/groups/{group_id}/clock", response=ClockWords, summary="How long people wait in a group")
def read_clock(request: Asking, group_id: str) -> HttpResponse:
    """For those who hold it. Nobody's part is counted."""
    me = seat(request, group_id)
    if not may_see_clock(me):
        raise Http404
    return tell(_clock(waits_of(me)))


@router.get("/groups/{group_id}/rota", response=RotaWords, summary="Who is on duty")
def read_rota(request: Asking, group_id: str) -> HttpResponse:
    """For peer supporters and those who hold the group."""
    return tell(_rota(_on_rota(request, group_id)))


@router.put("/groups/{group_id}/rota", response=RotaWords, summary="Choose my hours")
def choose_hours(request: Asking, group_id: str, body: Hours) -> HttpResponse:
    """These hours of the week, and no others."""
    me = _on_rota(request, group_id)
    rota.choose_hours(by=me, slots=body.slots)
    return tell(_rota(me))


@router.post("/groups/{group_id}/rota/notes", response={201: NoteWords}, summary="Leave a note for the next")
def leave_note(request: Asking, group_id: str, body: NoteBody) -> HttpResponse:
    """It goes after two weeks."""
    me = _on_rota(request, group_id)
    note = handing_over.hand_over(by=me, words=body.words)
    return tell({"id": note.id, "alias": me.alias, "words": note.words, "at": minute(note.at)}, status=201)


def _on_rota(request: Asking, group_id: str) -> Member:
    me = seat(request, group_id)
    if not may_see_rota(me):
        raise Http404
    return me


def _clock(waits: Waits) -> ClockWords:
    return {
        "shares": waits.shares, "waiting": waits.waiting, "nobody": waits.nobody, "first_p50": waits.first_p50,
        "first_p90": waits.first_p90, "second_p50": waits.second_p50, "second_p90": waits.second_p90,
        "unheard": waits.unheard,
    }  # fmt: skip


def _rota(me: Member) -> RotaWords:
    cells = sorted((cell for row in rota.table_of(me) for cell in row), key=lambda cell: cell.slot)
    return {
        "zone": me.group.zone,
        "slots": [{"slot": cell.slot, "names": cell.names, "mine": cell.mine} for cell in cells],
        "notes": [
            {"id": note.id, "alias": note.by.alias, "words": note.words, "at": minute(note.at)}
            for note in handing_over.notes_for(me)
        ],
    }
