"""The door of a group's pages: who is not a member meets the same page as for a thing that never was."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import gettext as _

from withness.foundation.refusing import NotAllowed
from withness.groups.belonging import membership
from withness.groups.models import Member
from withness.groups.rules import holds
from withness.people.asking import Asking


def seat(request: Asking, group_id: str) -> Member:
    """The member this request comes from, their group at hand. Raises `Http404` for everybody else."""
    member = membership(request.person, group_id)
    if member is None:
        raise Http404
    return member


def desk_seat(request: Asking, group_id: str) -> Member:
    """As `seat`, for those who hold the group. Raises `NotAllowed` for its other members."""
    me = seat(request, group_id)
    if not holds(me):
        raise NotAllowed(
            _("The desk is for those who hold this group. If something worries you, write to one of them.")
        )
    return me
