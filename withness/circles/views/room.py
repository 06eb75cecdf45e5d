"""The page of a circle, and its pieces for pages that are already open."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from withness.circles.balance import balance
from withness.circles.joining import join_circle
from withness.circles.lending import bring_skill, pieces_for, skill_choices
from withness.circles.listening import may_listen
from withness.circles.models import Circle
from withness.circles.reading_aloud import as_read
from withness.circles.rules import seat_of, was_there
from withness.circles.showing import Room, cursor_of, mine_waiting, room_for, said_in
from withness.circles.telling import milliseconds
from withness.circles.views.seats import way_in
from withness.circles.voice.providers import LINK, TITLES
from withness.circles.watching import sign_of_life
from withness.circles.words import ARRIVALS, ASPECTS, BALANCE, PRESENCES, live_words
from withness.foundation.ids import new_id
from withness.foundation.numbers import whole
from withness.foundation.pages import page, render
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.saying import say
from withness.groups.agreeing import agreement_of
from withness.groups.models import Member
from withness.groups.rules import may_write
from withness.people.asking import Asking, known


@require_GET
def circle_page(request: Asking, group_id: str, circle_id: str) -> HttpResponse:
    """The door, the waiting room, the circle itself, or what is left of it afterwards."""
    me, circle = way_in(request, group_id, circle_id)
    return page_of_circle(request, me, circle)


def page_of_circle(
    request: Asking,
    me: Member,
    circle: Circle,
    *,
    words: str | None = None,
    trouble: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page itself; also when something needs another look, with the words still in the field."""
    room = room_for(circle, me, known(request))
    seat = seat_of(circle, me)
    listens = may_listen(circle, me, seat)
    afterwards = circle.closed_at is not None and was_there(circle, room.me)
    inside = room.here or listens or afterwards
    if seat is not None and room.here:
        sign_of_life(seat)
    shown: dict[str, Any] = _common(me, circle, room) | {
        "cursor": cursor_of(circle, me, inside=inside), "listens": listens, "seat": seat, "trouble": trouble or {},
        "was_there": afterwards,
        "log": said_in(circle, room) if inside else [], "key": new_id(), "arrivals": ARRIVALS,
        "draft": words if words is not None else mine_waiting(circle, room), "aspects": ASPECTS,
        "skills": skill_choices(me, circle, room.me) if room.here else [],
        "agreement": agreement_of(me.group), "agreed": may_write(me), "live_words": live_words(),
    }  # fmt: skip
    template = "circles/circle.html"
    if circle.closed_at is not None:
        template = "circles/after.html"
    elif room.out or not (room.here or listens):
        template = "circles/door.html"
    return page(request, template, status=422 if trouble else status, room="groups", **shown)


@require_GET
def room_piece(request: Asking, group_id: str, circle_id: str) -> HttpResponse:
    """The part of the page that changes with every turn."""
    me, circle = way_in(request, group_id, circle_id)
    room = room_for(circle, me, known(request))
    if not (room.here or may_listen(circle, me, seat_of(circle, me))) or circle.closed_at is not None:
        raise Http404
    return HttpResponse(render(request, "circles/room.html", **_common(me, circle, room)))


@require_GET
def said_piece(request: Asking, group_id: str, circle_id: str) -> HttpResponse:
    """What has been said after a number, as pieces."""
    me, circle = way_in(request, group_id, circle_id)
    room = room_for(circle, me, known(request))
    if not (room.here or may_listen(circle, me, seat_of(circle, me))):
        raise Http404
    after = whole(request.GET.get("after")) or 0
    return HttpResponse(render(request, "circles/said.html", log=said_in(circle, room, after=after)))


@require_GET
def screen_page(request: Asking, group_id: str, circle_id: str) -> HttpResponse:
    """For a projector: who speaks and who is next, large, and nothing to press."""
    me, circle = way_in(request, group_id, circle_id)
    room = room_for(circle, me, known(request))
    if circle.closed_at is not None or not room.here:
        return redirect(f"/g/{group_id}/c/{circle_id}")
    shown = _common(me, circle, room) | {"cursor": cursor_of(circle, me, inside=True)}
    return page(request, "circles/screen.html", room="groups", plain_frame=True, **shown)


@require_GET
def hall_page(request: Asking, group_id: str, circle_id: str) -> HttpResponse:
    """For a phone in the hall: its seats, one under the other, with what each may do."""
    me, circle = way_in(request, group_id, circle_id)
    room = room_for(circle, me, known(request))
    if circle.closed_at is not None or not room.holds:
        return redirect(f"/g/{group_id}/c/{circle_id}")
    shown = _common(me, circle, room) | {
        "cursor": cursor_of(circle, me, inside=True),
        "hall": [f for f in room.faces if f.chair.hall],
    }
    return page(request, "circles/hall.html", room="groups", **shown)


@require_POST
def come_in(request: Asking, group_id: str, circle_id: str) -> HttpResponse:
    """Come in, or wait by the door."""
    me, circle = way_in(request, group_id, circle_id)
    try:
        join_circle(by=me, circle=circle, arriving=request.POST.get("arriving", ""))
    except NotAllowed as no:
        return say(redirect(f"/g/{group_id}/c/{circle_id}"), request, no.sentence)
    return redirect(f"/g/{group_id}/c/{circle_id}")


@require_POST
def bring(request: Asking, group_id: str, circle_id: str) -> HttpResponse:
    """Bring a skill from the commons into this circle."""
    me, circle = way_in(request, group_id, circle_id)
    there = redirect(f"/g/{group_id}/c/{circle_id}")
    try:
        bring_skill(by=me, circle=circle, skill_id=request.POST.get("skill", ""))
    except NotUnderstood as no:
        return say(there, request, no.sentence)
    return say(there, request, _("It is laid ready. Everybody sees it when its part begins."))


@require_POST
def still_here(request: Asking, group_id: str, circle_id: str) -> HttpResponse:
    """A page says that it is open. Nobody else is told."""
    me, circle = way_in(request, group_id, circle_id)
    seat = seat_of(circle, me)
    if seat is not None:
        sign_of_life(seat)
    return HttpResponse(status=204)


def _common(me: Member, circle: Circle, room: Room) -> dict[str, Any]:
    state, plan = circle.now, circle.plan
    phase = as_read(circle, room.phase) if room.phase is not None else None
    return {
        "words_tongue": plan.tongue if phase is room.phase else "",  # a skill or an agreement is somebody's own
        "circle": circle, "r": room, "state": state, "plan": plan, "group": me.group, "me": me, "phase": phase,
        "base": f"/g/{me.group_id}/c/{circle.id}", "presences": PRESENCES, "room_key": new_id(),
        "balance": balance(circle, milliseconds()) if room.holds and len(room.faces) > 1 else {}, "balance_words": BALANCE,
        "voice": TITLES.get(circle.voice, "") if circle.voice else "", "voice_link": circle.voice == LINK,
        "pieces": pieces_for(me, circle) if room.here else [],
        "total": _turn_seconds(room), "arc": _arc(room),
    }  # fmt: skip


def _turn_seconds(room: Room) -> int:
    phase = room.phase
    if phase is None:
        return 0
    return phase.turn if room.state.speaker and phase.turn else phase.minutes * 60


def _arc(room: Room) -> int:
    """How much of the ring is left, in hundredths, in steps."""
    whole = _turn_seconds(room)
    return min(100, round(100 * room.seconds / whole)) if whole else 0
