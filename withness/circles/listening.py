"""Who hears a circle: those who sit in it; with some formats every member of the group. Who waits hears that they wait."""

from __future__ import annotations

from withness.circles.machine.state import HERE, OUT
from withness.circles.models import Circle, Seat, circle_for
from withness.circles.rules import seat_of, was_there
from withness.foundation.live.doors import View
from withness.groups.belonging import membership
from withness.groups.models import Member
from withness.people.models import Person


def hear_circle(person: Person, circle_id: str) -> View | None:
    """The stream of a circle as this person hears it. Its events name seats and nobody, so that nothing need be blank."""
    circle = circle_for(person, circle_id)
    if circle is None:
        return None
    me = membership(person, circle.group_id)
    if me is None:
        return None
    seat = seat_of(circle, me)
    where = circle.now.seats[seat.number].where if seat and seat.number in circle.now.seats else ""
    if where == OUT:
        return None
    if where == HERE or _may_hear_the_end(circle, seat) or may_listen(circle, me, seat):
        return View(circle.stream)
    return View(
        f"lobby:{circle.id}"
    )  # nothing is ever told there; once they are let in, this line ends and another begins


def may_listen(circle: Circle, me: Member, seat: Seat | None) -> bool:
    """Whether a member may listen without a seat: where the format says so, while the room is not shut."""
    return (
        seat is None
        and circle.plan.listeners
        and not circle.now.locked
        and circle.closed_at is None
        and me.left_at is None
    )


def _may_hear_the_end(circle: Circle, seat: Seat | None) -> bool:
    """Once it is over: who was there, or could listen without a seat; pages that lost the line learn that it has closed."""
    if circle.closed_at is None:
        return False
    return circle.plan.listeners if seat is None else was_there(circle, seat.number)
