"""Whether two who walk together still meet: boundaries, as they touch a walk."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from withness.foundation import clock
from withness.groups.models import Member
from withness.groups.reach import faces_out_of_reach
from withness.people.models import Person
from withness.safety.boundaries import OutOfReach, out_of_reach

Rows = TypeVar("Rows", bound=QuerySet[Any])


def walks_in_sight(walks: Rows, person: Person) -> Rows:
    """`walks` of this person without those across a boundary: where it was drawn at once, elsewhere once it acts there."""
    beyond = Q(pk__in=[])
    for far in out_of_reach(person):
        beyond |= (Q(one__person=far.person_id) | Q(other__person=far.person_id)) & _hidden(far)
    return walks.exclude(beyond)


def _hidden(far: OutOfReach) -> Q:
    if far.everywhere or far.later_from <= clock.now():
        return Q()
    return Q(one=far.face) | Q(other=far.face) if far.face else Q(one__group=far.place)


def apart_from(one: Member, other: Member) -> datetime | None:
    """From when on neither of the two sees the other here; nothing while no boundary stands between them."""
    sides = [_out_of_sight(one, other), _out_of_sight(other, one)]
    known = [at for at in sides if at is not None]
    return max(known) if len(known) == len(sides) else None


def _out_of_sight(me: Member, other: Member) -> datetime | None:
    far = faces_out_of_reach(me.person, [me.group_id]) if me.person is not None else {}
    return (far[other.id] or clock.now()) if other.id in far else None
