"""Who is here, and what those who hold the group may ask of one of them."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from withness.foundation.pages import page
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.saying import say
from withness.groups import holding
from withness.groups.company import somebody_here, who_is_here
from withness.groups.models import Member
from withness.groups.nearby import ways_toward
from withness.groups.parting import ask_to_go
from withness.groups.rules import holds, may_ask_to_go, may_hand_on
from withness.groups.seats import seat
from withness.people.asking import Asking


@require_GET
def members_page(request: Asking, group_id: str) -> HttpResponse:
    """Everybody here whom one meets, by the faces they wear here."""
    me = seat(request, group_id)
    return page(
        request, "groups/members.html", room="groups", me=me, group=me.group, company=who_is_here(me), holds=holds(me)
    )


@require_http_methods(["GET", "POST"])
def member_page(request: Asking, group_id: str, member_id: str) -> HttpResponse:
    """One of them."""
    me = seat(request, group_id)
    if member_id == me.id and request.method == "GET":
        return redirect(f"/g/{me.group_id}/me")
    other = me if member_id == me.id else somebody_here(me, member_id)
    if other is None:
        raise Http404
    if request.method == "GET":
        return _page(request, me, other)
    try:
        return say(redirect(_after(me, other, request.POST.get("do", ""))), request, _do(request, me, other))
    except NotUnderstood as no:
        return _page(request, me, other, no)


def _do(request: Asking, me: Member, other: Member) -> str:
    """What was pressed; answers the sentence that says that it is so now."""
    do = request.POST.get("do", "")
    if do == "appoint":
        holding.appoint(by=me, member=other)
        return _("They hold the group beside you now, and have been told.")
    if do == "release":
        holding.release(by=me, member=other)
        return _("They are a member like the others now.") if other.id != me.id else _("You have stepped back.")
    if do == "hand_on":
        holding.hand_on(by=me, member=other)
        return _("The group is in their hands now. You are still beside them.")
    if do == "ask_to_go":
        ask_to_go(by=me, member=other, because=request.POST.get("because", ""))
        return _("They have been told, with your reason.")
    raise NotAllowed(_("Choose one of the things on the page."))


def _after(me: Member, other: Member, do: str) -> str:
    gone = do == "ask_to_go" or other.id == me.id
    return f"/g/{me.group_id}/members" if gone else f"/g/{me.group_id}/members/{other.id}"


def _page(request: Asking, me: Member, other: Member, no: NotUnderstood | None = None) -> HttpResponse:
    return page(
        request, "groups/member.html", status=no.status if no else 200, room="groups", me=me, group=me.group, other=other,
        may_hand_on=may_hand_on(me) and me.group.closed_at is None, may_ask_to_go=may_ask_to_go(me, other),
        ways=ways_toward(me, other), because=request.POST.get("because", ""), trouble={no.field: no.sentence} if no else {},
    )  # fmt: skip
