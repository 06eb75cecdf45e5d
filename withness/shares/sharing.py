"""Saying how it is."""

from __future__ import annotations

import hashlib

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.events import record
from withness.foundation.ids import new_id
from withness.foundation.refusing import NotAllowed, NotUnderstood, TakenBack
from withness.foundation.rows import write
from withness.foundation.text import LONGEST_WORDS, RENDERER, clean, clean_line, to_html
from withness.groups.models import Member
from withness.shares.drafting import drop_draft
from withness.shares.happenings import Shared
from withness.shares.models import Share
from withness.shares.pace import check_pace_of_shares
from withness.shares.rules import may_share, needs_in
from withness.shares.searching import index_words
from withness.shares.waiting import let_wait

LONGEST_KEY = 64


def share(*, by: Member, words: str, need: str, note: str = "", key: str = "") -> Share:
    """Keep a share and tell the group's stream. The same `key` answers the same share, for ever.

    Raises `TakenBack` when that share was since taken back: a phone that comes out of a tunnel must not bring back
    what its owner deleted meanwhile.
    """
    key = sent_as(key)
    return sent_before(by, key) or _share(by=by, words=words, need=need, note=note, key=key)


def sent_as(key: str) -> str:
    """The sender's key as a row keeps it. A long or unprintable one as its hash: cut short, two of them would be one."""
    if not key:
        return new_id()
    plain = len(key) <= LONGEST_KEY and key.isprintable()
    return key if plain else hashlib.sha256(key.encode(errors="replace")).hexdigest()


def sent_before(by: Member, key: str) -> Share | None:
    """The share this member sent with that key, if any. Raises `TakenBack`."""
    before = Share.objects.filter(author=by, key=key).first()
    if before and before.taken_back_at:
        raise TakenBack(_("You took this share back. It has not been sent again."))
    return before


def _share(*, by: Member, words: str, need: str, note: str, key: str) -> Share:
    if not may_share(by):
        raise NotAllowed(_("You can write here once you have accepted the agreement, while the group is open."))
    if need not in dict(needs_in(by)):
        raise NotUnderstood("need", _("Choose what would help: somebody to listen, somebody who has been there…"))
    words = readable(words)
    check_pace_of_shares(by)
    draft = Share(author=by, group_id=by.group_id, key=key, need=need, note=clean_line(note, longest=80), words=words)
    draft.html, draft.renderer = to_html(words), RENDERER
    try:
        return _keep(draft)
    except IntegrityError:  # the same tap arrived twice at the same moment
        twin = sent_before(by, key)
        if twin is None:
            raise
        return twin


def _keep(new: Share) -> Share:
    with transaction.atomic():
        new.at = clock.now()
        new.seq = record(stream=f"group:{new.group_id}", kind="share", by=new.author_id, share=new.id)
        write(new)
        index_words(new)
        drop_draft(member_id=new.author_id, place="")
        let_wait(new, by=new.author)
        announce(Shared(share_id=new.id, group_id=new.group_id, member_id=new.author_id))
    return new


def readable(words: str) -> str:
    """Words tidied for keeping. Raises `NotUnderstood` when there are none, or too many to read."""
    tidy = clean(words, longest=LONGEST_WORDS + 1)
    if not tidy:
        raise NotUnderstood("words", _("Write a word or two first. Even one is enough."))
    if len(tidy) > LONGEST_WORDS:
        raise NotUnderstood("words", _("This is longer than 20,000 letters. Please send it in two parts."))
    return tidy
