"""The way to the page of buddies, on the page of a group."""

from __future__ import annotations

from django.utils.translation import gettext as _

from withness.groups.models import Member
from withness.groups.nearby import Way


def buddy_way(_me: Member) -> tuple[Way, ...]:
    """For every member."""
    return (Way("buddy", _("A buddy")),)
