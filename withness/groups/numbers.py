"""Counting people, for those who round before they tell."""

from __future__ import annotations

from withness.groups.models import Group, Member


def people_in(group: Group) -> int:
    """How many are here. Outside the group only `belonging.a_few` of it may be told."""
    return Member.objects.here().filter(group=group).count()
