"""Who may see which words: members of the group, and nobody across a boundary."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from withness.groups.models import Member
from withness.people.models import Person
from withness.safety.boundaries import OutOfReach, out_of_reach

Rows = TypeVar("Rows", bound=QuerySet[Any])


def shares_in_sight(shares: Rows, person: Person | None) -> Rows:
    """`shares` as `person` may see them: in their groups, not taken back, nobody's across a boundary."""
    if person is None:
        return shares.none()
    mine = Member.objects.here().filter(person=person).values("group_id")
    return shares.filter(group_id__in=mine, taken_back_at=None, held_at=None).exclude(
        _beyond(out_of_reach(person), "", "group_id")
    )


def replies_in_sight(replies: Rows, person: Person | None) -> Rows:
    """`replies` as `person` may see them: in sight themselves, under a share that is in sight."""
    if person is None:
        return replies.none()
    mine = Member.objects.here().filter(person=person).values("group_id")
    far = out_of_reach(person)
    return (
        replies.filter(share__group_id__in=mine, taken_back_at=None, held_at=None)
        .filter(share__taken_back_at=None, share__held_at=None)
        .exclude(_beyond(far, "", "share__group_id"))
        .exclude(_beyond(far, "share__", "share__group_id"))
    )


def _beyond(far: Iterable[OutOfReach], path: str, group: str) -> Q:
    """Matches what stands beyond a boundary. With nobody out of reach it matches nothing."""
    beyond = Q(pk__in=[])
    for other in far:
        theirs = Q(**{f"{path}author__person_id": other.person_id})
        at_once = Q(**{f"{path}author_id": other.face}) if other.face else Q(**{group: other.place})
        when = Q() if other.everywhere else at_once | Q(**{f"{path}at__gte": other.later_from})
        beyond |= theirs & when
    return beyond
