"""May-questions about listening. They read; they never write."""

from __future__ import annotations

from withness.groups.models import Group, Member
from withness.groups.rules import holds
from withness.matching.rota import may_take_duty
from withness.people.models import Person
from withness.people.stewarding import is_steward


def may_see_clock(member: Member) -> bool:
    """The group's clock is for those who hold it."""
    return holds(member)


def may_see_rota(member: Member) -> bool:
    """The rota is for those who may be on it."""
    return may_take_duty(member)


def may_see_all_clocks(person: Person | None) -> bool:
    """The same across groups is for stewards."""
    return is_steward(person)


def may_be_told_of(group: Group) -> bool:
    """Whether people of other groups may be asked to this one, and it be named to them: while it is listed."""
    return group.joining in Group.LISTED and group.closed_at is None
