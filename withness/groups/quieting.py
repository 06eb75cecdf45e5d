"""What stewards may ask of a group or a member for a while. Each of these ends by itself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from withness.groups.models import Group, Member


def pause(*, member_id: str, until: datetime | None) -> None:
    """This member reads and does not write until then; nothing ends it at once."""
    Member.objects.filter(id=member_id).update(paused_until=until)


def lock(*, group_id: str, until: datetime | None) -> None:
    """Nobody new comes in until then."""
    _change(group_id, locked_until=until)


def go_slowly(*, group_id: str, until: datetime | None) -> None:
    """Everybody writes at most one share in ten minutes until then."""
    _change(group_id, slow_until=until)


def mourn(*, group_id: str, until: datetime | None) -> None:
    """After a death: help stands above the group's page, and the group goes slowly, until then."""
    _change(group_id, mourning_until=until)


def _change(group_id: str, **until: datetime | None) -> None:
    with transaction.atomic():
        group = Group.objects.locked(group_id)
        for name, at in until.items():
            setattr(group, name, at)
        group.version += 1
        group.save(update_fields=[*until, "version"])
