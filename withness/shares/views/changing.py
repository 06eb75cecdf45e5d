"""Saying one's own words differently, and taking them back."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from withness.foundation.pages import page
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.saying import say
from withness.groups.models import Member
from withness.groups.rules import is_paused
from withness.groups.seats import seat
from withness.people.asking import Asking, known
from withness.shares import changing
from withness.shares.models import Reply, Share
from withness.shares.rules import may_take_back
from withness.shares.views.reading import back_to, find_share
from withness.shares.views.writing import write_page


@require_http_methods(["GET", "POST"])
def change(request: Asking, group_id: str, share_id: str) -> HttpResponse:
    """Say one's share differently, or take it back."""
    me = seat(request, group_id)
    mine, _sight = find_share(request, me, share_id)
    if not may_take_back(me, mine):
        raise NotAllowed(_("Only who wrote this can change it."))
    if request.method == "GET" and is_paused(me):
        return _take_back_page(request, me, f"/g/{me.group_id}/s/{mine.id}")
    if request.method == "GET":
        return _change_page(request, me, mine, mine.words, mine.need, mine.note)
    form = request.POST
    if form.get("do") == "take_back":
        changing.take_back_share(by=me, share=mine)
        return say(redirect(f"/g/{me.group_id}"), request, _("It is taken back. Nobody can read it any more."))
    words, need, note = (form.get(name, "") for name in ("words", "need", "note"))
    try:
        changing.change_share(by=me, share=mine, words=words, need=need, note=note)
    except NotUnderstood as no:
        return _change_page(request, me, mine, words, need, note, {no.field: no.sentence}, status=no.status)
    return back_to(request, me, mine)


@require_http_methods(["GET", "POST"])
def change_reply(request: Asking, group_id: str, share_id: str, reply_id: str) -> HttpResponse:
    """Say one's reply differently, or take it back."""
    me = seat(request, group_id)
    to, _sight = find_share(request, me, share_id)
    mine = Reply.objects.visible_to(known(request)).select_related("share").filter(share=to, id=reply_id).first()
    if mine is None:
        raise Http404
    if not may_take_back(me, mine):
        raise NotAllowed(_("Only who wrote this can change it."))
    if request.method == "GET" and is_paused(me):
        return _take_back_page(request, me, f"/g/{me.group_id}/s/{to.id}")
    words, trouble = request.POST.get("words", mine.words), {}
    if request.method == "POST":
        try:
            if request.POST.get("do") == "take_back":
                changing.take_back_reply(by=me, reply=mine)
            else:
                changing.change_reply(by=me, reply=mine, words=words)
            return back_to(request, me, to)
        except NotUnderstood as no:
            trouble = {no.field: no.sentence}
    return page(request, "shares/change_reply.html", status=422 if trouble else 200, room="groups", group=me.group,
                share=to, reply=mine, words=words, trouble=trouble)  # fmt: skip


def _change_page(
    request: Asking, me: Member, mine: Share, words: str, need: str, note: str,
    trouble: dict[str, str] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    return write_page(
        request, me, words, need, note, "", trouble, status, heading=_("Say it differently"), send_word=_("Keep the change"),
        action=f"/g/{me.group_id}/s/{mine.id}/change", keeps_draft=False, may_take_back=True,
        take_back_action=f"/g/{me.group_id}/s/{mine.id}/change",
    )  # fmt: skip


def _take_back_page(request: Asking, me: Member, back: str) -> HttpResponse:
    """For who was asked to pause: their words are still theirs to take back."""
    return page(request, "shares/take_back.html", room="groups", group=me.group, back=back)
