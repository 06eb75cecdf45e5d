"""Drawing a boundary, and asking who must not meet whom."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.rows import as_time, ask
from withness.people.models import Person
from withness.safety.happenings import BoundaryDrawn, BoundaryLifted
from withness.safety.models import Boundary

_BETWEEN = (
    "SELECT towards_id, place, face, FALSE, elsewhere_from FROM safety_boundary WHERE drawn_by_id = %s UNION ALL "
    "SELECT drawn_by_id, place, own_face, everywhere, elsewhere_from FROM safety_boundary WHERE towards_id = %s"
)


@dataclass(frozen=True, slots=True)
class OutOfReach:
    """Somebody this person does not meet. Of the member `face` in `place` (a group's id), or everywhere, nothing is seen
    at all; of their other faces nothing they write from `later_from` on. There may be several about one person.
    """

    person_id: str
    place: str
    face: str
    everywhere: bool
    later_from: datetime

    def hides_all(self, place: str, face: str) -> bool:
        """Whether old words are hidden too, of that member in that place."""
        return self.everywhere or (self.face == face if self.face else self.place == place)


def out_of_reach(person: Person) -> list[OutOfReach]:
    """Everybody on the other side of a boundary, whoever drew it: it works both ways, so that it tells nobody.

    Except “everywhere at once”: that takes the one who drew it out of the other's sight, and risks only their own
    secret. If the other's old words vanished from theirs too, drawing one would show who somebody is elsewhere.
    """
    return [
        OutOfReach(other, place, face, bool(everywhere), as_time(later))
        for other, place, face, everywhere, later in ask(_BETWEEN, [person.id, person.id])
    ]


_TOWARDS = (
    "SELECT towards_id, place, own_face, everywhere, elsewhere_from FROM safety_boundary WHERE drawn_by_id = %s UNION ALL "
    "SELECT drawn_by_id, place, face, FALSE, elsewhere_from FROM safety_boundary WHERE towards_id = %s"
)


def who_misses(*, by_id: str, face: str, people: Iterable[str], place: str) -> set[str]:
    """Which of these people do not see what the person `by_id` does now as member `face` in `place`: for telling many."""
    among, missing, now = set(people), set[str](), clock.now()
    for other, where, hidden, everywhere, later in ask(_TOWARDS, [by_id, by_id]):
        at_once = everywhere or (hidden == face if hidden else where == place)
        if other in among and (at_once or as_time(later) <= now):
            missing.add(other)
    return missing


def may_meet(one: Person, other: Person) -> bool:
    """Whether no boundary stands between them, drawn by either and anywhere."""
    return not any(far.person_id == other.id for far in out_of_reach(one))


def draw_boundary(
    *, by: Person, towards: Person, place: str, everywhere: bool = False, own_face: str = "", face: str = ""
) -> Boundary:
    """Draw it in one place (a group's id) between two members of it, or widen the one that is there.

    The other person is never told.
    """
    now = clock.now()
    later = now + timedelta(days=1) + timedelta(seconds=secrets.randbelow(13 * 24 * 3600))
    fresh = {"everywhere": everywhere, "own_face": own_face, "drawn_at": now, "elsewhere_from": later}
    with transaction.atomic():
        boundary, new = Boundary.objects.get_or_create(
            drawn_by=by, towards=towards, place=place, face=face, defaults=fresh
        )
        if not new and everywhere and not boundary.everywhere:
            boundary.everywhere = True
            boundary.save(update_fields=["everywhere"])
        announce(BoundaryDrawn(by_id=by.id, towards_id=towards.id, place=place))
    return boundary


def lift_boundary(*, by: Person, boundary_id: str) -> bool:
    """Take one's own boundary away again. False when there is none of that id."""
    with transaction.atomic():
        boundary = Boundary.objects.filter(drawn_by=by, id=boundary_id).first()
        if boundary is None:
            return False
        boundary.delete()
        announce(BoundaryLifted(by_id=by.id, towards_id=boundary.towards_id))
    return True
