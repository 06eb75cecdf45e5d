"""Who is here, in which channels they sit, and which channels we have been told to look at."""

from __future__ import annotations

import asyncio

from withness.foundation.live.channel import Channel, Seat
from withness.foundation.live.doors import DOORS, Known
from withness.foundation.live.listener import Listener

FAIR = 8  # listeners of one person that are never asked to make room


class Company:
    """Everybody who listens in this process."""

    def __init__(self) -> None:
        self.everybody: dict[Listener, None] = {}
        self.by_person: dict[str, dict[Listener, None]] = {}
        self.channels: dict[str, Channel] = {}
        self.hinted: set[str] = set()
        self.something = asyncio.Event()
        self.deliveries = 0

    def recognise(self, listener: Listener, known: Known) -> None:
        """We know who it is."""
        listener.known = known
        self.by_person.setdefault(known.person_id, {})[listener] = None

    def unseat(self, listener: Listener) -> None:
        """They hear nothing more from us."""
        for seat in list(listener.seats.values()):
            self.stand_up(seat)
        if listener.known is not None:
            theirs = self.by_person.get(listener.known.person_id, {})
            theirs.pop(listener, None)
            if not theirs:
                self.by_person.pop(listener.known.person_id, None)

    def stand_up(self, seat: Seat) -> None:
        """That seat is free; a channel in which nobody is left is forgotten."""
        seat.channel.drop(seat)
        del seat.listener.seats[seat.name]
        seat.listener.alone = len(seat.listener.seats) == 1
        if seat.channel.is_empty():
            self.channels.pop(seat.channel.stream, None)

    def greediest(self) -> Listener | None:
        """The oldest connection of whoever has most, if that is more than anybody needs.

        There is no fixed number for one person: two thousand are welcome while nobody else needs the room.
        """
        theirs = max(self.by_person.values(), key=len, default={})
        return next(iter(theirs)) if len(theirs) > FAIR else None

    def keys(self) -> set[str]:
        """The keys of all who are here."""
        return {listener.known.key for listener in self.everybody if listener.known is not None}

    def hint(self, stream: str) -> None:
        """That stream may have grown."""
        if stream in self.channels or stream == DOORS:
            self.hinted.add(stream)
            self.something.set()

    def hint_everything(self) -> None:
        """So many hints came that some may have been lost."""
        self.hinted.update(self.channels, [DOORS])
        self.something.set()
