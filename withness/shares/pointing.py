"""A share by its id, for rooms next door that hold no more than that (see `config/wiring.py`)."""

from __future__ import annotations

from withness.groups.models import Member
from withness.shares.models import Share


def glimpse(member: Member, share_id: str) -> Share | None:
    """The share of that id in this member's group, as they may see it; nothing where there is none for them."""
    return Share.objects.visible_to(member.person).filter(group_id=member.group_id, id=share_id).first()
