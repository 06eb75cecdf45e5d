"""Words from before: from another house of this kind, or another kind of place. Kept, and announced to nobody.

No clock runs for them and no notice leaves: they were said long ago, and whoever said them may not be here. They stand
in the order of their days below everything that was written here, which the numbers that order a page say by being
negative (`number_of`).
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from withness.foundation.text import RENDERER, clean_line, to_html
from withness.groups.models import Member
from withness.shares.models import Reply, Share
from withness.shares.searching import index_words
from withness.shares.sharing import readable, sent_as

_AT_ONCE = 1000
_FAR = 10**15  # milliseconds: beyond every day that a database can hold


def bring_share(
    *, author: Member, words: str, at: datetime, need: str = Share.JUST_LISTEN, note: str = "", key: str = ""
) -> Share:
    """Keep a share that was written elsewhere at `at`. The same `key` answers the same share, also one taken back since."""
    key = sent_as(key)
    before = Share.objects.filter(author=author, key=key).first()
    if before is not None:
        return before
    words = readable(words)
    new = Share(
        author=author, group_id=author.group_id, key=key, need=need, note=clean_line(note, longest=80), words=words,
        html=to_html(words), renderer=RENDERER, at=at,
    )  # fmt: skip
    with transaction.atomic():
        new.seq = _free_number(Share.objects.filter(group_id=author.group_id), at)
        new.save(force_insert=True)
        index_words(new)
    return new


def bring_reply(*, share: Share, author: Member, words: str, at: datetime, key: str = "") -> Reply:
    """Keep a reply that was written elsewhere, as `bring_share` does."""
    key = sent_as(key)
    before = Reply.objects.filter(author=author, key=key).first()
    if before is not None:
        return before
    words = readable(words)
    new = Reply(share=share, author=author, key=key, words=words, html=to_html(words), renderer=RENDERER, at=at)
    with transaction.atomic():
        new.seq = _free_number(Reply.objects.filter(share=share), at)
        new.save(force_insert=True)
        index_words(new)
    return new


def count_again(share: Share) -> None:
    """What stands beneath a share is counted anew, once all of it is there."""
    standing = Reply.objects.filter(share=share, taken_back_at=None)
    others = standing.exclude(author_id=share.author_id)
    Share.objects.filter(id=share.id).update(
        replies_count=standing.count(), responders=others.values("author_id").distinct().count()
    )


def number_of(at: datetime) -> int:
    """Its place on the page: later days higher, and all of them below what is written here."""
    return int(at.timestamp() * 1000) - _FAR


def _free_number(rows: QuerySet[Share] | QuerySet[Reply], at: datetime) -> int:
    """The first number from that moment on which nothing beside it has: of one moment, the first to come stands first."""
    begin = number_of(at)
    while True:
        taken = set(rows.filter(seq__gte=begin, seq__lt=begin + _AT_ONCE).values_list("seq", flat=True))
        free = next((number for number in range(begin, begin + _AT_ONCE) if number not in taken), None)
        if free is not None:
            return free
        begin += _AT_ONCE
