"""Reading: the pages that are opened most, each with a few plain queries and pieces of page that are made once.

A piece is kept per (thing, version, language, zone, day) and holds nothing of the reader; what is the reader's own is
laid over it. Whatever a piece shows must raise the version of its share, or of its group, when it changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from withness.foundation import clock
from withness.foundation.ids import looks_like_id
from withness.foundation.rows import ask, ask_one, columns, for_database
from withness.groups.belonging import membership
from withness.groups.models import Member
from withness.groups.reach import faces_out_of_reach, in_sight
from withness.people.models import Person
from withness.shares.models import Edit, Presence, Reply, Share

PAGE = 20
REPLIES_AT_ONCE = 200


@dataclass(slots=True)
class Sight:
    """What one member does not see here: for each hidden member, from when on (None: all they ever wrote)."""

    hidden: dict[str, datetime | None] = field(default_factory=dict)

    def shows(self, author_id: str, at: datetime) -> bool:
        """Whether words by that member, written then, are in sight."""
        return in_sight(self.hidden, author_id, at)

    def hides(self, member_id: str) -> bool:
        """Whether that member is out of sight altogether. Elsewhere than where a boundary was drawn nobody ever is."""
        return member_id in self.hidden and self.hidden[member_id] is None


@dataclass(slots=True)
class Marks:
    """What this reader has done with one share."""

    presences: set[str] = field(default_factory=set)
    following: bool = False
    muted: bool = False
    kept: bool = False


def sight_of(member: Member, person: Person) -> Sight:
    """Whom this member does not see in their group."""
    return Sight(faces_out_of_reach(person, [member.group_id]))


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list must know of a share to say which piece of page stands for it."""

    id: str
    version: int
    note: str
    seq: int


def newest_shares(
    member: Member, sight: Sight, *, before: int | None = None, most: int = PAGE
) -> tuple[list[Listed], int | None]:
    """A page of the group's shares, newest first, and the number to ask for the next page before (None: no more)."""
    clauses, values = _in_sight(sight, "s")
    clauses, values = (
        ["s.group_id = %s", "s.taken_back_at IS NULL", "s.held_at IS NULL", *clauses],
        [member.group_id, *values],
    )
    if before is not None:
        clauses, values = [*clauses, "s.seq < %s"], [*values, before]
    sentence = (  # only our own clauses stand in it; what people gave travels beside it
        "SELECT s.id, s.version, s.note, s.seq FROM shares_share s "  # noqa: S608 -- our own names
        f"WHERE {' AND '.join(clauses)} ORDER BY s.seq DESC LIMIT {most + 1}"
    )
    found = [Listed(*row) for row in ask(sentence, values)]
    return found[:most], found[most - 1].seq if len(found) > most else None


def _in_sight(sight: Sight, table: str) -> tuple[list[str], list[Any]]:
    """The clauses that leave out whose words are out of sight, and the values that travel beside them."""
    clauses: list[str] = []
    values: list[Any] = []
    for author_id, since in sight.hidden.items():
        clauses.append(
            f"{table}.author_id <> %s" if since is None else f"NOT ({table}.author_id = %s AND {table}.at >= %s)"
        )
        values += [author_id] if since is None else [author_id, for_database(since)]
    return clauses, values


def shares_of(ids: Sequence[str]) -> dict[str, Share]:
    """Whole shares with their authors. For ids that `newest_shares` has found, and so are in sight."""
    if not ids:
        return {}
    marks = ", ".join(["%s"] * len(ids))
    return {share.id: share for share in map(_with_author, ask(f"SELECT {_columns()} WHERE s.id IN ({marks})", ids))}


def share_in_sight(member: Member, sight: Sight, share_id: str) -> Share | None:
    """The share of that id, if it is in this group and in sight. Also one taken back, so that it can say so."""
    if not looks_like_id(share_id):
        return None
    found = ask_one(_share_sentence(), [share_id, member.group_id])
    share = _with_author(found) if found else None
    if share is None or not sight.shows(share.author_id, share.at):
        return None
    share.group = member.group
    return share


def _with_author(found: tuple[Any, ...]) -> Share:
    shares = columns(Share, "s")
    share = shares.row(found[: shares.width])
    share.author = columns(Member, "a").row(found[shares.width :])
    return share


@cache
def _share_sentence() -> str:
    return f"SELECT {_columns()} WHERE s.id = %s AND s.group_id = %s"


@cache
def _columns() -> str:
    return (
        f"{columns(Share, 's').sql}, {columns(Member, 'a').sql} "
        "FROM shares_share s JOIN groups_member a ON a.id = s.author_id"
    )


def seat_at(person: Person, share_id: str) -> Member | None:
    """Who this person is in the group where that share is. A share that never was takes as long as one elsewhere."""
    if not looks_like_id(share_id):
        return None
    found = ask_one(_SEAT_AT, [share_id, person.id])
    return membership(person, found[0]) if found else None


