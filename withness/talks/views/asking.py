"""Asking somebody, answering, and the list of one’s talks here."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from withness.foundation.pages import page
from withness.foundation.saying import say
from withness.groups.company import somebody_here
from withness.groups.models import Member
from withness.groups.seats import seat
from withness.people.asking import Asking, known
from withness.talks.asking import ask, say_not_now, say_yes, waiting_question, wish_not_to_be_asked
from withness.talks.reading import talk_of, talks_of
from withness.talks.rules import allowed_in, may_ask


@require_http_methods(["GET", "POST"])
def mine(request: Asking, group_id: str) -> HttpResponse:
    """Who asks, with whom one writes, and whether one may be asked at all."""
    me = _seat_where_allowed(request, group_id)
    if request.method == "POST":
        wish_not_to_be_asked(by=me, wanted=request.POST.get("unasked") == "yes")
        return say(redirect(f"/g/{me.group_id}/talks"), request, _("Kept. Nobody is told."))
    return page(request, "talks/mine.html", room="groups", group=me.group, me=me, mine=talks_of(me))


@require_http_methods(["GET", "POST"])
def ask_page(request: Asking, group_id: str, member_id: str) -> HttpResponse:
    """The one question, and what it costs: nothing."""
    me = _seat_where_allowed(request, group_id)
    other = somebody_here(me, member_id)
    if other is None or other.id == me.id:
        raise Http404
    if request.method == "POST":
        talk = ask(by=me, other=other)
        if talk.agreed_at is not None:
            return redirect(f"/g/{me.group_id}/talks/{talk.id}")
        done = _("You have asked. If they would like to, they answer. If not, you hear nothing, and that is all right.")
        return say(redirect(f"/g/{me.group_id}/talks"), request, done)
    asked, may = waiting_question(me, other), may_ask(me, other)
    return page(request, "talks/ask.html", room="groups", group=me.group, me=me, other=other, asked=asked, may=may)


@require_POST
def answer(request: Asking, group_id: str, talk_id: str) -> HttpResponse:
    """Yes, or not now."""
    me = _seat_where_allowed(request, group_id)
    talk = talk_of(me, talk_id)
    if talk is None:
        raise Http404
    if request.POST.get("say") == "yes":
        say_yes(by=me, talk=talk)
        return say(redirect(f"/g/{me.group_id}/talks/{talk.id}"), request, _("You can write to each other now."))
    say_not_now(by=me, talk=talk)
    return say(redirect(f"/g/{me.group_id}/talks"), request, _("They are not told. You owe nobody a reason."))


def _seat_where_allowed(request: Asking, group_id: str) -> Member:
    me = seat(request, group_id)
    if not allowed_in(me.group) and not talks_of(me).open:
        raise Http404
    me.person = known(request)
    return me
