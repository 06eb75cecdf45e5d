"""What a reader does with a share for themselves, and words not sent yet. Nobody else can see any of this."""

from __future__ import annotations

from typing import Literal

from django.http import Http404, HttpResponse
from ninja.params.functions import Query
from pydantic import Field
from typing_extensions import TypedDict

from withness.foundation.bodies import Body
from withness.foundation.keyset import LONGEST, Page, asked, cursor, page
from withness.foundation.telling import done, minute, tell
from withness.groups.models import Member
from withness.groups.seats import seat
from withness.people.asking import Asking, known
from withness.safety.folding import unfolds
from withness.shares import drafting, keeping
from withness.shares.api import words as say
from withness.shares.api.doors import share_for
from withness.shares.api.room import router
from withness.shares.api.words import Need, ShareWords
from withness.shares.mine import PAGE, drafts_of, kept_by
from withness.shares.models import Draft, Share

Mark = Literal["followed", "muted", "kept"]
_SET = {"followed": keeping.follow, "muted": keeping.mute, "kept": keeping.keep}


class DraftWords(TypedDict):
    """Words not sent yet. `share` is empty for a new share. Send it with `key`, and sending it twice sends it once."""

    group: str
    share: str
    words: str
    need: Need | Literal[""]
    note: str
    key: str
    at: str


class Begun(Body):
    """What has been written so far. Empty words let the draft go."""

    words: str = Field(max_length=40000)
    need: Need | Literal[""] = ""
    note: str = Field("", max_length=80)
    key: str = Field("", max_length=64)


@router.put("/shares/{share_id}/marks/{mark}", response={204: None}, summary="Follow, mute or keep a share")
def set_mark(request: Asking, share_id: str, mark: Mark) -> HttpResponse:
    """Followed: hear of new replies. Muted: hear nothing more of it. Kept: find it again in one's own list."""
    me, share, _sight = share_for(request, share_id)
    _SET[mark](by=me, share=share, on=True)
    return done()


@router.delete("/shares/{share_id}/marks/{mark}", response={204: None}, summary="No longer follow, mute or keep it")
def lift_mark(request: Asking, share_id: str, mark: Mark) -> HttpResponse:
    """Also where there was no such mark."""
    me, share, _sight = share_for(request, share_id)
    _SET[mark](by=me, share=share, on=False)
    return done()


@router.get("/kept", response=Page[ShareWords], summary="Shares I keep")
def list_kept(request: Asking, after: str = Query("", max_length=LONGEST)) -> HttpResponse:
    """Of all my groups, the newest kept first, twenty at a time."""
    person, unfolded = known(request), unfolds(known(request))
    found, onward = kept_by(person, before=asked(request, after=after, limit=PAGE).number())
    told = [say.share_words(share, mine=share.author.person_id == person.id, unfolds=unfolded) for share in found]
    return tell(page(told, cursor(onward) if onward else None))


@router.get("/drafts", response=Page[DraftWords], summary="Words I have begun")
def list_drafts(request: Asking) -> HttpResponse:
    """Of all my groups, the newest first."""
    return tell(page([_draft(one.draft) for one in drafts_of(known(request))], None))


@router.get("/groups/{group_id}/draft", response=DraftWords, summary="A share I have begun")
def read_draft(request: Asking, group_id: str) -> HttpResponse:
    """Nothing is here (404) when none was begun."""
    return _read(seat(request, group_id), None)


@router.put("/groups/{group_id}/draft", response={204: None}, summary="Keep a share I have begun")
def keep_draft(request: Asking, group_id: str, body: Begun) -> HttpResponse:
    """One for each group; it goes by itself when it is sent."""
    return _keep(seat(request, group_id), None, body)


@router.delete("/groups/{group_id}/draft", response={204: None}, summary="Let a begun share go")
def drop_draft(request: Asking, group_id: str) -> HttpResponse:
    """Also where there was none."""
    drafting.drop_draft(member_id=seat(request, group_id).id, place="")
    return done()


@router.get("/shares/{share_id}/draft", response=DraftWords, summary="A reply I have begun")
def read_reply_draft(request: Asking, share_id: str) -> HttpResponse:
    """Nothing is here (404) when none was begun."""
    me, share, _sight = share_for(request, share_id)
    return _read(me, share)


@router.put("/shares/{share_id}/draft", response={204: None}, summary="Keep a reply I have begun")
def keep_reply_draft(request: Asking, share_id: str, body: Begun) -> HttpResponse:
    """One for each share; it goes by itself when it is sent."""
    me, share, _sight = share_for(request, share_id)
    return _keep(me, share, body)


@router.delete("/shares/{share_id}/draft", response={204: None}, summary="Let a begun reply go")
def drop_reply_draft(request: Asking, share_id: str) -> HttpResponse:
    """Also where there was none."""
    me, share, _sight = share_for(request, share_id)
    drafting.drop_draft(member_id=me.id, place=share.id)
    return done()


def _read(me: Member, under: Share | None) -> HttpResponse:
    draft = drafting.draft_of(me, under.id if under else "")
    if draft is None:
        raise Http404
    draft.member = me
    return tell(_draft(draft))


def _keep(me: Member, under: Share | None, body: Begun) -> HttpResponse:
    drafting.keep_draft(by=me, share=under, words=body.words, need=body.need, note=body.note, key=body.key)
    return done()


def _draft(draft: Draft) -> DraftWords:
    return {
        "group": draft.member.group_id,
        "share": draft.place,
        "words": draft.words,
        "need": draft.need,  # type: ignore[typeddict-item]  # one of the needs, or nothing yet
        "note": draft.note,
        "key": draft.key,
        "at": minute(draft.at),
    }
