"""The end of a circle, and letting go of what was said there."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from withness.circles.happenings import CircleClosed
from withness.circles.machine.state import Deed, State, pack
from withness.circles.models import Circle, Intention, Said, Seat, Sent, Ways
from withness.circles.rules import was_there
from withness.circles.telling import hold, milliseconds, tell
from withness.circles.voice.tickets import end_room
from withness.circles.watching import WATCH
from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.events import blank_before, record
from withness.foundation.models import Timer
from withness.foundation.timers import drop_timers, set_timer
from withness.groups.happenings import GroupClosed

LET_GO, LEAVE_SEATS = "circle_let_go", "circle_leave_seats"
SEATS_STAY = timedelta(hours=24)  # so that one can say how it was, and ask for a slip


def over(circle: Circle) -> None:
    """What follows once a circle has closed: its words go at once, or when the group has chosen. Needs the circle held."""
    now = clock.now()
    circle.closed_at = now
    Circle.objects.filter(id=circle.id).update(closed_at=now)
    Said.objects.filter(circle=circle, seq=None).delete()
    drop_timers(about=circle.id, kind=WATCH)
    end_room(circle)
    record(stream=f"group:{circle.group_id}", kind="circle", circle=circle.id)
    hours = Ways.objects.filter(group_id=circle.group_id).values_list("keep_hours", flat=True).first() or 0
    if hours:
        set_timer(kind=LET_GO, about=circle.id, due_at=now + timedelta(hours=hours))
    else:
        _let_go(circle)
    set_timer(kind=LEAVE_SEATS, about=circle.id, due_at=now + max(SEATS_STAY, timedelta(hours=hours)))
    announce(CircleClosed(circle_id=circle.id, group_id=circle.group_id))


def let_go(timer: Timer) -> None:
    """The time the group has chosen is over."""
    with transaction.atomic():
        circle = Circle.objects.filter(id=timer.about).first()
        if circle is not None:
            _let_go(hold(circle))


def leave_seats(timer: Timer) -> None:
    """A day later nobody needs to know who sat there."""
    Seat.objects.filter(circle_id=timer.about).delete()


def _let_go(circle: Circle) -> None:
    """Words, actors and times go, and the seats of those who were not there. The stream keeps its numbers; who resumes
    from before is told to look again.
    """
    Seat.objects.filter(circle=circle).exclude(
        number__in=[n for n in circle.now.seats if was_there(circle, n)]
    ).delete()
    Said.objects.filter(circle=circle).delete()
    Sent.objects.filter(circle=circle).delete()
    blank_before(circle.stream)
    circle.state = pack(State(seq=circle.now.seq, stage=circle.now.stage, phase=circle.now.phase, seats={}, order=[]))
    circle.let_go_at = clock.now()
    circle.save(update_fields=["state", "let_go_at"])


def close_with_group(happened: GroupClosed) -> None:
    """A group that comes to its end takes its circles with it."""
    for circle in Circle.objects.under_way().filter(group_id=happened.group_id):
        close_by_itself(circle)


def close_by_itself(circle: Circle) -> None:
    """Close a circle that nobody closes."""
    with transaction.atomic():
        circle = hold(circle)
        if circle.closed_at is None:
            tell(circle, Deed(act="close", t=milliseconds()))
            over(circle)


def forget_intentions() -> None:
    """What was meant a year ago is between oneself and the calendar."""
    Intention.objects.filter(at__lt=clock.now() - timedelta(days=365)).delete()
