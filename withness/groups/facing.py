"""The face one wears in a group: alias and stone."""

from __future__ import annotations

from django.db import transaction

from withness.foundation.announcing import announce
from withness.foundation.ids import looks_like_id
from withness.groups.aliases import wearable
from withness.groups.happenings import GroupChanged
from withness.groups.models import Member
from withness.groups.rules import check_not_paused
from withness.groups.steady import steady


def change_face(*, by: Member, alias: str, stone: str = "") -> Member:
    """Wear another alias, and another stone when its seed is given. Words already written wear them too.

    Raises `NotUnderstood` for an alias that cannot be worn here, `NotAllowed` while paused.
    """
    with transaction.atomic():
        by = steady(by)
        check_not_paused(by)  # else who was asked to pause comes back under another name
        by.alias, by.alias_shape = wearable(alias, group=by.group, person=by.person, but=by)
        if looks_like_id(stone):
            by.stone = stone
        by.save(update_fields=["alias", "alias_shape", "stone"])
        by.group.version += 1
        by.group.save(update_fields=["version"])
        announce(GroupChanged(group_id=by.group_id))
    return by
