"""May-questions about circles. They read; they never write."""

from __future__ import annotations

from withness.circles.machine.state import AWAY, HERE
from withness.circles.models import Circle, Seat
from withness.groups.models import Member
from withness.groups.rules import holds, may_decide, may_write


def may_open(member: Member) -> bool:
    """Who holds the group opens circles."""
    return may_decide(member) and may_write(member)


def may_change_formats(member: Member) -> bool:
    """Who holds the group decides how its circles go."""
    return may_decide(member) and member.group.closed_at is None


def seat_of(circle: Circle, member: Member) -> Seat | None:
    """Where this member sits."""
    return Seat.objects.filter(circle=circle, member=member).first()


def was_there(circle: Circle, number: int) -> bool:
    """Whether this seat (0: none) was in the room to its end, or until they went by themselves. Nobody was who was kept at
    the door, sent back to it or asked to leave; once the words are gone, so are the seats of those.
    """
    if not number or circle.let_go_at is not None:
        return bool(number)
    chair = circle.now.seats.get(number)
    return chair is not None and chair.where in (HERE, AWAY) and number in circle.now.order


def waits_at_first(circle: Circle, member: Member, *, new_here: bool) -> bool:
    """Whether somebody has to be let in: as the format says, and always while the room is locked or full."""
    state, plan = circle.now, circle.plan
    if holds(member):
        return False
    if state.locked or len(state.present()) >= plan.people:
        return True
    return plan.door == "knock" or (plan.door == "newcomers knock" and new_here)
