"""Holding still for a moment."""

from __future__ import annotations

from django.utils.translation import gettext as _

from withness.foundation.refusing import NotAllowed
from withness.groups.models import Group, Member
from withness.groups.rules import may_decide


def steady(member: Member) -> Member:
    """This member as they are now, with their group locked until the transaction ends.

    Whoever changes who is in a group, or who holds it, begins with this: two such changes never cross.
    """
    group = Group.objects.locked(member.group_id)
    fresh = Member.objects.get(id=member.id)
    fresh.group = group
    return fresh


def steady_holder(member: Member) -> Member:
    """As `steady`, for who holds a group that is open. Raises `NotAllowed` for everybody else."""
    fresh = steady(member)
    if not may_decide(fresh):
        raise NotAllowed(_("Only those who hold this group can do this."))
    if fresh.group.closed_at is not None:
        raise NotAllowed(_("This group has closed. Nothing in it changes any more."))
    return fresh
