"""May-questions about shares. They read; they never write."""

from __future__ import annotations

from withness.groups.models import Member
from withness.groups.profiles import way_of
from withness.groups.rules import is_paused, may_write
from withness.shares.models import Reply, Share


def may_share(member: Member) -> bool:
    """Whether this member may say how it is here."""
    return may_write(member)


def may_reply(member: Member, share: Share) -> bool:
    """Whether this member may answer that share. That it is in their sight has been seen to by `visible_to`."""
    return (
        may_write(member)
        and share.group_id == member.group_id
        and share.taken_back_at is None
        and share.held_at is None
    )


def may_change(member: Member, thing: Share | Reply) -> bool:
    """Only the author changes their own words, and nobody who was asked to pause: old words are a place for new ones."""
    return may_take_back(member, thing) and not is_paused(member)


def may_take_back(member: Member, thing: Share | Reply) -> bool:
    """The author alone, also while they were asked to pause."""
    return (
        thing.author_id == member.id
        and member.left_at is None
        and thing.taken_back_at is None
        and thing.held_at is None
    )


def needs_in(member: Member) -> list[tuple[str, str]]:
    """The needs one may choose from in this group."""
    advice = way_of(member.group, "advice")
    return [(need, str(label)) for need, label in Share.NEEDS if advice or need != Share.ADVICE]
