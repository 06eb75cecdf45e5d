"""A share that waits, for its author and for those who hold the group."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from withness.foundation.pages import page
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.saying import say
from withness.groups.models import Member
from withness.groups.rules import is_paused, may_decide
from withness.groups.seats import seat
from withness.notices.telling import see
from withness.people.asking import Asking, known
from withness.shares.letting_out import ask_to_let_out, let_out, say_otherwise, take_back_waiting
from withness.shares.models import Share
from withness.shares.notices import WAITS
from withness.shares.views.reading import address_of
from withness.shares.waiting import wait_of, waits_for


@require_http_methods(["GET", "POST"])
def waits_page(request: Asking, group_id: str, share_id: str) -> HttpResponse:
    """Why it waits, until when, and everything one can do about it."""
    me = seat(request, group_id)
    share = waits_for(me, known(request), share_id)
    if share is None:
        raise Http404
    if request.method == "GET":
        see(person=known(request), bundles=[f"{WAITS}:{share.id}"])
        return _page(request, me, share)
    try:
        to, sentence = _do(request, me, share)
    except NotUnderstood as no:
        return _page(request, me, share, {no.field: no.sentence})
    return say(redirect(to), request, sentence)


def _do(request: Asking, me: Member, share: Share) -> tuple[str, str]:
    """What was pressed: where it leads, and what is so now."""
    form, here = request.POST, f"{address_of(me, share)}/waits"
    do = form.get("do", "")
    if do == "ask":
        ask_to_let_out(by=me, share=share)
        return here, _("They have been asked to look now.")
    if do == "let_out":
        let_out(by=me, share=share)
        return address_of(me, share), _("Everybody here can read it now.")
    if do == "take_back":
        take_back_waiting(by=me, share=share)
        return f"/g/{me.group_id}", _("It is taken back. Nobody can read it any more.")
    if do == "change":
        words, need, note = (form.get(name, "") for name in ("words", "need", "note"))
        if say_otherwise(by=me, share=share, words=words, need=need, note=note):
            return address_of(me, share), _("Everybody here can read it now.")
        return here, _("It is kept as you say it now, and waits a little longer.")
    raise NotAllowed(_("Choose one of the things on the page."))


def _page(request: Asking, me: Member, share: Share, trouble: dict[str, str] | None = None) -> HttpResponse:
    return page(
        request, "shares/waits.html", status=422 if trouble else 200, room="groups", group=me.group, share=share,
        wait=wait_of(share), mine=share.author_id == me.id, words=request.POST.get("words", share.words),
        note=request.POST.get("note", share.note), trouble=trouble or {}, paused=is_paused(me), may_decide=may_decide(me),
    )  # fmt: skip
