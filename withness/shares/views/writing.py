"""Forms of shares: write, answer, stand beside, change, take back, keep."""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from withness.foundation.going_on import by_script
from withness.foundation.ids import new_id
from withness.foundation.pages import page
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.saying import say
from withness.groups.models import Member
from withness.groups.rules import check_not_paused
from withness.groups.seats import seat
from withness.people.asking import Asking
from withness.safety.folding import known_notes
from withness.safety.words.hearing import Sound
from withness.shares import being_present, drafting, keeping
from withness.shares.models import Share
from withness.shares.replying import reply
from withness.shares.rules import may_share, needs_in
from withness.shares.sharing import share
from withness.shares.views import caring, hinting
from withness.shares.views.reading import address_of, back_to, find_share, page_of_share
from withness.shares.waiting import wait_of


@require_http_methods(["GET", "POST"])
def write(request: Asking, group_id: str) -> HttpResponse:
    """The page to write a share on, and the sending of it."""
    me = seat(request, group_id)
    check_not_paused(me)
    if not may_share(me):
        return redirect(f"/g/{me.group_id}/agreement")
    if request.method == "GET":
        draft = drafting.draft_of(me, "")
        return write_page(request, me, draft.words if draft else "", draft.need if draft else _need_asked_for(request),
                           draft.note if draft else "", draft.key if draft else new_id())  # fmt: skip
    form = request.POST
    words, need, note, key = (form.get(name, "") for name in ("words", "need", "note", "key"))
    sound = caring.heard(request, me, words)
    try:
        if form.get("do") == "draft":
            drafting.keep_draft(by=me, share=None, words=words, need=need, note=note, key=key)
            return _draft_kept(request, me, sound)
        kept = share(by=me, words=words, need=need, note=note, key=key_from(request))
    except NotUnderstood as no:
        return write_page(request, me, words, need, note, key, {no.field: no.sentence}, status=no.status)
    except DatabaseError:
        if sound is None:
            raise
        return caring.not_kept(request, sound)
    waits = _("Your words are kept, and wait a while before others read them.") if wait_of(kept) else ""
    return caring.answer(request, me, sound, address_of(me, kept), heading=waits)


@require_POST
def send_reply(request: Asking, group_id: str, share_id: str) -> HttpResponse:
    """Answer a share."""
    me = seat(request, group_id)
    to, _sight = find_share(request, me, share_id)
    words, key = request.POST.get("words", ""), request.POST.get("key", "")
    sound = caring.heard(request, me, words)
    hints = hinting.hints_before(request, to, words) if sound is None else []
    if hints:
        if by_script(request):
            return hinting.told_to_script(hints)
        return page_of_share(request, me, share_id, words=words, key=key, hints=hinting.piece(hints))
    try:
        kept = reply(by=me, share=to, words=words, key=key_from(request))
    except NotUnderstood as no:
        return page_of_share(request, me, share_id, words=words, key=key, trouble=no.sentence)
    except DatabaseError:
        if sound is None:
            raise
        return caring.not_kept(request, sound)
    return caring.answer(request, me, sound, address_of(me, to, kept.id), heading=_("Your reply is sent."))


@require_POST
def stand_beside(request: Asking, group_id: str, share_id: str) -> HttpResponse:
    """Tap that one is there, or take the tap back when it is already there."""
    me = seat(request, group_id)
    to, _sight = find_share(request, me, share_id)
    kind = request.POST.get("kind", "")
    if being_present.stands_beside(by=me, share=to, kind=kind):
        being_present.step_back(by=me, share=to, kind=kind)
    else:
        being_present.be_present(by=me, share=to, kind=kind)
    return back_to(request, me, to, "beside")


@require_POST
def keep_draft(request: Asking, group_id: str, share_id: str = "") -> HttpResponse:
    """Keep what is in the field, while it is being written."""
    me = seat(request, group_id)
    under = find_share(request, me, share_id)[0] if share_id else None
    form = request.POST
    drafting.keep_draft(by=me, share=under, words=form.get("words", ""), need=form.get("need", ""),
                        note=form.get("note", ""), key=form.get("key", ""))  # fmt: skip
    return HttpResponse(status=204)


@require_POST
def do_mine(request: Asking, group_id: str, share_id: str) -> HttpResponse:
    """Keep, follow or mute a share, for oneself."""
    me = seat(request, group_id)
    to, _sight = find_share(request, me, share_id)
    verbs = {"keep": keeping.keep, "follow": keeping.follow, "mute": keeping.mute}
    do = request.POST.get("do", "")
    verb = verbs.get(do.removeprefix("un"))
    if verb is None:
        raise NotAllowed(_("Choose one of the three."))
    verb(by=me, share=to, on=not do.startswith("un"))
    return back_to(request, me, to)


def _need_asked_for(request: Asking) -> str:
    """A link may propose a need, such as celebrating a milestone; the person chooses."""
    need = request.GET.get("need", "")
    return need if need in dict(Share.NEEDS) else ""


def _draft_kept(request: Asking, me: Member, sound: Sound | None) -> HttpResponse:
    if sound is not None:
        return caring.answer(
            request, me, sound, f"/g/{me.group_id}", heading=_("Your draft is kept. Only you can see it.")
        )
    return say(redirect(f"/g/{me.group_id}"), request, _("Your draft is kept. Only you can see it."))


def key_from(request: Asking) -> str:
    """The idempotency key: the header of a program, or the field of a form."""
    return request.headers.get("Idempotency-Key", "") or request.POST.get("key", "")


def write_page(
    request: Asking, me: Member, words: str, need: str, note: str, key: str,
    trouble: dict[str, str] | None = None, status: int = 200, **more: Any,
) -> HttpResponse:  # fmt: skip
    """The page to write on, with what has been written so far. `more` is what differs where one changes one's words."""
    shown: dict[str, Any] = {
        "heading": _("Say how it is"), "action": f"/g/{me.group_id}/shares/new", "send_word": _("Share it"),
        "keeps_draft": True, "key": key, "need": need or Share.JUST_LISTEN,
    } | more  # fmt: skip
    return page(request, "shares/write.html", status=status, room="groups", group=me.group, words=words, note=note,
                needs=[(value, label, "") for value, label in needs_in(me)], trouble=trouble or {},
                known_notes=known_notes(), **shown)  # fmt: skip
