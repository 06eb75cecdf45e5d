"""Looking after a circle while it goes on: an absent facilitator, a speaker who cannot be reached, a room left open."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from withness.circles.acting import act_for_the_house
from withness.circles.closing import close_by_itself
from withness.circles.machine.state import HERE, RUNNING, State
from withness.circles.models import Circle, Seat
from withness.circles.telling import hold
from withness.circles.watching import watch
from withness.foundation import clock
from withness.foundation.models import Timer

ABSENT = timedelta(seconds=60)  # without a sign of the facilitator, the chair is offered
GRACE = timedelta(seconds=30)  # after a turn's time, before one who cannot be reached is asked later
REACHED = timedelta(seconds=45)  # a sign of somebody's page is good for so long
OPEN_FOR = timedelta(hours=8)  # then a circle that everybody has forgotten closes by itself


def look_after(timer: Timer) -> None:
    """Offer the chair, move on what is stuck, close what was forgotten; then look again later."""
    with transaction.atomic():
        circle = Circle.objects.filter(id=timer.about, closed_at=None).first()
        if circle is None:
            return
        circle = hold(circle)
        if clock.now() - circle.opened_at > OPEN_FOR and not circle.group.is_demo:
            close_by_itself(circle)
            return
        seats = {seat.number: seat for seat in Seat.objects.filter(circle=circle).select_related("member")}
        _offer_chair(circle, seats)
        _ask_later(circle, seats)
        watch(circle)


def _offer_chair(circle: Circle, seats: dict[int, Seat]) -> None:
    state = circle.now
    here = state.chair in state.seats and state.seats[state.chair].where == HERE
    if here and not _missing(seats.get(state.chair), ABSENT):
        if state.offered:
            act_for_the_house(circle, "withdraw")
        return
    candidate = _candidate(state, seats)
    if candidate:
        act_for_the_house(circle, "offer", seats=[candidate])


def _candidate(state: State, seats: dict[int, Seat]) -> int:
    """A co-facilitator, else whoever has belonged to the group longest; of those who can be reached and were not asked."""
    able = [
        n for n in state.present()
        if n != state.chair and n not in state.offered and not state.seats[n].hall and not state.seats[n].muted
        and not _missing(seats.get(n), REACHED)
    ]  # fmt: skip
    able.sort(key=lambda n: (not state.seats[n].co, _belongs_since(seats[n])))
    return able[0] if able else 0


def _ask_later(circle: Circle, seats: dict[int, Seat]) -> None:
    state = circle.now
    if state.stage != RUNNING or state.paused or not state.speaker or not state.turn_ends:
        return
    late = clock.now().timestamp() * 1000 > state.turn_ends + GRACE.total_seconds() * 1000
    if late and not state.seats[state.speaker].hall and _missing(seats.get(state.speaker), REACHED):
        act_for_the_house(circle, "later")


def _missing(seat: Seat | None, for_so_long: timedelta) -> bool:
    return seat is None or clock.now() - seat.heard_at > for_so_long


def _belongs_since(seat: Seat) -> datetime:
    return seat.member.joined_at if seat.member else seat.joined_at