_SEAT_AT = (
    "SELECT m.group_id FROM shares_share s JOIN groups_member m ON m.group_id = s.group_id "
    "WHERE s.id = %s AND m.person_id = %s AND m.left_at IS NULL"
)


def place_of(person: Person, reply_id: str) -> tuple[Member, str] | None:
    """Who this person is where that reply is, and the id of the share it answers."""
    if not looks_like_id(reply_id):
        return None
    found = ask_one(_PLACE_OF, [reply_id, person.id])
    me = membership(person, found[0]) if found else None
    return (me, found[1]) if me and found else None


_PLACE_OF = (
    "SELECT m.group_id, s.id FROM shares_reply r JOIN shares_share s ON s.id = r.share_id "
    "JOIN groups_member m ON m.group_id = s.group_id WHERE r.id = %s AND m.person_id = %s AND m.left_at IS NULL"
)


def reply_in_sight(share: Share, sight: Sight, reply_id: str) -> Reply | None:
    """The reply of that id beneath a share that is in sight. Also one taken back, so that it can say so."""
    sentence = (
        f"SELECT {columns(Reply, 'r').sql}, {columns(Member, 'a').sql} FROM shares_reply r "  # noqa: S608 -- our own names
        "JOIN groups_member a ON a.id = r.author_id WHERE r.id = %s AND r.share_id = %s"
    )
    found = ask_one(sentence, [reply_id, share.id])
    reply = _reply_with_author(found, share) if found else None
    return reply if reply is not None and sight.shows(reply.author_id, reply.at) else None


def answers_to(share: Share, sight: Sight, *, after: int | None = None, most: int) -> tuple[list[Reply], int | None]:
    """A page of the replies in sight, in the order they came, and the number to go on after (None: no more)."""
    clauses, values = _in_sight(sight, "r")
    clauses, values = ["r.share_id = %s", "r.taken_back_at IS NULL", "r.held_at IS NULL", *clauses], [share.id, *values]
    if after is not None:
        clauses, values = [*clauses, "r.seq > %s"], [*values, after]
    sentence = (
        f"SELECT {columns(Reply, 'r').sql}, {columns(Member, 'a').sql} FROM shares_reply r "  # noqa: S608 -- our own names
        "JOIN groups_member a ON a.id = r.author_id "
        f"WHERE {' AND '.join(clauses)} ORDER BY r.seq LIMIT {most + 1}"
    )
    found = [_reply_with_author(row, share) for row in ask(sentence, values)]
    return found[:most], found[most - 1].seq if len(found) > most else None


def _reply_with_author(found: tuple[Any, ...], share: Share) -> Reply:
    replies = columns(Reply, "r")
    reply = replies.row(found[: replies.width])
    reply.author = columns(Member, "a").row(found[replies.width :])
    reply.share = share
    return reply


def replies_to(share: Share) -> list[Reply]:
    """Replies in the order they came, whoever may see them; the page leaves out what is not in sight."""
    standing = (
        Reply.objects.filter(share=share, taken_back_at=None, held_at=None).select_related("author").defer("words")
    )
    return list(standing.order_by("seq")[:REPLIES_AT_ONCE])


def presences_beside(share: Share) -> list[Presence]:
    """Everybody who stands beside this share, whoever may see them, in the order they came; members at hand."""
    return list(Presence.objects.filter(share=share).select_related("member").order_by("at", "id"))


def earlier_words(of: Share | Reply) -> list[Edit]:
    """What these words said before they were changed, the newest first."""
    return list(of.edits.order_by("-until"))


_MARKS = (
    "SELECT kind FROM shares_presence WHERE share_id = %s AND member_id = %s "
    "UNION ALL SELECT '+following' FROM shares_following WHERE share_id = %s AND member_id = %s "
    "UNION ALL SELECT '+muted' FROM shares_mute WHERE share_id = %s AND member_id = %s "
    "UNION ALL SELECT '+kept' FROM shares_keepsake WHERE share_id = %s AND member_id = %s"
)


def marks_of(member: Member, share: Share) -> Marks:
    """What this member has tapped here, in one read."""
    found = {row[0] for row in ask(_MARKS, [share.id, member.id] * 4)}
    return Marks(
        presences={mark for mark in found if not mark.startswith("+")},
        following="+following" in found,
        muted="+muted" in found,
        kept="+kept" in found,
    )


def who_is_beside(share: Share) -> list[tuple[str, str, str]]:
    """(kind, member id, alias) of everybody who stands beside this share, in the order they came."""
    return [(kind, member_id, alias) for kind, member_id, alias in ask(_BESIDE, [share.id])]


_BESIDE = (
    "SELECT p.kind, m.id, m.alias FROM shares_presence p JOIN groups_member m ON m.id = p.member_id "
    "WHERE p.share_id = %s ORDER BY p.at"
)


def day_of(zone: str) -> str:
    """The reader's day, as part of the name of a piece that says “today”."""
    return clock.today(zone).isoformat()
