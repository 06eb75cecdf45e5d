"""Finding the group a command is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from withness.foundation.refusing import NotUnderstood

if TYPE_CHECKING:
    from withness.groups.models import Group


def some_group(name: str) -> Group:
    """The group with this id, or else of this name. Raises `NotUnderstood` when there is none, or more than one."""
    from withness.groups.models import Group

    found = list(Group.objects.filter(id=name)) or list(
        Group.objects.filter(title__iexact=name.strip()).order_by("opened_at")
    )
    if not found:
        raise NotUnderstood("group", f"There is no group called “{name}” here.")
    if len(found) > 1:
        ids = ", ".join(one.id for one in found[:6])
        raise NotUnderstood("group", f"More than one group is called “{name}”. Please name one by its id: {ids}.")
    return found[0]
