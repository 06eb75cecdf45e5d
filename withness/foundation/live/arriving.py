"""Listeners arrive here: as open connections handed over by a web process, which has read what they want.

A connection is handed over, not forwarded: pages and live streams in one process made pages ten times slower at their
slowest (docs/decisions/0002-live.md), and forwarding would cost every frame twice.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket

from withness.foundation.live import knocking
from withness.foundation.live.hub import Hub
from withness.foundation.live.listener import Listener

LONGEST = 65_536
AT_ONCE = 64  # before others have their turn


class Arrivals:
    """The end of the channel on which connections come in. `over` is set once no web process is left to send any."""

    def __init__(self, hub: Hub, channel: socket.socket) -> None:
        self.hub = hub
        self.channel = channel
        self.over = asyncio.Event()
        channel.setblocking(False)
        hub.loop.add_reader(channel.fileno(), self._arrive)

    def _arrive(self) -> None:
        for _ in range(AT_ONCE):
            try:
                data, handles, _, _ = socket.recv_fds(self.channel, LONGEST, 1)
            except (BlockingIOError, InterruptedError):
                return
            except OSError:
                data, handles = b"", []
            if not data:
                self.hub.loop.remove_reader(self.channel.fileno())
                self.over.set()
                return
            if handles:  # else there was no room for another open file, and the kernel has closed it
                self.hub.desk.run(self._adopt(data, socket.socket(fileno=handles[0])))

    async def _adopt(self, data: bytes, sock: socket.socket) -> None:
        sock.setblocking(False)
        knock = knocking.unpack(data)
        with contextlib.suppress(OSError):  # they have gone already
            await self.hub.loop.connect_accepted_socket(lambda: Listener(self.hub, knock), sock)
