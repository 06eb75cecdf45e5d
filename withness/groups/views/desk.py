"""The desk of those who hold a group: who waits at the door, and whom they invite."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from withness.foundation.numbers import whole
from withness.foundation.pages import page
from withness.foundation.refusing import NotUnderstood
from withness.foundation.saying import say
from withness.groups.answering import answer_knock
from withness.groups.inviting import MOST_DAYS, MOST_USES, invitations_of, invite, withdraw_invitation
from withness.groups.knocking import knocks_at
from withness.groups.models import Member
from withness.groups.nearby import ways_on_desk
from withness.groups.reach import faces_out_of_reach
from withness.groups.rules import may_hand_on
from withness.groups.seats import desk_seat, seat
from withness.people.asking import Asking, known


@require_GET
def desk_page(request: Asking, group_id: str) -> HttpResponse:
    """Who waits, and everything one can do for the group."""
    me = desk_seat(request, group_id)
    return page(
        request, "groups/desk.html", room="groups", me=me, group=me.group, knocks=knocks_at(me),
        invitations=invitations_of(me), ways=ways_on_desk(me), may_hand_on=may_hand_on(me),
    )  # fmt: skip


@require_POST
def answer(request: Asking, group_id: str) -> HttpResponse:
    """Open the door to somebody, or kindly not."""
    me = desk_seat(request, group_id)
    knock = next((one for one in knocks_at(me) if one.id == request.POST.get("knock", "")), None)
    let_in = request.POST.get("do") == "let_in"
    back = redirect(f"/g/{me.group_id}/desk")
    if knock is None:
        return say(back, request, _("Somebody has answered that already, or they ask no longer."))
    answer_knock(by=me, knock=knock, let_in=let_in)
    told = (
        _("They are in, and have been told.")
        if let_in
        else _("They have been told, kindly. They can ask again in a week.")
    )
    return say(back, request, told)


@require_http_methods(["GET", "POST"])
def invitations(request: Asking, group_id: str) -> HttpResponse:
    """Links that open the door: make one, see it once, withdraw it again."""
    me = desk_seat(request, group_id)
    if request.method == "GET":
        return _invitations_page(request, me)
    form = request.POST
    try:
        _made, token = invite(
            by=me, for_whom=form.get("for_whom", ""), uses=whole(form.get("uses"), most=99_999) or 0,
            kept=timedelta(days=whole(form.get("days"), most=99_999) or 0),
        )  # fmt: skip
    except NotUnderstood as no:
        return _invitations_page(request, me, no)
    return _invitations_page(request, me, token=token)


@require_POST
def withdraw(request: Asking, group_id: str) -> HttpResponse:
    """Make an invitation open nothing any more."""
    me = seat(request, group_id)
    found = next((one for one in invitations_of(me) if one.id == request.POST.get("invitation", "")), None)
    if found is None:
        raise Http404
    withdraw_invitation(by=me, invitation=found)
    sentence = _("That link opens nothing any more.")
    return say(redirect(f"/g/{me.group_id}/desk/invitations"), request, sentence)


def _link(token: str) -> str:
    return f"{settings.BASE_URL}/i/{token}" if token else ""


def _invitations_page(request: Asking, me: Member, no: NotUnderstood | None = None, token: str = "") -> HttpResponse:
    form, far = request.POST if no else {}, faces_out_of_reach(known(request), [me.group_id])
    return page(
        request, "groups/invitations.html", status=no.status if no else 200, room="groups", me=me, group=me.group,
        invitations=invitations_of(me), unseen=[face for face, since in far.items() if since is None],
        token=token, link=_link(token), for_whom=form.get("for_whom", ""), uses=form.get("uses", "1"),
        days=form.get("days", "14"), most_uses=MOST_USES, most_days=MOST_DAYS,
        trouble={no.field: no.sentence} if no else {},
    )  # fmt: skip
