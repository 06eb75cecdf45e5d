"""Who is here, as one member of the group sees it."""

from __future__ import annotations

from collections.abc import Sequence

from withness.foundation.ids import looks_like_id
from withness.groups.models import Member
from withness.groups.reach import faces_out_of_reach

FIRST = {Member.FACILITATOR: 0, Member.CO: 1}


def who_is_here(me: Member) -> Sequence[Member]:
    """Everybody here whom this member meets, those who hold the group first, then by alias. Needs `me.person`."""
    assert me.person is not None
    far = faces_out_of_reach(me.person, [me.group_id])
    hidden = [face for face, since in far.items() if since is None]
    here = Member.objects.visible_to(me.person).here().filter(group_id=me.group_id).exclude(id__in=hidden)
    return sorted(here, key=lambda one: (FIRST.get(one.holds, 2), one.alias.casefold()))


def somebody_here(me: Member, member_id: str) -> Member | None:
    """The member of that id, if this one meets them here."""
    if not looks_like_id(member_id):
        return None
    return next((one for one in who_is_here(me) if one.id == member_id), None)


def somebody_else_is_here(me: Member) -> bool:
    """Whether the group has anybody beside this member, met or not."""
    return Member.objects.here().filter(group_id=me.group_id).exclude(id=me.id).exists()
