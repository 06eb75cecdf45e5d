"""Answering somebody who shared."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.events import record
from withness.foundation.refusing import NotAllowed, TakenBack
from withness.foundation.rows import ask_one, columns, write
from withness.foundation.text import RENDERER, to_html
from withness.groups.models import Member
from withness.shares.drafting import drop_draft
from withness.shares.happenings import Replied
from withness.shares.models import Reply, Share
from withness.shares.pace import check_pace_of_replies
from withness.shares.rules import may_reply
from withness.shares.searching import index_words
from withness.shares.sharing import readable, sent_as


def reply(*, by: Member, share: Share, words: str, key: str = "") -> Reply:
    """Keep a reply and tell the group's stream. The same `key` answers the same reply, for ever."""
    key = sent_as(key)
    return replied_before(by, key) or _reply(by=by, share=share, words=words, key=key)


def replied_before(by: Member, key: str) -> Reply | None:
    """The reply this member sent with that key, if any. Raises `TakenBack`."""
    found = ask_one(
        f"SELECT {columns(Reply, 'r').sql} FROM shares_reply r WHERE r.author_id = %s AND r.key = %s",  # noqa: S608 -- our own names
        [by.id, key],
    )
    before = columns(Reply, "r").row(found) if found else None
    if before and before.taken_back_at:
        raise TakenBack(_("You took this reply back. It has not been sent again."))
    return before


def _reply(*, by: Member, share: Share, words: str, key: str) -> Reply:
    if not may_reply(by, share):
        raise NotAllowed(_("You can write here once you have accepted the agreement, while the group is open."))
    words = readable(words)
    check_pace_of_replies(by)
    new = Reply(share=share, author=by, key=key, words=words, html=to_html(words), renderer=RENDERER)
    try:
        return _keep(new, share)
    except IntegrityError:
        twin = replied_before(by, key)
        if twin is None:
            raise
        return twin


_COUNT = (
    "UPDATE shares_share SET version = version + 1, replies_count = replies_count + 1, responders = responders + "
    "CASE WHEN author_id = %s OR EXISTS (SELECT 1 FROM shares_reply WHERE share_id = %s AND author_id = %s "
    "AND taken_back_at IS NULL) THEN 0 ELSE 1 END WHERE id = %s RETURNING responders"
)


def _keep(new: Reply, share: Share) -> Reply:
    with transaction.atomic():
        new.at = clock.now()
        new.seq = record(
            stream=f"group:{share.group_id}", kind="reply", by=new.author_id, of=share.author_id, of_at=share.at,
            share=share.id, reply=new.id,
        )  # fmt: skip
        counted = ask_one(_COUNT, [new.author_id, share.id, new.author_id, share.id])
        share.responders = counted[0] if counted else share.responders
        write(new)
        index_words(new)
        drop_draft(member_id=new.author_id, place=share.id)
        announce(
            Replied(
                share_id=share.id, reply_id=new.id, group_id=share.group_id, member_id=new.author_id,
                author_id=share.author_id, responders=share.responders,
            )
        )  # fmt: skip
    return new
