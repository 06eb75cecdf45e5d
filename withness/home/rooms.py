"""The words at the foot of every page: the rooms of the house that a person can go to. A new room adds its line here."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _


def rooms(request: HttpRequest) -> tuple[tuple[str, str, str], ...]:  # noqa: ARG001
    """(slug, address, word) for each room, in the order they are shown. Six words fit the foot of a small phone: Listen and
    Search are reached from Today and from Groups.
    """
    return (
        ("today", "/today", _("Today")),
        ("groups", "/groups", _("Groups")),
        ("meetings", "/meetings", _("Meetings")),
        ("path", "/progress", _("My path")),
        ("notices", "/notices", _("Notices")),
        ("me", "/me", _("Me")),
    )
