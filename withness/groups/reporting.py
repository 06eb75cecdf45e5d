"""How members and groups can be reported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as later

from withness.foundation.text import plain_html
from withness.groups.models import Group, Member
from withness.groups.reach import faces_out_of_reach
from withness.people.models import Person
from withness.safety.reportable import Kind, Piece, Target, reportable


def declare_reportable() -> None:
    """For the wiring."""
    reportable(Kind("member", later("a member"), find=find_member, look=look_at_member))
    reportable(Kind("group", later("a group"), find=find_group, look=look_at_group))


def find_member(person: Person, member_id: str) -> Target | None:
    """A member of one of this person's groups, unless a boundary stands between."""
    found = Member.objects.visible_to(person).select_related("group", "person").filter(id=member_id).first()
    if found is None:
        return None
    if member_id in (far := faces_out_of_reach(person, [found.group_id])) and far[member_id] is None:
        return None
    return Target(
        kind="member", thing=found.id, place=found.group_id, face=found.id, person=found.person,
        is_demo=found.group.is_demo, back=f"/g/{found.group_id}", alias=found.alias,
    )  # fmt: skip


def look_at_member(member_id: str) -> list[Piece]:
    """Their alias, and since when they are here."""
    found = Member.objects.filter(id=member_id).first()
    return [] if found is None else [Piece(found.alias, "", found.joined_at, is_it=True)]


def find_group(person: Person, group_id: str) -> Target | None:
    """A group this person may know of."""
    group = Group.objects.visible_to(person).filter(id=group_id).first()
    if group is None:
        return None
    return Target(
        kind="group", thing=group.id, place=group.id, face="", person=None, is_demo=group.is_demo, back=f"/groups/{group.id}",
    )  # fmt: skip


def look_at_group(group_id: str) -> list[Piece]:
    """What the group says of itself."""
    group = Group.objects.filter(id=group_id).first()
    if group is None:
        return []
    return [Piece(group.title, plain_html(group.about), group.opened_at, is_it=True)]
