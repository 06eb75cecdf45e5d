"""A buddy in this group: asking for one, and saying yes to somebody."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from withness.foundation.pages import page
from withness.foundation.saying import say
from withness.groups.models import Member
from withness.groups.seats import seat
from withness.matching import buddying
from withness.people.asking import Asking, known
from withness.people.consenting import has_consented


@require_http_methods(["GET", "POST"])
def buddy(request: Asking, group_id: str) -> HttpResponse:
    """Ask, wait, read why, say yes or not now."""
    me = seat(request, group_id)
    if request.method == "POST":
        return _do(request, me)
    return page(
        request, "matching/buddy.html", room="groups", group=me.group, found=buddying.pair_for(me),
        wished=buddying.wish_of(me),
    )  # fmt: skip


def _do(request: Asking, me: Member) -> HttpResponse:
    there, do = redirect(f"/g/{me.group_id}/buddy"), request.POST.get("do", "")
    if do == "ask":
        if not has_consented(known(request), "health"):
            return redirect(f"/me/consents?next=/g/{me.group_id}/buddy")
        buddying.wish_for_buddy(by=me)
        return say(there, request, _("You asked. You hear of it when there is somebody."))
    if do == "stop":
        buddying.no_longer(by=me)
        return say(there, request, _("You are no longer asking. Nobody is told."))
    here = buddying.pair_for(me)
    if here is None or do not in {"yes", "no"} or request.POST.get("pair") != here.pair.id:
        return say(there, request, _("This is no longer open. You need do nothing."))
    buddying.say(by=me, pair=here.pair, yes=do == "yes")
    if do == "no":
        return say(there, request, _("That is all right. Nobody is told."))
    if buddying.pair_for(me) is None:
        return say(redirect("/progress#walks"), request, _("You both said yes. You walk together now."))
    return say(there, request, _("You said yes. If they say it too, both of you hear."))
