"""Whom and what one does not want to hear of, for programs. Nobody is told."""

from __future__ import annotations

from typing import Literal

from django.http import Http404, HttpResponse
from ninja import Router
from typing_extensions import TypedDict

from withness.foundation.bodies import Body
from withness.foundation.keyset import Page, page
from withness.foundation.numbers import whole
from withness.foundation.telling import done, minute, tell
from withness.people.asking import Asking, known
from withness.safety.models import QuietWish
from withness.safety.quieting import MOST, TOPIC, be_quiet, hear_again, wishes_of
from withness.safety.reportable import find_target

router = Router(tags=["quiet"])


class QuietTold(TypedDict):
    """`what` is the id of a member or a group, or a word that content notes may hold."""

    id: int
    kind: Literal["member", "group", "topic"]
    what: str
    since: str


class NewQuiet(Body):
    """A member or a group by its id, or a topic by a word."""

    kind: Literal["member", "group", "topic"]
    what: str


@router.get("/quiet", response=Page[QuietTold], summary="Whom and what I do not want to hear of")
def list_quiet(request: Asking) -> HttpResponse:
    """All of it: at most two hundred."""
    return tell(page([_told(one) for one in wishes_of(known(request))[:MOST]], None))


@router.post("/quiet", response={201: QuietTold}, summary="Hear no more of it")
def hear_no_more(request: Asking, body: NewQuiet) -> HttpResponse:
    """No notice and no letter tells of it from now on. Nothing is hidden."""
    if body.kind != TOPIC and find_target(known(request), body.kind, body.what) is None:
        raise Http404
    return tell(_told(be_quiet(person=known(request), kind=body.kind, what=body.what)), status=201)


@router.delete("/quiet/{wish_id}", response={204: None}, summary="Hear of it again")
def hear_of_it_again(request: Asking, wish_id: str) -> HttpResponse:
    """Also where there was no such wish."""
    person, number = known(request), whole(wish_id)
    if number is not None:
        hear_again(person=person, wish_id=number)
    return done()


def _told(one: QuietWish) -> QuietTold:
    kind: Literal["member", "group", "topic"] = (
        "topic" if one.kind == TOPIC else "group" if one.kind == "group" else "member"
    )
    return {"id": one.id, "kind": kind, "what": one.what, "since": minute(one.since)}
