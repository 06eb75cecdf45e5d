"""Somebody who listens: one connection, its seats, and how much of what we wrote it has not yet taken."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from typing import Any, Protocol, cast

from withness.foundation.live import cursors
from withness.foundation.live.channel import Around, Channel, Seat
from withness.foundation.live.doors import Known, View
from withness.foundation.live.knocking import Knock

IN_HAND = 65_536  # bytes that wait in this process for a slow listener
IN_KERNEL = 65_536  # and, at most, in the kernel
UNANSWERED = 60_000  # milliseconds without a sign from the other machine until the connection is given up
CHATTER = 4096  # bytes a listener may say, who should only listen
LAST_WORDS = 3.0  # seconds to take the last frame
_USER_TIMEOUT = getattr(socket, "TCP_USER_TIMEOUT", None)


class Host(Protocol):
    """Whom a listener tells how it fares."""

    loop: asyncio.AbstractEventLoop

    def knocked(self, listener: Listener) -> None:
        """It is here."""

    def has_room(self, listener: Listener) -> None:
        """It has taken what waited."""

    def unseat(self, listener: Listener) -> None:
        """It hears nothing more."""

    def left(self, listener: Listener) -> None:
        """It is gone."""


class Listener(asyncio.Protocol):
    """One connection. Nothing waits here: no task, no queue; what a slow one does not take, it comes back for."""

    __slots__ = ("alone", "ended", "held", "host", "knock", "known", "paused", "said", "seats", "transport")

    def __init__(self, host: Host, knock: Knock) -> None:
        self.host = host
        self.knock = knock
        self.known: Known | None = None
        self.seats: dict[str, Seat] = {}
        self.alone = True  # has one seat only
        self.ended = self.paused = False
        self.said = 0
        self.held = 0  # the number of the question whose answer is awaited before anything more is told
        self.transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """They are connected; the hub will ask who they are."""
        self.transport = cast(asyncio.Transport, transport)
        self.transport.set_write_buffer_limits(high=IN_HAND)
        _tame(transport.get_extra_info("socket"))
        self.host.knocked(self)

    def data_received(self, data: bytes) -> None:
        """A listener has nothing to say; what it says is dropped, and too much of it ends the connection."""
        self.said += len(data)
        if self.said > CHATTER:
            self.cut()

    def pause_writing(self) -> None:
        """They take what we write more slowly than we write it. While they catch up, we wait for them."""
        self.paused = True

    def resume_writing(self) -> None:
        """They have taken most of it."""
        self.paused = False
        self.host.has_room(self)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        """They have gone."""
        if not self.ended:
            self.ended = True
            self.host.unseat(self)
        self.host.left(self)

    def sit(self, channel: Channel, name: str, view: View, seq: int) -> Seat:
        """Take a seat in a channel, having heard everything up to `seq`."""
        seat = self.seats[name] = Seat(self, channel, name, view, seq)
        self.alone = len(self.seats) == 1
        channel.hold(seat)
        return seat

    def around(self, here: Seat) -> Around:
        """The cursor of this listener before and after the number in that seat."""
        before, after, passed = here.name.encode() + b"=", b"", False
        for seat in self.seats.values():
            if seat is here:
                passed = True
            elif passed:
                after += f";{seat.name}={seat.heard()}".encode()
            else:
                before = f"{seat.name}={seat.heard()};".encode() + before
        return before, after

    def cursor(self) -> bytes:
        """Where they stand in every stream."""
        return cursors.write((seat.name, seat.heard()) for seat in self.seats.values())

    def hold(self, ticket: int) -> None:
        """Hear nothing until question `ticket` is answered."""
        self.held = ticket
        for seat in self.seats.values():
            seat.channel.hold(seat)

    def write(self, data: bytes) -> None:
        """Hand over bytes. Whoever has not taken the last ones is cut off, and resumes: waiting costs memory."""
        if self.ended:
            return
        if self.paused:
            self.host.loop.call_soon(self.cut)
            return
        self.transport.write(data)

    def cut(self) -> None:
        """End at once."""
        if not self.ended:
            self.ended = True
            self.host.unseat(self)
            self.transport.abort()

    def end(self, last: bytes) -> None:
        """Say the last words and close; whoever does not take them is cut off soon."""
        if not self.ended:
            self.ended = True
            self.host.unseat(self)
            self.transport.write(last)
            self.transport.close()
            self.host.loop.call_later(LAST_WORDS, self.transport.abort)


def _tame(sock: Any) -> None:
    """Little memory for what is not taken, and no patience with machines that have vanished."""
    with contextlib.suppress(OSError, AttributeError):
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, IN_KERNEL)
        if _USER_TIMEOUT is not None:
            sock.setsockopt(socket.IPPROTO_TCP, _USER_TIMEOUT, UNANSWERED)
