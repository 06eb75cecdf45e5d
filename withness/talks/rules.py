"""May-questions about writing to each other. They read; they never write."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from withness.foundation import clock
from withness.groups.models import Group, Member
from withness.groups.profiles import way_of
from withness.groups.rules import may_write
from withness.safety.boundaries import OutOfReach, out_of_reach
from withness.talks.models import Talk, Unasked

NEW_FOR = timedelta(days=1)  # whoever came for one person only must wait; whoever just came is left in peace


def allowed_in(group: Group) -> bool:
    """Whether this group lets two members write to each other."""
    return bool(way_of(group, "private_messages"))


def may_ask(me: Member, other: Member) -> bool:
    """Whether `me` may ask `other`. That they meet here at all has been seen to by `somebody_here`."""
    known = min(clock.now() - one.joined_at for one in (me, other)) >= NEW_FOR
    here = other.left_at is None and other.person_id is not None and me.id != other.id
    may = allowed_in(me.group) and may_write(me) and here and known and me.group_id == other.group_id
    return may and not Unasked.objects.filter(member=other).exists()


def is_over(talk: Talk, me: Member) -> bool:
    """Whether it has ended, as `me` sees it. Through a boundary that acts from here on it has ended, too."""
    assert me.person is not None
    return is_over_beyond(talk, me, out_of_reach(me.person))


def is_over_beyond(talk: Talk, me: Member, far: Iterable[OutOfReach]) -> bool:
    """As `is_over`, for many talks at once: `far` is whom this person does not meet."""
    other, now = talk.across(me), clock.now()
    return talk.ended_at is not None or any(
        one.person_id == other.person_id and (one.hides_all(talk.group_id, other.id) or one.later_from <= now)
        for one in far
    )


def may_write_in(talk: Talk, me: Member) -> bool:
    """Whether `me` may write in this talk now."""
    return allowed_in(talk.group) and talk.agreed_at is not None and may_write(me) and not is_over(talk, me)


def may_answer(talk: Talk, me: Member) -> bool:
    """Whether it is `me` who was asked, and has not answered."""
    asked = talk.other_id == me.id and talk.agreed_at is None and talk.declined_at is None
    return asked and allowed_in(talk.group) and may_write(me) and not is_over(talk, me)
