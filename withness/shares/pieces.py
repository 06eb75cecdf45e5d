"""Pieces of page that are the same for every reader, made once and kept in this process's memory.

A piece is named by everything it depends on; when one of these changes the old piece is simply never asked for again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import translation
from markupsafe import Markup

from withness.foundation.pages import render_piece
from withness.foundation.printing import Part, part
from withness.foundation.shelves import Shelf
from withness.groups.models import Group
from withness.shares.models import Reply, Share
from withness.shares.reading import Listed, Sight, day_of, replies_to, shares_of, who_is_beside


@dataclass(frozen=True, slots=True)
class Beside:
    """Somebody who stands beside a share."""

    kind: str
    member_id: str
    alias: str


@dataclass(frozen=True, slots=True)
class Thread:
    """A share and all beneath it."""

    name: tuple[object, ...]
    share: Part
    replies: tuple[Reply, ...]
    authors: frozenset[str]
    beside: tuple[Beside, ...]


_cards: Shelf[Markup] = Shelf(6000)
_lists: Shelf[Part] = Shelf(500)
_threads: Shelf[Thread] = Shelf(1500)
_answers: Shelf[Markup] = Shelf(12000)
_replies: Shelf[Part] = Shelf(1500)


def list_of(listed: Sequence[Listed], group: Group, *, zone: str, unfolded: Sequence[bool]) -> Part:
    """Shares as they stand in the list of their group; `unfolded` says for each whether its note is opened."""
    versions = tuple((one.id, one.version, open_) for one, open_ in zip(listed, unfolded, strict=True))
    name = (group.id, group.version, translation.get_language(), zone, day_of(zone), versions)
    return _lists.get(name, lambda: part(_cards_of(listed, group, zone, unfolded)))


def thread_of(share: Share, *, zone: str, unfolded: bool) -> Thread:
    """A share with its replies and those beside it. `share.group` must be at hand."""
    name = (share.id, share.version, share.group.version, translation.get_language(), zone, day_of(zone), unfolded)
    return _threads.get(name, lambda: _make_thread(name, share, zone=zone, unfolded=unfolded))


def replies_for(thread: Thread, share: Share, *, zone: str, me: str, sight: Sight) -> Part:
    """The replies of a thread as one member sees them: theirs with a way to change them, nobody's from out of sight."""
    mine = me if me in thread.authors else ""
    hidden = tuple(sorted(sight.hidden.items())) if thread.authors & sight.hidden.keys() else ()
    return _replies.get((thread.name, mine, hidden), lambda: part(_joined(thread, share, zone, mine, sight)))


def reply_piece(reply: Reply, share: Share, *, zone: str, own: bool) -> Markup:
    """One reply, for the thread and for the live page that receives it alone; `own` for who wrote it."""
    name = (reply.id, reply.edited_at, share.group.version, translation.get_language(), zone, own)
    return _answers.get(
        name, lambda: render_piece("shares/piece_reply.html", reply=reply, share=share, zone=zone, own=own)
    )


def _card(share: Share, group: Group, zone: str, unfolded: bool) -> Markup:  # noqa: FBT001
    name = (share.id, share.version, group.version, translation.get_language(), zone, day_of(zone), unfolded)
    return _cards.get(name, lambda: render_piece("shares/piece_card.html", share=share, zone=zone, unfolded=unfolded))


def _cards_of(listed: Sequence[Listed], group: Group, zone: str, unfolded: Sequence[bool]) -> str:
    shares = shares_of([one.id for one in listed])
    return "".join(
        _card(shares[one.id], group, zone, open_)
        for one, open_ in zip(listed, unfolded, strict=True)
        if one.id in shares
    )


def _joined(thread: Thread, share: Share, zone: str, mine: str, sight: Sight) -> str:
    return "".join(
        reply_piece(reply, share, zone=zone, own=reply.author_id == mine)
        for reply in thread.replies
        if sight.shows(reply.author_id, reply.at)
    )


def _make_thread(name: tuple[object, ...], share: Share, *, zone: str, unfolded: bool) -> Thread:
    replies = tuple(replies_to(share))
    return Thread(
        name=name,
        share=part(render_piece("shares/piece_share.html", share=share, zone=zone, unfolded=unfolded)),
        replies=replies,
        authors=frozenset(reply.author_id for reply in replies),
        beside=tuple(Beside(*row) for row in who_is_beside(share)),
    )
