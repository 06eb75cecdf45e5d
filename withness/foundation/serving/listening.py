"""The socket everybody comes to: opened once by the parent, held by its children, closed without losing anyone."""

from __future__ import annotations

import contextlib
import ctypes
import resource
import socket
import struct
import sys

QUEUE = 4096  # connections the kernel keeps for us while every process is busy
_SO_ATTACH_FILTER = 26  # Linux; Python has no name for it
_DROP_EVERYTHING = struct.pack("HBBI", 0x06, 0, 0, 0)  # one instruction of classic BPF: `ret #0`


class CannotListen(Exception):
    """The address is taken, forbidden or not ours. Says so in one sentence."""


def open_door(host: str, port: int) -> socket.socket:
    """A listening socket on `host`:`port`. Raises `CannotListen`."""
    try:
        family, kind, proto, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        door = socket.socket(family, kind, proto)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(address)
        door.listen(QUEUE)
    except OSError as trouble:
        raise CannotListen(f"Cannot listen on {host} port {port}: {trouble.strerror or trouble}.") from trouble
    door.setblocking(False)
    return door


def let_nobody_new_in(door: socket.socket) -> None:
    """From now on the queue of `door` only grows shorter, so that it can be emptied before the door is closed.

    Closing a listening socket cuts off whoever waits in its queue, and between the last look into the queue and the
    close somebody may join it. A filter that drops every new packet for the door itself (those who are inside keep
    their own sockets) closes that gap: their kernel asks again a second later, and meets our successor. Elsewhere than
    on Linux the gap of some microseconds remains.
    """
    if sys.platform != "linux":
        return
    code = ctypes.create_string_buffer(_DROP_EVERYTHING)
    with contextlib.suppress(OSError):
        door.setsockopt(socket.SOL_SOCKET, _SO_ATTACH_FILTER, struct.pack("HL", 1, ctypes.addressof(code)))


def raise_file_limit() -> int:
    """Take every open file the system grants us (a socket is one); answers how many that is."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return 65536 if soft == resource.RLIM_INFINITY else soft
