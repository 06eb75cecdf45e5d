"""Tickets into the room of sound of one circle. They are good for one seat, and die with the circle."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from withness.circles.machine.deciding import holds
from withness.circles.machine.state import HERE
from withness.circles.models import Circle, Seat, Ways
from withness.circles.voice.choosing import provider_of
from withness.circles.voice.providers import LINK, Guest, NotReached, Provider
from withness.foundation import clock
from withness.foundation.refusing import NotAllowed

GOOD_FOR = timedelta(hours=3)


def room_of(circle: Circle) -> tuple[Provider, str]:
    """The provider of this circle and what its room is called there; made when the first one asks."""
    if circle.closed_at is not None or not circle.voice:
        raise NotAllowed(_("There is no room of sound for this circle."))
    link = ""
    if circle.voice == LINK:
        link = Ways.objects.filter(group_id=circle.group_id).values_list("voice_link", flat=True).first() or ""
    found = provider_of(circle.voice, link)
    if not circle.voice_room:
        circle.voice_room = found.create_room(f"withness-{circle.id}")[:300]
        Circle.objects.filter(id=circle.id, closed_at=None).update(voice_room=circle.voice_room)
    return found, circle.voice_room


def guest_of(circle: Circle, seat: Seat) -> Guest:
    """Who this seat is in the room of sound. Raises `NotAllowed` for whoever is not in the room."""
    state = circle.now
    chair = state.seats.get(seat.number)
    if chair is None or chair.where != HERE or seat.member is None:
        raise NotAllowed(_("You can come in once you are in the circle."))
    return Guest(key=f"{circle.id}-{seat.number}", name=seat.member.alias, holds=holds(state, seat.number))


def ticket(circle: Circle, seat: Seat) -> str:
    """The address through which this seat comes into the room of sound."""
    guest = guest_of(circle, seat)
    found, room = room_of(circle)
    until = int((clock.now() + GOOD_FOR).timestamp())
    return found.join_ticket(room, guest, until=until)


def end_room(circle: Circle) -> None:
    """The circle is over: so is its room of sound. After the commit, and without ever keeping the circle open."""
    if circle.voice and circle.voice_room:
        name, room = circle.voice, circle.voice_room
        transaction.on_commit(lambda: _quietly(name, lambda found: found.end(room)))


def forget_seat(circle: Circle, number: int) -> None:
    """Whoever is not in the circle any more is not in its room of sound either."""
    seat = circle.now.seats.get(number)
    if circle.voice and circle.voice_room and (seat is None or seat.where != HERE):
        name, room, key = circle.voice, circle.voice_room, f"{circle.id}-{number}"
        transaction.on_commit(lambda: _quietly(name, lambda found: found.kick(room, key)))


def hush_seat(circle: Circle, number: int, *, muted: bool) -> None:
    """Who was asked to listen for a while is not heard in the room of sound either."""
    if circle.voice and circle.voice_room:
        name, room, key = circle.voice, circle.voice_room, f"{circle.id}-{number}"
        transaction.on_commit(lambda: _quietly(name, lambda found: found.mute(room, key, muted=muted)))


def _quietly(name: str, do: Callable[[Provider], object]) -> None:
    with contextlib.suppress(NotReached):
        do(provider_of(name))
