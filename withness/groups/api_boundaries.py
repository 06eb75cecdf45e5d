"""Boundaries, for programs: draw one towards somebody here, list one's own, take one away. They are never told."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from ninja import Router
from pydantic import Field
from typing_extensions import TypedDict

from withness.foundation.bodies import Body
from withness.foundation.ids import looks_like_id
from withness.foundation.keyset import Page, page
from withness.foundation.telling import done, minute, tell
from withness.groups.boundaries import Drawn, boundaries_of
from withness.groups.company import somebody_here
from withness.groups.seats import seat
from withness.people.asking import Asking, known
from withness.safety.boundaries import draw_boundary, lift_boundary

router = Router(tags=["boundaries"])


class BoundaryTold(TypedDict):
    """A boundary as who drew it knows it. `alias` and `group` are names as they are now; never who stands behind them."""

    id: str
    alias: str
    group: str
    everywhere: bool
    at: str


class NewBoundary(Body):
    """Towards which member of the group. `everywhere`: out of their sight in all places at once, which may let them
    guess who one is elsewhere; say so before you send it.
    """

    member: str = Field(max_length=40)
    everywhere: bool = False


@router.post("/groups/{group_id}/boundaries", response={201: BoundaryTold}, summary="Draw a boundary")
def draw_one(request: Asking, group_id: str, body: NewBoundary) -> HttpResponse:
    """Between the two of you here it acts at once, on everything. Drawing it again only widens it."""
    me = seat(request, group_id)
    other = somebody_here(me, body.member)
    if other is None or other.person is None or other.id == me.id:
        raise Http404
    drawn = draw_boundary(
        by=known(request), towards=other.person, place=me.group_id, own_face=me.id, face=other.id,
        everywhere=body.everywhere,
    )  # fmt: skip
    told = _told(Drawn(drawn.id, other.alias, me.group.title, drawn.everywhere, drawn.drawn_at))
    return tell(told, status=201, Location=f"/api/v1/boundaries/{drawn.id}")


@router.get("/boundaries", response=Page[BoundaryTold], summary="Boundaries I drew")
def list_boundaries(request: Asking) -> HttpResponse:
    """All of them, the newest first."""
    return tell(page([_told(one) for one in boundaries_of(known(request))], None))


@router.delete("/boundaries/{boundary_id}", response={204: None}, summary="Take a boundary away")
def take_away(request: Asking, boundary_id: str) -> HttpResponse:
    """They are not told of this either."""
    if not looks_like_id(boundary_id) or not lift_boundary(by=known(request), boundary_id=boundary_id):
        raise Http404
    return done()


def _told(one: Drawn) -> BoundaryTold:
    return {"id": one.id, "alias": one.alias, "group": one.title, "everywhere": one.everywhere, "at": minute(one.at)}
