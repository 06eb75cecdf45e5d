"""Words not sent yet. They are kept here, and only here, until they are sent or let go."""

from __future__ import annotations

from withness.foundation import clock
from withness.foundation.ids import new_id
from withness.foundation.rows import ask, ask_one, columns, do
from withness.foundation.text import LONGEST_WORDS, clean_line
from withness.groups.models import Member
from withness.shares.models import Draft, Share


def keep_draft(
    *, by: Member, share: Share | None, words: str, need: str = "", note: str = "", key: str = ""
) -> Draft | None:
    """Keep what has been written so far; an empty page lets the draft go. No tidying: it is not ours to tidy yet.

    What was sent with this `key` meanwhile is no draft any more, however late the last letters of it arrive.
    """
    place = share.id if share else ""
    words, need, key = (text.replace("\0", "") for text in (words, need, key))  # no database keeps this letter
    if key and ask(_SENT, [by.id, key, by.id, key]):
        return None
    if not words.strip():
        drop_draft(member_id=by.id, place=place)
        return None
    draft, _new = Draft.objects.update_or_create(
        member=by,
        place=place,
        defaults={
            "share": share, "words": words[: LONGEST_WORDS * 2], "need": need[:16], "note": clean_line(note, longest=80),
            "at": clock.now(),
        },
        create_defaults={
            "share": share, "words": words[: LONGEST_WORDS * 2], "need": need[:16], "note": clean_line(note, longest=80),
            "at": clock.now(), "key": key[:64] or new_id(),
        },
    )  # fmt: skip
    return draft


_SENT = (
    "SELECT 1 FROM shares_share WHERE author_id = %s AND key = %s "
    "UNION ALL SELECT 1 FROM shares_reply WHERE author_id = %s AND key = %s"
)


def draft_of(member: Member, place: str) -> Draft | None:
    """What this member has begun to write: under that share, or (empty `place`) as a new one."""
    found = ask_one(
        f"SELECT {columns(Draft, 'd').sql} FROM shares_draft d WHERE d.member_id = %s AND d.place = %s",  # noqa: S608 -- our own names
        [member.id, place],
    )
    return columns(Draft, "d").row(found) if found else None


def has_draft(member: Member) -> bool:
    """Whether a new share has been begun."""
    return bool(ask("SELECT 1 FROM shares_draft WHERE member_id = %s AND place = ''", [member.id]))


def drop_draft(*, member_id: str, place: str) -> None:
    """It was sent, or is no longer wanted."""
    do("DELETE FROM shares_draft WHERE member_id = %s AND place = %s", [member_id, place])
