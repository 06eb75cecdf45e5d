"""When somebody looks in on a circle: one timer for each, a row like all timers, so that it outlives every process.

Who is there is known from what their pages say now and then (`Seat.heard_at`); it is never told to anybody.
"""

from __future__ import annotations

from datetime import timedelta

from withness.circles.models import Circle, Seat
from withness.foundation import clock
from withness.foundation.timers import set_timer

WATCH = "circle_watch"
OFTEN = timedelta(seconds=15)
WIDEN = timedelta(seconds=20)  # the chair is offered to one more, each time nobody has taken it
BEAT = timedelta(seconds=8)  # signs that come faster are one sign


def watch(circle: Circle) -> None:
    """Look at this circle again when something may be due."""
    wait = WIDEN if circle.now.offered else OFTEN
    set_timer(kind=WATCH, about=circle.id, due_at=clock.now() + wait)


def sign_of_life(seat: Seat) -> None:
    """This person's page is open."""
    if clock.now() - seat.heard_at > BEAT:
        Seat.objects.filter(id=seat.id).update(heard_at=clock.now())
