"""The group's page and the share's page."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from withness.foundation import clock
from withness.foundation.events import where
from withness.foundation.going_on import go_on
from withness.foundation.ids import new_id
from withness.foundation.numbers import signed
from withness.foundation.pages import page, page_printed_once, zone_for
from withness.foundation.printing import Filling, blank, part
from withness.foundation.refusing import Resting, TakenBack
from withness.foundation.stones import stone
from withness.foundation.tokens import form_field
from withness.groups.models import Member
from withness.groups.nearby import ways_in_group
from withness.groups.panels import panels_for
from withness.groups.rules import is_paused, is_slow, may_write
from withness.groups.seats import seat
from withness.people.asking import Asking, known
from withness.safety.folding import unfolds
from withness.shares.asides import asides_for
from withness.shares.drafting import draft_of, has_draft
from withness.shares.models import Presence, Reply, Share
from withness.shares.notices import seen_share
from withness.shares.pieces import Thread, list_of, replies_for, reply_piece, thread_of
from withness.shares.reading import Sight, earlier_words, marks_of, newest_shares, share_in_sight, sight_of
from withness.shares.rules import may_reply, may_share
from withness.shares.sentences import beside_sentence
from withness.shares.waiting import waits_for


@require_GET
def group_page(request: Asking, group_id: str) -> HttpResponse:
    """The newest shares of a group, twenty at a time."""
    me = seat(request, group_id)
    group, sight, zone, unfolded = me.group, sight_of(me, known(request)), zone_for(request), unfolds(known(request))
    shares, older = newest_shares(me, sight, before=signed(request.GET.get("before")))
    facts = {
        "slow": is_slow(group), "paused": is_paused(me),
        "mourning": group.mourning_until is not None and group.mourning_until > clock.now(),
        "closed": group.closed_at is not None, "may_share": may_share(me), "has_draft": has_draft(me),
        "has_shares": bool(shares), "has_older": older is not None, "holds": bool(me.holds),
        "has_closing_words": bool(group.closing_words), "nearby": [(way.path, way.words) for way in ways_in_group(me)],
    }  # fmt: skip
    fillings: dict[str, Filling] = {
        "group_id": group.id, "group_title": group.title, "cursor": cursor_of(me), "older": str(older or ""),
        "closing_words": group.closing_words, "my_alias": me.alias, "my_stone": stone(me.stone), "panels": panels_for(me),
        "shares": list_of(shares, group, zone=zone, unfolded=[unfolded(share.note) for share in shares]),
    }  # fmt: skip
    return page_printed_once(request, "shares/group.html", room="groups", facts=facts, fillings=fillings)


@require_GET
def share_page(request: Asking, group_id: str, share_id: str) -> HttpResponse:
    """A share with everything beneath it."""
    me = seat(request, group_id)
    seen_share(person=known(request), share_id=share_id)
    try:
        return page_of_share(request, me, share_id)
    except Resting:
        if waits_for(me, known(request), share_id) is None:
            raise
        return redirect(f"/g/{me.group_id}/s/{share_id}/waits")


def page_of_share(
    request: Asking,
    me: Member,
    share_id: str,
    *,
    words: str | None = None,
    key: str = "",
    trouble: str = "",
    hints: str = "",
) -> HttpResponse:
    """The page itself; also when a reply needs another look, with the words still in the field."""
    share, sight = find_share(request, me, share_id)
    marks, draft, zone = marks_of(me, share), draft_of(me, share.id), zone_for(request)
    thread = thread_of(share, zone=zone, unfolded=unfolds(known(request))(share.note))
    facts = {
        "paused": is_paused(me),
        "closed": me.group.closed_at is not None, "may_reply": may_reply(me, share), "mine": share.author_id == me.id,
        "heard": min(share.responders, 2), "kept": marks.kept, "following": marks.following, "muted": marks.muted,
        "trouble": {"words": trouble} if trouble else {}, "hinted": bool(hints),
    }  # fmt: skip
    fillings: dict[str, Filling] = {
        "group_id": me.group_id, "share_id": share.id, "group_title": me.group.title, "alias": share.author.alias,
        "cursor": cursor_of(me), "share": thread.share, "key": key or (draft.key if draft else new_id()),
        "replies": replies_for(thread, share, zone=zone, me=me.id, sight=sight), "beside": _beside(thread, share, me, sight),
        "being_heard": asides_for(me, share.id, form_field(request)) if facts["mine"] else "",
        "draft": words if words is not None else (draft.words if draft else ""),
        "hints": part(hints),
        **{kind: "true" if kind in marks.presences else "false" for kind, _label in Presence.KINDS},
    }  # fmt: skip
    response = page_printed_once(
        request, "shares/share.html", room="groups", facts=facts, fillings=fillings,
        presences=Presence.KINDS, pressed={kind: blank(kind) for kind, _label in Presence.KINDS},
    )  # fmt: skip
    response.status_code = 422 if trouble else 200
    return response


@require_GET
def reply_alone(request: Asking, group_id: str, share_id: str, reply_id: str) -> HttpResponse:
    """One reply as a piece of page, for a page that is already open and has just heard of it."""
    me = seat(request, group_id)
    share, sight = find_share(request, me, share_id)
    reply = Reply.objects.visible_to(known(request)).filter(share=share, id=reply_id).select_related("author").first()
    if reply is None or not sight.shows(reply.author_id, reply.at):
        raise Http404
    return HttpResponse(reply_piece(reply, share, zone=zone_for(request), own=reply.author_id == me.id))


@require_GET
def beside_alone(request: Asking, group_id: str, share_id: str) -> HttpResponse:
    """The sentence that says who is beside a share, for a page that is already open."""
    me = seat(request, group_id)
    share, sight = find_share(request, me, share_id)
    thread = thread_of(share, zone=zone_for(request), unfolded=True)
    return HttpResponse(_beside(thread, share, me, sight), content_type="text/plain; charset=utf-8")


@require_GET
def before_page(request: Asking, group_id: str, share_id: str, reply_id: str = "") -> HttpResponse:
    """What a share or a reply said before its author changed it."""
    me = seat(request, group_id)
    share, _sight = find_share(request, me, share_id)
    of: Share | Reply | None = share
    if reply_id:
        of = Reply.objects.visible_to(known(request)).filter(share=share, id=reply_id).first()
    found = earlier_words(of) if of is not None else []
    if not found:
        raise Http404
    return page(request, "shares/before.html", room="groups", group=me.group, share=share, edits=found)


def find_share(request: Asking, me: Member, share_id: str) -> tuple[Share, Sight]:
    """The share through the eyes of this member. Raises `Http404`, or `TakenBack` where they could have read it."""
    sight = sight_of(me, known(request))
    share = share_in_sight(me, sight, share_id)
    if share is None:
        raise Http404
    if share.taken_back_at is not None:
        raise TakenBack(_("The one who wrote this has taken it back."))
    if share.held_at is not None:
        raise Resting(
            _(
                "This share is out of sight for now, and may come back. If it is yours, your notices say why and what you can do."
            )
        )
    return share, sight


def cursor_of(me: Member) -> str:
    """Where this page stands in the group's stream and in what its reader is told, so that a live page misses nothing
    between its making and now.
    """
    group, own = f"group:{me.group_id}", f"person:{me.person_id}"
    stand = where([group, own])
    return f"{group}={stand[group][0]};me={stand[own][0]}"


def back_to(request: Asking, me: Member, share: Share, fragment: str = "") -> HttpResponse:
    """To the share's page."""
    return go_on(request, address_of(me, share, fragment))


def address_of(me: Member, share: Share, fragment: str = "") -> str:
    """Where a share stands, or the piece of its page called `fragment`."""
    return f"/g/{me.group_id}/s/{share.id}" + (f"#{fragment}" if fragment else "")


def agreed(me: Member) -> bool:
    """Whether this member may write at all; else the agreement is asked first."""
    return may_write(me)


def _beside(thread: Thread, share: Share, me: Member, sight: Sight) -> str:
    seen = [one for one in thread.beside if not sight.hides(one.member_id)]
    return beside_sentence(seen, me=me.id, author=share.author.alias) if seen else ""
