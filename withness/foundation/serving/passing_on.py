"""Passing connections that want a live stream on to a live process, with what they said, over a Unix socket.

Every live process has a pair of sockets that the parent made before the first fork. What a web process puts in waits
there also while the live process is being started again, and so does the connection.
"""

from __future__ import annotations

import contextlib
import mmap
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING

from withness.foundation.live.knocking import knock_from, pack
from withness.foundation.live.refusals import LATER, ONLY_GET

if TYPE_CHECKING:
    from withness.foundation.serving.front import FrontDoor

RETRY = 0.05  # seconds
PATIENCE = 40  # retries before we say: later
KIND = getattr(socket, "SOCK_SEQPACKET", socket.SOCK_DGRAM)
_ROOM = 1_048_576


@dataclass(slots=True)
class Line:
    """The way to one live process."""

    web_end: socket.socket
    live_end: socket.socket


class Lines:
    """The ways to all live processes, and which of them is up: a byte each, in memory that all processes share."""

    def __init__(self, count: int) -> None:
        self.lines = [Line(*_pair()) for _ in range(count)]
        self.up = mmap.mmap(-1, max(1, count))
        self._next = 0

    def set_up(self, number: int, *, up: bool) -> None:
        """Note, in the parent, that a live process has come or gone."""
        self.up[number] = int(up)

    def close_web_ends(self) -> None:
        """Whoever does not pass anything on lets go, so that a live process sees when nobody is left who does."""
        for line in self.lines:
            line.web_end.close()

    def close_live_ends(self, *, but: int = -1) -> None:
        """Whoever is not that live process lets go."""
        for number, line in enumerate(self.lines):
            if number != but:
                line.live_end.close()

    def pass_on(self, guest: FrontDoor) -> None:
        """Hand this connection to a live process; while none is there, wait a little, then ask to come later."""
        if guest.method() != b"GET":
            guest.refuse(ONLY_GET)
        elif guest.busy() or guest.transport.get_write_buffer_size():
            guest.refuse(LATER)  # an answer is still on its way on this connection: it cannot change hands
        else:
            guest.transport.pause_reading()
            guest.done = True
            self._try(guest, pack(knock_from(guest.url, guest.headers)), PATIENCE)

    def _try(self, guest: FrontDoor, knock: bytes, tries: int) -> None:
        if guest.transport.is_closing():
            return
        if any(self._send(guest, knock, number) for number in self._order()):
            guest.transport.abort()  # closes our handle; the connection lives on in the live process
        elif tries and not guest.lobby.closing:
            guest.lobby.loop.call_later(RETRY, self._try, guest, knock, tries - 1)
        else:
            guest.refuse(LATER)

    def _order(self) -> list[int]:
        """Those that are up, each web process beginning with another one each time."""
        count = len(self.lines)
        self._next += 1
        return [number for number in ((self._next + n) % count for n in range(count)) if self.up[number]]

    def _send(self, guest: FrontDoor, knock: bytes, number: int) -> bool:
        handle = guest.transport.get_extra_info("socket").fileno()
        with contextlib.suppress(OSError):
            socket.send_fds(self.lines[number].web_end, [knock], [handle])
            return True
        return False


def _pair() -> tuple[socket.socket, socket.socket]:
    web, live = socket.socketpair(socket.AF_UNIX, KIND)
    for end in (web, live):
        end.setblocking(False)
        end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _ROOM)
    return web, live
