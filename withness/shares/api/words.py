"""Shares and replies as a program reads them: what the pages show, and nothing more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, cast

from typing_extensions import TypedDict

from withness.foundation.keyset import Page
from withness.foundation.telling import minute, minute_or_none
from withness.groups.models import Member
from withness.safety.api import Care
from withness.shares.models import Reply, Share

Need = Literal["just_listen", "been_there", "advice_welcome", "celebrate"]
Kind = Literal["hear_you", "been_there", "with_you", "thank_you"]
Heard = Literal["waiting", "one", "heard"]
Unfolds = Callable[[str], bool]


class Face(TypedDict):
    """Who somebody is in this group. `id` and `stone` (the seed their avatar is drawn from) exist nowhere else."""

    id: str
    alias: str
    stone: str


class ShareWords(TypedDict):
    """A share. `heard` says whether people have written back: nobody yet, one, or at least two (never a count).

    `words` are as they were written, `html` is the same made safe to show. `folded`: the reader wants words with such a
    note folded until they open them. Times are told to the minute.
    """

    id: str
    group: str
    author: Face
    mine: bool
    need: Need
    note: str
    folded: bool
    words: str
    html: str
    at: str
    edited_at: str | None
    heard: Heard


class ReplyWords(TypedDict):
    """A reply. `share` is the id of the share it answers."""

    id: str
    share: str
    author: Face
    mine: bool
    words: str
    html: str
    at: str
    edited_at: str | None


class ShareSent(ShareWords):
    """A share, and `care` where its words sound like crisis: for its author alone, in this answer only. `waits_until`:
    its group chose that such words wait before others read them; tell its author, who can do something on the website.
    """

    care: Care | None
    waits_until: str | None


class ReplySent(ReplyWords):
    """A reply, and `care` as for a share."""

    care: Care | None


class Beside(TypedDict):
    """Somebody stands beside a share."""

    kind: Kind
    member: Face


class Marks(TypedDict):
    """What the reader did with a share. Others see the presences; the rest only the reader."""

    presences: list[Kind]
    followed: bool
    muted: bool
    kept: bool


class ShareWhole(ShareWords):
    """A share with those who stand beside it, what the reader did with it, and the first replies."""

    beside: list[Beside]
    marks: Marks
    replies: Page[ReplyWords]


class Before(TypedDict):
    """What words said before they were changed, and until when."""

    html: str
    until: str


def face(member: Member) -> Face:
    """Who that is here."""
    return {"id": member.id, "alias": member.alias, "stone": member.stone}


def share_words(share: Share, *, mine: bool, unfolds: Unfolds) -> ShareWords:
    """A share as one member reads it. Needs `share.author`."""
    return {
        "id": share.id,
        "group": share.group_id,
        "author": face(share.author),
        "mine": mine,
        "need": cast(Need, share.need),
        "note": share.note,
        "folded": bool(share.note) and not unfolds(share.note),
        "words": share.words,
        "html": share.html,
        "at": minute(share.at),
        "edited_at": minute_or_none(share.edited_at),
        "heard": _HEARD[min(share.responders, 2)],
    }


def reply_words(reply: Reply, *, mine: bool) -> ReplyWords:
    """A reply as one member reads it. Needs `reply.author`."""
    return {
        "id": reply.id,
        "share": reply.share_id,
        "author": face(reply.author),
        "mine": mine,
        "words": reply.words,
        "html": reply.html,
        "at": minute(reply.at),
        "edited_at": minute_or_none(reply.edited_at),
    }


_HEARD: tuple[Heard, Heard, Heard] = ("waiting", "one", "heard")
