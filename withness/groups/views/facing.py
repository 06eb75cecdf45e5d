"""My own face in one group, and leaving it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from withness.foundation.ids import looks_like_id, new_id
from withness.foundation.pages import page
from withness.foundation.refusing import NotUnderstood
from withness.foundation.saying import say
from withness.groups.company import somebody_else_is_here
from withness.groups.facing import change_face
from withness.groups.models import Member
from withness.groups.parting import leave
from withness.groups.rules import may_hand_on
from withness.groups.seats import seat
from withness.people.asking import Asking

STONES = 5  # new ones, beside the one that is worn


@require_http_methods(["GET", "POST"])
def my_face(request: Asking, group_id: str) -> HttpResponse:
    """Who I am here, and being somebody else from now on."""
    me = seat(request, group_id)
    form = request.POST
    if request.method == "GET" or form.get("do") == "others":
        return _face_page(request, me)
    try:
        change_face(by=me, alias=form.get("alias", ""), stone=form.get("stone", ""))
    except NotUnderstood as no:
        return _face_page(request, me, no)
    return say(redirect(f"/g/{me.group_id}/me"), request, _("This is how you are seen here now."))


@require_http_methods(["GET", "POST"])
def leave_page(request: Asking, group_id: str) -> HttpResponse:
    """Going, with or without one's words. Says first what happens to them."""
    me = seat(request, group_id)
    words = request.POST.get("words", "")
    if request.method == "POST" and words in {"stay", "go"} and not _must_hand_on(me):
        leave(by=me, with_words=words == "go")
        return say(
            redirect("/groups"), request, _("You have left. Nobody has to give a reason, and nobody was told one.")
        )
    asked_nothing = request.method == "POST" and not _must_hand_on(me)
    return page(
        request, "groups/leave.html", status=422 if asked_nothing else 200, room="groups", me=me, group=me.group,
        must_hand_on=_must_hand_on(me), alone=not somebody_else_is_here(me),
        trouble={"words": _("Choose what happens to your words.")} if asked_nothing else {},
    )  # fmt: skip


def _must_hand_on(me: Member) -> bool:
    return may_hand_on(me) and me.group.closed_at is None and somebody_else_is_here(me)


def _face_page(request: Asking, me: Member, no: NotUnderstood | None = None) -> HttpResponse:
    form = request.POST
    before = [stone for stone in form.getlist("offered")[:STONES] if looks_like_id(stone)]
    new = before if before and form.get("do") != "others" else [new_id() for _n in range(STONES)]
    return page(
        request, "groups/me.html", status=no.status if no else 200, room="groups", me=me, group=me.group,
        alias=form.get("alias", me.alias), stones=new, chosen=form.get("stone", "") or me.stone,
        trouble={no.field: no.sentence} if no else {},
    )  # fmt: skip
