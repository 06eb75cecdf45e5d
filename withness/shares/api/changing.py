"""Saying one's own words differently, and taking them back."""

from __future__ import annotations

from django.http import HttpResponse
from pydantic import Field

from withness.foundation.bodies import Body
from withness.foundation.telling import done, tell
from withness.people.asking import Asking, known
from withness.safety.folding import unfolds
from withness.shares import changing
from withness.shares.api import words as say
from withness.shares.api.doors import reply_for, share_for
from withness.shares.api.room import router
from withness.shares.api.words import Need, ReplyWords, ShareWords
from withness.shares.api.writing import WRITTEN, Words


class ShareChange(Body):
    """What is to be different; what is left out stays as it is."""

    words: str | None = Field(None, json_schema_extra=WRITTEN)
    need: Need | None = None
    note: str | None = Field(None, max_length=80)


@router.patch("/shares/{share_id}", response=ShareWords, summary="Change a share")
def change_share(request: Asking, share_id: str, body: ShareChange) -> HttpResponse:
    """Only one's own. Readers can open what it said before."""
    me, mine, _sight = share_for(request, share_id)
    changed = changing.change_share(
        by=me,
        share=mine,
        words=mine.words if body.words is None else body.words,
        need=body.need or mine.need,
        note=mine.note if body.note is None else body.note,
    )
    return tell(say.share_words(changed, mine=True, unfolds=unfolds(known(request))))


@router.delete("/shares/{share_id}", response={204: None}, summary="Take a share back")
def take_back_share(request: Asking, share_id: str) -> HttpResponse:
    """For good: the words, what they said before, and every trace in the search. Only one's own."""
    me, mine, _sight = share_for(request, share_id)
    changing.take_back_share(by=me, share=mine)
    return done()


@router.patch("/replies/{reply_id}", response=ReplyWords, summary="Change a reply")
def change_reply(request: Asking, reply_id: str, body: Words) -> HttpResponse:
    """Only one's own. Readers can open what it said before."""
    me, mine = reply_for(request, reply_id)
    return tell(say.reply_words(changing.change_reply(by=me, reply=mine, words=body.words), mine=True))


@router.delete("/replies/{reply_id}", response={204: None}, summary="Take a reply back")
def take_back_reply(request: Asking, reply_id: str) -> HttpResponse:
    """For good. Only one's own."""
    me, mine = reply_for(request, reply_id)
    changing.take_back_reply(by=me, reply=mine)
    return done()
