"""A web process: answers pages until told to stop, and then until everybody who came in has been answered."""

from __future__ import annotations

import asyncio
import select
import signal
import socket
from collections.abc import Callable

from withness.foundation.serving.children import end_within
from withness.foundation.serving.front import FrontDoor, Lobby
from withness.foundation.serving.listening import QUEUE
from withness.foundation.serving.preloading import WSGI
from withness.foundation.serving.room import most_connections

THINKING = 0.4  # seconds a connection in use may pause between two requests while we close
LONGEST_END = 2.5


def answer_pages(
    door: socket.socket, pages: WSGI, *, ready: Callable[[], None], live: Callable[[FrontDoor], None]
) -> None:
    """Answer pages until TERM; `live` is given the connections that want a live stream."""
    import uvloop

    uvloop.run(_answer(door, pages, ready, live))


async def _answer(
    door: socket.socket, pages: WSGI, ready: Callable[[], None], live: Callable[[FrontDoor], None]
) -> None:
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    lobby = lobby_for(loop, live)
    server = await loop.create_server(front_door(pages, lobby), sock=door, backlog=QUEUE)
    ready()
    await stop.wait()
    end_within()
    await close(server, door, lobby)


def lobby_for(loop: asyncio.AbstractEventLoop, live: Callable[[FrontDoor], None]) -> Lobby:
    """The lobby of this process, as large as its open files allow."""
    from django.conf import settings

    return Lobby(loop, most=most_connections(), longest_body=settings.DATA_UPLOAD_MAX_MEMORY_SIZE, live=live)


def front_door(pages: WSGI, lobby: Lobby) -> Callable[[], FrontDoor]:
    """What makes a protocol for each connection."""
    from django.conf import settings
    from uvicorn.config import Config
    from uvicorn.server import ServerState

    from withness.foundation.serving.bridge import Bridge

    config = Config(
        Bridge(pages, threads=settings.WEB_THREADS), interface="asgi3", ws="none", lifespan="off", log_config=None,
        access_log=False, proxy_headers=False, server_header=False, timeout_keep_alive=3600,
    )  # fmt: skip
    config.load()
    kind = type("FrontDoor", (FrontDoor,), {"lobby": lobby})
    state = ServerState()
    return lambda: kind(config, state, {}, lobby.loop)


async def close(server: asyncio.Server, door: socket.socket, lobby: Lobby) -> None:
    """Let in who is waiting in the queue, answer everybody, then let go of the door."""
    queue = select.poll()
    queue.register(door, select.POLLIN)
    began = lobby.loop.time()
    while queue.poll(0) and lobby.loop.time() - began < 1:
        await asyncio.sleep(0.002)
    server.close()
    door.close()
    lobby.closing = True
    while lobby.everybody and lobby.loop.time() - began < LONGEST_END:
        lobby.send_home(patient=lobby.loop.time() - began < THINKING)
        await asyncio.sleep(0.02)
