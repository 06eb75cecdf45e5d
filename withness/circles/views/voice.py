"""Into the room of sound: a door to where it is, or our own small page."""

from __future__ import annotations

import json

from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseRedirectBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from withness.circles.rules import seat_of
from withness.circles.showing import room_for
from withness.circles.views.seats import way_in
from withness.circles.voice.janus import Janus
from withness.circles.voice.providers import JANUS, NotReached
from withness.circles.voice.tickets import guest_of, room_of, ticket
from withness.foundation.headers import HEARING
from withness.foundation.pages import page
from withness.foundation.refusing import NotAllowed
from withness.foundation.saying import say
from withness.people.asking import Asking, known

LONGEST_OFFER = 40_000


class Away(HttpResponseRedirectBase):
    """On to a call elsewhere. Only https leads there."""

    status_code = 302
    allowed_schemes = ["https"]


@require_GET
def voice_page(request: Asking, group_id: str, circle_id: str) -> HttpResponse:
    """Our own page of sound, or the way to where it is."""
    me, circle = way_in(request, group_id, circle_id)
    seat, back = seat_of(circle, me), f"/g/{group_id}/c/{circle_id}"
    if seat is None:
        return redirect(back)
    try:
        address = ticket(circle, seat)
    except (NotReached, NotAllowed) as no:
        return say(redirect(back), request, no.sentence)
    if circle.voice != JANUS:
        return Away(address)
    room = room_for(circle, me, known(request))
    response = page(request, "circles/voice.html", room="groups", circle=circle, r=room, group=me.group, base=back,
                    talking=_("Speaking: %(names)s"))  # fmt: skip
    response.headers["Permissions-Policy"] = HEARING
    return response


@require_POST
def offer(request: Asking, group_id: str, circle_id: str) -> HttpResponse:
    """A browser's offer, and the room's answer."""
    me, circle = way_in(request, group_id, circle_id)
    seat = seat_of(circle, me)
    if seat is None:
        raise NotAllowed(_("Come in first."))
    guest = guest_of(circle, seat)
    found, room = room_of(circle)
    sdp = request.POST.get("sdp", "")
    if not isinstance(found, Janus) or not sdp or len(sdp) > LONGEST_OFFER:
        raise NotAllowed(_("There is no room of sound for this circle."))
    if circle.now.seats[seat.number].muted:
        raise NotAllowed(_("The facilitator has asked you to listen for a while."))
    found.join_ticket(room, guest, until=0)
    answer, line = found.answer(room, guest, sdp)
    return JsonResponse({"sdp": answer, "line": line})


@require_POST
def beat(request: Asking, group_id: str, circle_id: str) -> HttpResponse:
    """Keep a line open, and hear who is speaking. The line ends with the circle."""
    me, circle = way_in(request, group_id, circle_id)
    seat = seat_of(circle, me)
    if seat is None:
        raise NotAllowed(_("Come in first."))
    guest_of(circle, seat)
    found, room = room_of(circle)
    if not isinstance(found, Janus):
        raise NotAllowed(_("There is no room of sound for this circle."))
    if request.POST.get("do") == "leave":
        found.hang_up(request.POST.get("line", ""))
        return HttpResponse(status=204)
    open_still = found.beat(request.POST.get("line", ""))
    heard = [one.get("display", "") for one in found.told_of(room) if one.get("talking")]
    return HttpResponse(json.dumps({"open": open_still, "talking": heard}), content_type="application/json")
