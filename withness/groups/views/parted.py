"""Having been asked to go: the reason, and asking a steward to look again. The steward reads the same page."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from withness.foundation.ids import looks_like_id
from withness.foundation.pages import page
from withness.foundation.refusing import NotUnderstood
from withness.foundation.saying import say
from withness.groups.asking_again import ask_again, asked_departure, departure_before_stewards, write_down_look
from withness.people.asking import Asking, known


@require_http_methods(["GET", "POST"])
def parted_page(request: Asking, member_id: str) -> HttpResponse:
    """For the one who was asked to go; and for stewards, once they were asked to look. Nobody else knows of it."""
    person, no = known(request), None
    if not looks_like_id(member_id):
        raise Http404
    mine = asked_departure(person, member_id)
    if mine is None:
        theirs = departure_before_stewards(person, member_id)
        if theirs is None or request.method != "GET":
            raise Http404
        write_down_look(by=person, asker=theirs.member.person, thing=f"departure:{member_id}")
        return page(request, "groups/parted_steward.html", room="notices", departure=theirs)
    if request.method == "POST":
        try:
            ask_again(departure=mine, words=request.POST.get("words", ""))
            return say(redirect(f"/parted/{member_id}"), request, _("A steward has been asked to look again."))
        except NotUnderstood as found:
            no = found
    return page(
        request, "groups/parted.html", status=no.status if no else 200, room="notices", departure=mine,
        words=request.POST.get("words", ""), trouble={no.field: no.sentence} if no else {},
    )  # fmt: skip
