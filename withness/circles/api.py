"""Circles, for programs: open one, come in, take a turn. Live through the stream `circle:ID`."""

from __future__ import annotations

from typing import Literal

from django.http import Http404, HttpResponse
from ninja import Router
from ninja.params.functions import Header, Query
from pydantic import Field

from withness.circles import api_words as say
from withness.circles.acting import act
from withness.circles.api_words import Acted, CircleItem, CircleState, SaidWords
from withness.circles.asked import Asked
from withness.circles.listening import may_listen
from withness.circles.models import Circle, circle_for
from withness.circles.opening import open_circle
from withness.circles.rules import seat_of, was_there
from withness.circles.showing import Room, room_for, said_in
from withness.foundation.bodies import Body
from withness.foundation.keyset import Page, page
from withness.foundation.telling import tell
from withness.groups.belonging import membership
from withness.groups.models import Member
from withness.groups.seats import seat
from withness.people.asking import Asking, known

router = Router(tags=["circles"])
Act = Literal[
    "join", "admit", "add_seat", "start", "speak", "done", "pass", "raise_hand", "lower_hand", "burning_desire", "presence",
    "commit", "next", "reorder", "extend", "pause", "resume", "mute", "unmute", "remove", "lock", "unlock", "clear",
    "hand_over", "take_chair", "close", "leave",
]  # fmt: skip


class NewCircle(Body):
    """Which format it goes by: `check-in`, `steps`, `tools`, `grief`, `newcomers`, `pause`, or the id of one of the
    group's own. Empty: as circles of this group begin.
    """

    format: str = Field("", max_length=40, examples=["pause"])


class ActBody(Body):
    """One act. `seq` is the number of the last event its sender knew of; what no longer fits changes nothing.

    `to` is the seat it is done to (or for: somebody in the hall); `seats` a new order, or who is let in; `words` what is
    said or meant; `kind` the tap of a presence; `because` the reason of a removal; `part` skips to the next part.
    """

    act: Act
    seq: int = Field(0, ge=0, le=2**53)
    to: int = Field(0, ge=0, le=100_000)
    seats: list[int] = Field(default_factory=list, max_length=300)
    words: str = Field("", max_length=20_000)
    seconds: int = Field(60, ge=0, le=100_000)
    kind: str = Field("", max_length=20)
    name: str = Field("", max_length=200)
    because: str = Field("", max_length=4000)
    part: bool = False


@router.post("/groups/{group_id}/circles", response={201: CircleState}, summary="Open a circle")
def open_one(request: Asking, group_id: str, body: NewCircle) -> HttpResponse:
    """For whoever holds the group. They have come in, and hold the circle."""
    me = seat(request, group_id)
    circle = open_circle(by=me, format_name=body.format)
    circle.group = me.group
    return tell(
        say.circle_state(room_for(circle, me, known(request))), status=201, Location=f"/api/v1/circles/{circle.id}"
    )


@router.get("/groups/{group_id}/circles", response=Page[CircleItem], summary="Circles that are open")
def list_circles(request: Asking, group_id: str) -> HttpResponse:
    """All that have not closed; at most twenty at once."""
    me = seat(request, group_id)
    found = (
        Circle.objects.visible_to(known(request)).under_way().filter(group_id=me.group_id).order_by("opened_at", "id")
    )
    return tell(page([say.circle_item(circle) for circle in found], None))


@router.get("/circles/{circle_id}", response=CircleState, summary="A circle as it is now")
def read_circle(request: Asking, circle_id: str) -> HttpResponse:
    """What `circle:ID` tells by and by, at once. `seq` is where to listen on."""
    me, circle = _way_in(request, circle_id)
    return tell(say.circle_state(room_for(circle, me, known(request))))


@router.get("/circles/{circle_id}/said", response=Page[SaidWords], summary="What was said")
def read_said(request: Asking, circle_id: str, after: int = Query(0, ge=0, le=2**53)) -> HttpResponse:
    """In order, after event `after`; for those who are in the room. It goes with the circle, or when the group has chosen."""
    me, circle = _way_in(request, circle_id)
    room = room_for(circle, me, known(request))
    if not _inside(circle, me, room):
        raise Http404
    told: list[SaidWords] = [
        {"seq": said.seq or 0, "seat": said.seat, "name": face.name, "words": said.words, "html": said.html}
        for said, face in said_in(circle, room, after=after)
    ]
    return tell(page(told, None))


@router.post("/circles/{circle_id}/acts", response=Acted, summary="Do something in a circle")
def do_act(
    request: Asking, circle_id: str, body: ActBody, key: str = Header("", alias="Idempotency-Key", max_length=255)
) -> HttpResponse:
    """The answer is always the circle as it is now. An act that came too late has `did` false, and says `why`."""
    me, circle = _way_in(request, circle_id)
    asked = Asked(
        act=body.act, on=body.seq, key=key, to=body.to, seats=tuple(body.seats), words=body.words, seconds=body.seconds,
        kind=body.kind, name=body.name, because=body.because, phase=body.part,
    )  # fmt: skip
    answer = act(by=me, circle=circle, asked=asked)
    answer.circle.group = me.group
    told = say.circle_state(room_for(answer.circle, me, known(request)))
    return tell({**told, "did": answer.did, "why": answer.why})


def _way_in(request: Asking, circle_id: str) -> tuple[Member, Circle]:
    circle = circle_for(known(request), circle_id)
    me = membership(known(request), circle.group_id) if circle is not None else None
    if circle is None or me is None:
        raise Http404
    circle.group = me.group
    return me, circle


def _inside(circle: Circle, me: Member, room: Room) -> bool:
    over = circle.closed_at is not None and was_there(circle, room.me)
    return room.here or over or may_listen(circle, me, seat_of(circle, me))
