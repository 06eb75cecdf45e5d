"""One stream in this process: how far it has been told, its last events, and the seats from which it is heard."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Protocol

from withness.foundation.events import Happened
from withness.foundation.live import frames
from withness.foundation.live.doors import View

REMEMBERED = 512  # events kept at hand for those who are a little behind
Around = tuple[bytes, bytes]


class Hearer(Protocol):
    """Whoever sits in a seat."""

    seats: dict[str, Seat]
    alone: bool  # has no other seat
    ended: bool
    paused: bool  # has not yet taken what was written
    held: int  # must be asked about first

    def around(self, here: Seat) -> Around:
        """The cursor before and after the number in that seat."""

    def cursor(self) -> bytes:
        """The whole cursor."""

    def write(self, data: bytes) -> None:
        """Hand over bytes."""

    def end(self, last: bytes) -> None:
        """Say the last words."""


@dataclass(slots=True)
class Told:
    """An event and its bytes, as everybody hears it and as those do who must not know."""

    event: Happened
    open: bytes
    blank: bytes

    @classmethod
    def of(cls, event: Happened, name: str) -> Told:
        """An event of the stream that listeners know as `name`."""
        return cls(event, frames.happened(event, name), frames.blank(event, name))


class Seat:
    """A listener's place in one channel. `seq` is the last number heard, unless `up_to_date`: then it is the channel's."""

    __slots__ = ("channel", "listener", "name", "seq", "up_to_date", "view")

    def __init__(self, listener: Hearer, channel: Channel, name: str, view: View, seq: int) -> None:
        self.listener = listener
        self.channel = channel
        self.name = name
        self.view = view
        self.seq = seq
        self.up_to_date = False

    def heard(self) -> int:
        """The last number heard."""
        return self.channel.seq if self.up_to_date else self.seq

    def bytes_of(self, told: list[Told], around: Around) -> bytes:
        """These events as this listener hears them, each with its cursor."""
        before, after = around
        shows = self.view.shows if self.view.hidden else None
        return b"".join(
            b"id: %b%d%b\n%b" % (before, t.event.seq, after, t.open if shows is None or shows(t.event) else t.blank)
            for t in told
        )


class Channel:
    """A stream, and who is in it."""

    def __init__(self, stream: str, name: str, seq: int) -> None:
        self.stream = stream
        self.name = name
        self.seq = seq
        self.alone: Around = (name.encode() + b"=", b"")  # the cursor of somebody who hears nothing else
        self.last: deque[Told] = deque(maxlen=REMEMBERED)
        self.listening: dict[Seat, None] = {}  # up to date: hears what comes at once
        self.others: set[Seat] = set()  # behind, ahead of what we have read, or waiting at the door

    def take(self, events: list[Happened]) -> list[Told]:
        """Make the bytes of new events, and remember them."""
        told = [Told.of(event, self.name) for event in events]
        self.last.extend(told)
        return told

    def tell(self, told: list[Told]) -> int:
        """Write new events to everybody who is up to date; answers to how many. The bytes are made once for each cursor."""
        made: dict[Around, bytes] = {}
        for seat in self.listening:
            listener = seat.listener
            around = self.alone if listener.alone else listener.around(seat)
            if seat.view.hidden:
                listener.write(seat.bytes_of(told, around))
                continue
            data = made.get(around)
            if data is None:
                data = made[around] = seat.bytes_of(told, around)
            listener.write(data)
        self.seq = told[-1].event.seq
        return len(self.listening)

    def remembered_since(self, seq: int) -> list[Told] | None:
        """What came after that number; None when our memory does not reach so far."""
        if not self.last or self.last[0].event.seq > seq + 1:
            return None
        return [told for told in self.last if told.event.seq > seq]

    def hold(self, seat: Seat) -> None:
        """Tell this seat nothing until it is settled again."""
        if seat.up_to_date:
            seat.seq, seat.up_to_date = self.seq, False
            del self.listening[seat]
        self.others.add(seat)

    def hold_all(self) -> None:
        """As `hold`, for everybody."""
        for seat in list(self.listening):
            self.hold(seat)

    def settle(self, seat: Seat) -> None:
        """This seat has heard everything there is: from now on it hears what comes."""
        seat.up_to_date = True
        self.others.discard(seat)
        self.listening[seat] = None

    def drop(self, seat: Seat) -> None:
        """This seat is empty."""
        self.listening.pop(seat, None)
        self.others.discard(seat)

    def is_empty(self) -> bool:
        """Whether nobody is here any more."""
        return not self.listening and not self.others
