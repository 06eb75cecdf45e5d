"""Reading shares and replies."""

from __future__ import annotations

from django.http import HttpResponse
from ninja.params.functions import Query

from withness.foundation.keyset import LONGEST, MOST, Page, asked, cursor, page
from withness.foundation.telling import minute, tell
from withness.groups.models import Member
from withness.groups.seats import seat
from withness.people.asking import Asking, known
from withness.safety.folding import unfolds
from withness.shares.api import words as say
from withness.shares.api.doors import reply_for, share_for
from withness.shares.api.room import router
from withness.shares.api.words import Before, Beside, Marks, ReplyWords, ShareWhole, ShareWords
from withness.shares.models import Presence, Reply, Share
from withness.shares.reading import (
    PAGE,
    Sight,
    answers_to,
    earlier_words,
    marks_of,
    newest_shares,
    presences_beside,
    shares_of,
    sight_of,
)


@router.get("/groups/{group_id}/shares", response=Page[ShareWords], summary="Shares of a group")
def list_shares(
    request: Asking,
    group_id: str,
    after: str = Query("", max_length=LONGEST),
    limit: int = Query(PAGE, ge=1, le=MOST),
) -> HttpResponse:
    """The newest first. For members of the group only."""
    person, me = known(request), seat(request, group_id)
    wish, unfolded = asked(request, after=after, limit=limit), unfolds(person)
    found, onward = newest_shares(me, sight_of(me, person), before=wish.number(), most=wish.limit)
    whole = shares_of([one.id for one in found])
    told = [
        say.share_words(share, mine=share.author_id == me.id, unfolds=unfolded)
        for one in found
        if (share := whole.get(one.id)) is not None
    ]
    return tell(page(told, cursor(onward) if onward else None))


@router.get("/shares/{share_id}", response=ShareWhole, summary="A share")
def read_share(request: Asking, share_id: str) -> HttpResponse:
    """With all who stand beside it and the first replies; “next” of these goes on in the list of replies. Reading it
    here does not mark a notice as seen.
    """
    me, share, sight = share_for(request, share_id)
    whole: ShareWhole = {
        **say.share_words(share, mine=share.author_id == me.id, unfolds=unfolds(known(request))),
        "beside": _beside(share, sight),
        "marks": _marks(me, share),
        "replies": _replies(me, share, sight, after=None, limit=MOST),
    }
    return tell(whole)


@router.get("/shares/{share_id}/replies", response=Page[ReplyWords], summary="Replies to a share")
def list_replies(
    request: Asking,
    share_id: str,
    after: str = Query("", max_length=LONGEST),
    limit: int = Query(PAGE, ge=1, le=MOST),
) -> HttpResponse:
    """In the order they came."""
    me, share, sight = share_for(request, share_id)
    wish = asked(request, after=after, limit=limit)
    return tell(_replies(me, share, sight, after=wish.number(), limit=wish.limit))


@router.get("/replies/{reply_id}", response=ReplyWords, summary="A reply")
def read_reply(request: Asking, reply_id: str) -> HttpResponse:
    """One reply, for whoever has just heard of it."""
    me, reply = reply_for(request, reply_id)
    return tell(say.reply_words(reply, mine=reply.author_id == me.id))


@router.get("/shares/{share_id}/before", response=Page[Before], summary="What a share said before")
def share_before(request: Asking, share_id: str) -> HttpResponse:
    """The latest first; nothing where it was never changed."""
    _me, share, _sight = share_for(request, share_id)
    return _before(share)


@router.get("/replies/{reply_id}/before", response=Page[Before], summary="What a reply said before")
def reply_before(request: Asking, reply_id: str) -> HttpResponse:
    """The latest first; nothing where it was never changed."""
    _me, reply = reply_for(request, reply_id)
    return _before(reply)


def _replies(me: Member, share: Share, sight: Sight, *, after: int | None, limit: int) -> Page[ReplyWords]:
    found, onward = answers_to(share, sight, after=after, most=limit)
    told = [say.reply_words(reply, mine=reply.author_id == me.id) for reply in found]
    return page(told, cursor(onward) if onward else None)


def _beside(share: Share, sight: Sight) -> list[Beside]:
    return [
        {"kind": one.kind, "member": say.face(one.member)}  # type: ignore[typeddict-item]  # a choice of the model
        for one in presences_beside(share)
        if not sight.hides(one.member_id)
    ]


def _marks(me: Member, share: Share) -> Marks:
    marks = marks_of(me, share)
    presences = [kind for kind, _label in Presence.KINDS if kind in marks.presences]
    return {
        "presences": presences,  # type: ignore[typeddict-item]  # choices of the model
        "followed": marks.following,
        "muted": marks.muted,
        "kept": marks.kept,
    }


def _before(of: Share | Reply) -> HttpResponse:
    told: list[Before] = [{"html": edit.html, "until": minute(edit.until)} for edit in earlier_words(of)]
    return tell(page(told, None))
