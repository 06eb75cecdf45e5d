"""What this room packs when a group is carried to another house: the words of those who said yes.

A reply goes only beneath a share that goes: what somebody answers says much about the one they answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from msgspec import Meta, Struct

from withness.foundation import clock
from withness.groups.carrying.parcel import Line, Moment, Number, Unfit, Words, understood
from withness.groups.models import Group, Member
from withness.shares.bringing import bring_reply, bring_share, count_again
from withness.shares.models import Reply, Share


class ReplyTold(Struct, forbid_unknown_fields=True):
    """A reply, by the number of a face."""

    face: Number
    words: Words
    at: Moment


class ShareTold(Struct, forbid_unknown_fields=True):
    """A share, by the number of a face."""

    face: Number
    need: Line
    note: Line
    words: Words
    at: Moment
    replies: Annotated[list[ReplyTold], Meta(max_length=100_000)]


class SharesTold(Struct, forbid_unknown_fields=True):
    """All of them, the oldest first."""

    shares: Annotated[list[ShareTold], Meta(max_length=1_000_000)]


def pack(group: Group, faces: Mapping[str, int]) -> dict[str, Any]:
    """Standing words only: nothing taken back, nothing that is out of sight, nothing of anybody else's."""
    standing = {"taken_back_at": None, "held_at": None, "author_id__in": list(faces)}
    replies: dict[str, list[dict[str, Any]]] = {}
    for one in Reply.objects.filter(share__group=group, **standing).order_by("at", "seq").iterator():
        replies.setdefault(one.share_id, []).append(
            {"face": faces[one.author_id], "words": one.words, "at": one.at}
        )  # fmt: skip
    return {
        "shares": [
            {
                "face": faces[one.author_id], "need": one.need, "note": one.note, "words": one.words, "at": one.at,
                "replies": replies.get(one.id, []),
            }
            for one in Share.objects.filter(group=group, **standing).order_by("at", "seq").iterator()
        ]
    }  # fmt: skip


def unpack(group: Group, faces: Mapping[int, Member], told: Any) -> dict[str, int]:  # noqa: ARG001
    """Lay the words down beside the faces that wait. Raises `Unfit`."""
    shares = understood(told, SharesTold, where="the shares").shares
    answers = 0
    for one in shares:
        if one.need not in dict(Share.NEEDS):
            raise Unfit("A share in the file asks for something that is not known here. Nothing was changed.")
        share = bring_share(
            author=_face(faces, one), words=one.words, at=_when(one), need=one.need, note=one.note
        )  # fmt: skip
        for reply in one.replies:
            bring_reply(share=share, author=_face(faces, reply), words=reply.words, at=_when(reply))
        answers += len(one.replies)
        count_again(share)
    return {"shares": len(shares), "replies": answers}


def _face(faces: Mapping[int, Member], one: ShareTold | ReplyTold) -> Member:
    if one.face not in faces:
        raise Unfit("Words in the file belong to nobody in it. Nothing was changed.")
    return faces[one.face]


def _when(one: ShareTold | ReplyTold) -> Any:
    if one.at > clock.now() or one.at.year < 1990:
        raise Unfit("Words in the file have a day that cannot be. Nothing was changed.")
    return one.at
