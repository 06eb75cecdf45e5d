"""A live process that opens the door itself: for a fleet in which some machines do nothing but hold streams."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Callable

from withness.foundation.boxes import Box
from withness.foundation.live.hub import Hub
from withness.foundation.live.knocking import knock_from
from withness.foundation.live.listener import Listener
from withness.foundation.live.process import GOODBYE, open_hub
from withness.foundation.live.refusals import ONLY_GET
from withness.foundation.serving.children import end_within
from withness.foundation.serving.front import FrontDoor
from withness.foundation.serving.listening import QUEUE
from withness.foundation.serving.preloading import WSGI
from withness.foundation.serving.room import most_connections
from withness.foundation.serving.web import close, front_door, lobby_for
from withness.foundation.wakeups import LIVE


def hold_streams_alone(door: socket.socket, pages: WSGI, *, ready: Callable[[], None]) -> None:
    """Answer at `door` and hold streams in the same process, until TERM."""
    import uvloop

    with Box(LIVE) as box:
        uvloop.run(_hold(door, pages, box, ready))


async def _hold(door: socket.socket, pages: WSGI, box: Box, ready: Callable[[], None]) -> None:
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    hub = open_hub(loop, box, most=most_connections())
    lobby = lobby_for(loop, lambda guest: _keep(hub, guest))
    server = await loop.create_server(front_door(pages, lobby), sock=door, backlog=QUEUE)
    ready()
    await stop.wait()
    end_within()
    await asyncio.gather(close(server, door, lobby), hub.close(within=GOODBYE))


def _keep(hub: Hub, guest: FrontDoor) -> None:
    """The connection stays where it is, and is a listener's from now on."""
    if guest.method() != b"GET" or guest.busy():
        guest.refuse(ONLY_GET)
        return
    listener = Listener(hub, knock_from(guest.url, guest.headers))
    guest.let_go()
    guest.transport.set_protocol(listener)
    listener.connection_made(guest.transport)
