"""Finding words again, in the groups one belongs to. SQLite's FTS5 or PostgreSQL's tsvector behind one small door."""

from __future__ import annotations

import re

from django.db import connection

from withness.foundation.ids import looks_like_id
from withness.foundation.rows import do
from withness.foundation.text import flat
from withness.groups.models import Member
from withness.people.models import Person
from withness.shares.letting_letters_go import let_letters_go_soon
from withness.shares.models import Findable, Reply, Share

__all__ = ["findable_letters", "flat", "forget_words", "index_words", "search"]
MOST = 40
_WORD = re.compile(r"[^\W_]+", re.UNICODE)

_FTS5 = (
    "SELECT f.thing, f.share_id FROM shares_findable_fts JOIN shares_findable f ON f.id = shares_findable_fts.rowid "
    "WHERE shares_findable_fts MATCH %s ORDER BY shares_findable_fts.rowid DESC LIMIT %s"
)
_TSVECTOR = (
    "SELECT thing, share_id FROM shares_findable WHERE letters @@ to_tsquery('simple', %s) AND place = ANY(%s) "
    "ORDER BY id DESC LIMIT %s"
)


_KEEP = (
    "INSERT INTO shares_findable (thing, share_id, place, words) VALUES (%s, %s, %s, %s) "
    "ON CONFLICT (thing) DO UPDATE SET words = excluded.words"
)


def index_words(thing: Share | Reply) -> None:
    """Make a share or reply findable, in the transaction that keeps it."""
    share = thing if isinstance(thing, Share) else thing.share
    do(_KEEP, [thing.id, share.id, share.group_id, flat(f"{_note(thing)} {thing.words}")])


def forget_words(thing: Share | Reply) -> None:
    """It is found no more, and soon no letter of it is left in the index."""
    Findable.objects.filter(thing=thing.id).delete()
    let_letters_go_soon()


def search(*, person: Person, words: str, group_id: str = "") -> list[Share | Reply]:
    """Shares and replies in this person's groups (or in one of them) that hold all these words; the newest first."""
    if group_id and not looks_like_id(group_id):
        return []
    asked = _WORD.findall(flat(words))[:8]
    places = list(
        Member.objects.here().filter(person=person, **({"group_id": group_id} if group_id else {}))
        .values_list("group_id", flat=True)
    )  # fmt: skip
    if not asked or not places:
        return []
    found = [thing for thing, _share in _ask(asked, places)]
    shares = {s.id: s for s in Share.objects.visible_to(person).filter(id__in=found).select_related("author", "group")}
    replies = {
        r.id: r for r in Reply.objects.visible_to(person).filter(id__in=found).select_related("author", "share__group")
    }
    return [thing for name in found if (thing := shares.get(name) or replies.get(name)) is not None]


def findable_letters(words: str) -> int:
    """How many letters of `words` can be looked for: marks and blanks find nothing."""
    return sum(len(word) for word in _WORD.findall(flat(words)))


def _ask(asked: list[str], places: list[str]) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            letters = " ".join(f'"{word}"*' for word in asked)
            where = " OR ".join(f'"{place}"' for place in places)
            cursor.execute(_FTS5, [f"words : ({letters}) AND place : ({where})", MOST])
        else:
            cursor.execute(_TSVECTOR, [" & ".join(f"{word}:*" for word in asked), places, MOST])
        return list(cursor.fetchall())


def _note(thing: Share | Reply) -> str:
    return thing.note if isinstance(thing, Share) else ""
