"""Whom a person does not meet in which of their groups: boundaries, told in members."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from withness.groups.models import Member
from withness.people.models import Person
from withness.safety.boundaries import out_of_reach

Faces = dict[str, datetime | None]


def faces_out_of_reach(person: Person, group_ids: Collection[str]) -> Faces:
    """For each member of these groups beyond a boundary: from when on their words are hidden (None: all of them)."""
    far = out_of_reach(person)
    if not far:
        return {}
    people = {other.person_id for other in far}
    found: Faces = {}
    rows = Member.objects.filter(group_id__in=group_ids, person_id__in=people).values_list(
        "id", "group_id", "person_id"
    )
    for face, group_id, person_id in rows:
        about = [other for other in far if other.person_id == person_id]
        whole = any(other.hides_all(group_id, face) for other in about)
        found[face] = None if whole else min(other.later_from for other in about)
    return found


def in_sight(far: Faces, face: str, at: datetime) -> bool:
    """Whether what that member did then is seen by whom `far` (see `faces_out_of_reach`) was asked for."""
    if face not in far:
        return True
    since = far[face]
    return since is not None and at < since
