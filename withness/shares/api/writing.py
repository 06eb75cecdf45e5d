"""Saying how it is, answering, and standing beside somebody. With an `Idempotency-Key` a retry makes nothing twice."""

from __future__ import annotations

from django.db import DatabaseError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja.params.functions import Header
from pydantic import Field
from pydantic.config import JsonDict

from withness.foundation.answers import PROBLEM, problem
from withness.foundation.bodies import Body
from withness.foundation.telling import done, minute_or_none, tell
from withness.groups.seats import seat
from withness.people.asking import Asking, known
from withness.safety.api import care_told
from withness.safety.folding import unfolds
from withness.safety.words.hearing import Sound
from withness.shares import being_present
from withness.shares.api import words as say
from withness.shares.api.doors import share_for
from withness.shares.api.room import router
from withness.shares.api.words import Beside, Kind, Need, ReplySent, ShareSent
from withness.shares.replying import reply
from withness.shares.sharing import share
from withness.shares.views import caring
from withness.shares.waiting import wait_of

LONGEST_KEY = 255
# The verb itself says no to what is too short or too long, in better words than a schema would.
WRITTEN: JsonDict = {"minLength": 1, "maxLength": 20000, "pattern": r"\S"}


class Words(Body):
    """Words to somebody. A small part of Markdown is understood."""

    words: str = Field(json_schema_extra=WRITTEN, examples=["I am here. It was like that for me too."])


class NewShare(Words):
    """How it is, and what would help. `note` names what may be hard to read, so that readers can fold it."""

    words: str = Field(json_schema_extra=WRITTEN, examples=["Awake again. The house is so quiet."])
    need: Need = "just_listen"
    note: str = Field("", max_length=80, examples=["a death"])


class Stand(Body):
    """How one stands there."""

    kind: Kind


@router.post("/groups/{group_id}/shares", response={201: ShareSent}, summary="Share")
def send_share(
    request: Asking,
    group_id: str,
    body: NewShare,
    key: str = Header("", alias="Idempotency-Key", max_length=LONGEST_KEY),
) -> HttpResponse:
    """Say how it is. Sent again with the same key it is answered by the same share, for ever; if that was taken back
    meanwhile the answer is 410 and nothing is made.
    """
    me = seat(request, group_id)
    sound = caring.heard(request, me, body.words)
    try:
        kept = share(by=me, words=body.words, need=body.need, note=body.note, key=key)
    except DatabaseError:
        if sound is None:
            raise
        return _not_kept(request, sound)
    kept.author = me
    told = say.share_words(kept, mine=True, unfolds=unfolds(known(request)))
    wait = wait_of(kept)
    more = {"care": care_told(request, sound), "waits_until": minute_or_none(wait.until if wait else None)}
    return tell({**told, **more}, status=201, Location=f"/api/v1/shares/{kept.id}")


@router.post("/shares/{share_id}/replies", response={201: ReplySent}, summary="Reply")
def send_reply(
    request: Asking,
    share_id: str,
    body: Words,
    key: str = Header("", alias="Idempotency-Key", max_length=LONGEST_KEY),
) -> HttpResponse:
    """Answer somebody. The key works as for a share."""
    me, to, _sight = share_for(request, share_id)
    sound = caring.heard(request, me, body.words)
    try:
        kept = reply(by=me, share=to, words=body.words, key=key)
    except DatabaseError:
        if sound is None:
            raise
        return _not_kept(request, sound)
    kept.author = me
    return tell(
        {**say.reply_words(kept, mine=True), "care": care_told(request, sound)},
        status=201,
        Location=f"/api/v1/replies/{kept.id}",
    )


@router.post("/shares/{share_id}/presences", response={201: Beside}, summary="Stand beside a share")
def stand_beside(request: Asking, share_id: str, body: Stand) -> HttpResponse:
    """One tap, without words. Doing it again changes nothing."""
    me, to, _sight = share_for(request, share_id)
    being_present.be_present(by=me, share=to, kind=body.kind)
    told: Beside = {"kind": body.kind, "member": say.face(me)}
    return tell(told, status=201)


@router.delete("/shares/{share_id}/presences/{kind}", response={204: None}, summary="Step back")
def step_back(request: Asking, share_id: str, kind: Kind) -> HttpResponse:
    """Take the tap back; also where there was none."""
    me, to, _sight = share_for(request, share_id)
    being_present.step_back(by=me, share=to, kind=kind)
    return done()


def _not_kept(request: Asking, sound: Sound) -> HttpResponse:
    """The database would not keep the words: a problem as always, with the card beside it."""
    detail = _("We could not keep this yet. Please send it again.")
    response = tell({**problem(503, "later", detail), "care": care_told(request, sound)}, status=503)
    response.headers["Content-Type"] = PROBLEM
    return response
