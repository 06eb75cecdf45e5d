"""A live process: listens to what happens and tells it, until told to stop; then it says goodbye."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
from collections.abc import Callable

from withness.foundation.boxes import Box
from withness.foundation.live.arriving import Arrivals
from withness.foundation.live.ears import listen_to_box, listen_to_other_machines
from withness.foundation.live.hub import Hub
from withness.foundation.wakeups import LIVE

GOODBYE = 1.0  # seconds for everybody to take their last frame
STRAGGLERS = 1.6  # seconds more for the web processes to finish, who may still hand somebody over


def hold_streams(
    channel: socket.socket, *, most: int, ready: Callable[[], None], end_within: Callable[[], None]
) -> None:
    """Hold at most `most` live streams, handed over on `channel`, until TERM."""
    import uvloop

    with Box(LIVE) as box:
        uvloop.run(_hold(channel, box, most, ready, end_within))


def open_hub(loop: asyncio.AbstractEventLoop, box: Box, *, most: int) -> Hub:
    """A hub that hears hints."""
    hub = Hub(loop, most=most)
    listen_to_box(hub.desk, hub.company, box)
    listen_to_other_machines(hub.desk, hub.company)
    return hub


async def _hold(
    channel: socket.socket, box: Box, most: int, ready: Callable[[], None], end_within: Callable[[], None]
) -> None:
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    hub = open_hub(loop, box, most=most)
    arrivals = Arrivals(hub, channel)
    ready()
    await stop.wait()
    end_within()
    await hub.close(within=GOODBYE)
    with contextlib.suppress(TimeoutError):  # whoever is still handed over is told to come back
        await asyncio.wait_for(arrivals.over.wait(), STRAGGLERS)
    await hub.close(within=GOODBYE / 4)
