"""Coming into a circle: to the door, or straight to a seat."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from withness.circles.machine.state import HERE, OUT, Deed
from withness.circles.models import Circle, Seat
from withness.circles.rules import seat_of, waits_at_first
from withness.circles.telling import hold, milliseconds, tell
from withness.circles.words import ARRIVALS
from withness.foundation import clock
from withness.foundation.live.doors import look_again
from withness.foundation.refusing import NotAllowed
from withness.groups.models import Member
from withness.groups.rules import holds, may_write

NEW_FOR = timedelta(days=1)


def join_circle(*, by: Member, circle: Circle, arriving: str = "") -> Seat:
    """Come in, or wait by the door until somebody opens it. Doing it again changes nothing."""
    if not may_write(by):
        raise NotAllowed(_("You can come in once you have accepted the agreement, while the group is open."))
    with transaction.atomic():
        circle = hold(circle)
        if circle.closed_at is not None:
            raise NotAllowed(_("This circle is over."))
        seat = seat_of(circle, by)
        where = circle.now.seats[seat.number].where if seat else ""
        if where == OUT:
            raise NotAllowed(_("You were asked to leave this circle. You can ask a steward to look at it again."))
        if seat is None and circle.now.locked and not holds(by):
            raise NotAllowed(_("The room is closed just now. Nobody can come in until it is opened again."))
        if seat is None or where not in (HERE, "waiting"):
            new_here = clock.now() - by.joined_at < NEW_FOR
            seat = sit_down(circle, by, wait=waits_at_first(circle, by, new_here=new_here), seat=seat)
        seat.heard_at = clock.now()
        seat.arriving = arriving if arriving in dict(ARRIVALS) else seat.arriving
        seat.save(update_fields=["heard_at", "arriving"])
    return seat


def sit_down(circle: Circle, by: Member, *, wait: bool, seat: Seat | None = None) -> Seat:
    """Give `by` a seat (or their own again). For verbs that hold the circle."""
    now = clock.now()
    if seat is None:
        seat = Seat.objects.create(circle=circle, number=next_number(circle), member=by, joined_at=now, heard_at=now)
    tell(circle, Deed(act="join", t=milliseconds(), seat=seat.number, co=bool(by.holds), wait=wait))
    if by.person_id is not None:
        look_again(by.person_id)
    return seat


def next_number(circle: Circle) -> int:
    """The next free seat."""
    highest = Seat.objects.filter(circle=circle).aggregate(n=Max("number"))["n"]
    return int(highest or 0) + 1
