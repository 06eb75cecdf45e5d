"""Between uvicorn, which speaks with browsers, and Django's pages, which are plain WSGI.

Django's own ASGI handler opens a thread and a database connection for every request: the same page cost 7 ms of CPU
there and 1.3 ms over a bridge like this one (docs/decisions/0001-serving.md).
"""

from __future__ import annotations

import asyncio
import io
import logging
import sys
from collections.abc import Awaitable, Callable, Iterable
from typing import Any
from urllib.parse import unquote_to_bytes

from withness.foundation.answers import DRESSED
from withness.foundation.hands import Hands
from withness.foundation.serving.preloading import WSGI
from withness.foundation.serving.trusting import FORWARDING, seen_from

log = logging.getLogger("withness.pages")
Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
MOST_WAITING = 1000  # pages asked for and not yet begun, in one process
GATHER = 1_048_576  # an answer of known length up to this many bytes is sent in one piece
DEAR = (b"/account/", b"/me/")  # what is sent there may mean hashing a password, at thirty milliseconds of a whole core
STUCK = 30.0  # seconds a reader may leave a piece of a long answer untouched
_BUSY = b"We are very busy just now. Please try again in a moment."
_BROKEN = b"Something of ours broke. Please try again in a moment."


class Bridge:
    """An ASGI application that has each request answered by `pages` in one of a few threads."""

    def __init__(self, pages: WSGI, *, threads: int) -> None:
        self.pages = pages
        self.hands = Hands(threads, "pages")
        self.door_hands = Hands(2, "door")  # a crowd that signs in queues here, and everybody else's pages go on
        self.slow_hands = Hands(2, "streams")  # a slow reader of a long answer never holds up somebody else's page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        body = await _whole_body(receive)
        if body is None:
            return
        hands = self.door_hands if scope["method"] == "POST" and scope["raw_path"].startswith(DEAR) else self.hands
        if hands.waiting >= MOST_WAITING:
            await _send(send, 503, [*_plain(_BUSY), (b"retry-after", b"2")], _BUSY)
            return
        try:
            status, headers, pieces = await hands.do(self._ask, environ_of(scope, body))
        except Exception:
            log.exception("page_broke")
            await _send(send, 500, _plain(_BROKEN), _BROKEN)
            return
        if isinstance(pieces, bytes):
            await _send(send, status, headers, pieces)
        else:
            await send({"type": "http.response.start", "status": status, "headers": headers})
            await self.slow_hands.do(_stream, pieces, send, asyncio.get_running_loop())
            await send({"type": "http.response.body", "body": b""})

    def _ask(self, environ: dict[str, Any]) -> tuple[int, list[tuple[bytes, bytes]], bytes | Iterable[bytes]]:
        """In a thread: the page's status, its headers, and its bytes (or, where they are endless, the source of them)."""
        begun: list[Any] = []
        pieces = self.pages(environ, lambda status, headers, _error=None: begun.extend((status, headers)))
        try:
            status, headers = int(begun[0][:3]), [(n.encode("latin-1"), v.encode("latin-1")) for n, v in begun[1]]
            length = next((int(value) for name, value in headers if name.lower() == b"content-length"), None)
            if getattr(pieces, "streaming", False) and (length is None or length > GATHER):
                pieces, endless = (), pieces
                return status, headers, endless
            body = b"".join(pieces)
            if length is None and status >= 200 and status not in {204, 304}:
                headers.append((b"content-length", b"%d" % len(body)))
            return status, headers, body
        finally:
            _close(pieces)


async def _whole_body(receive: Receive) -> bytes | None:
    """The request's body, whose length the front door has already limited; None when nobody is there any more."""
    parts = []
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        parts.append(message["body"])
        if not message["more_body"]:
            return b"".join(parts)


def _plain(words: bytes) -> list[tuple[bytes, bytes]]:
    return [*DRESSED, (b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"%d" % len(words))]


async def _send(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _stream(pieces: Iterable[bytes], send: Send, loop: asyncio.AbstractEventLoop) -> None:
    """In a thread: one piece after the other, each when the one before has been taken."""
    try:
        for piece in pieces:
            message = {"type": "http.response.body", "body": piece, "more_body": True}
            asyncio.run_coroutine_threadsafe(_passed_on(send, message), loop).result(STUCK)
    finally:
        _close(pieces)


async def _passed_on(send: Send, message: dict[str, Any]) -> None:
    await send(message)


def _close(pieces: object) -> None:
    close = getattr(pieces, "close", None)
    if close is not None:
        close()


def environ_of(scope: Scope, body: bytes) -> dict[str, Any]:
    """The request as WSGI wants it. Names with an underscore are left out: they would pass for names with a dash."""
    peer = scope["client"][0] if scope["client"] else ""
    seen = seen_from(peer, scope["headers"])
    host, port = scope["server"] or ("", 0)
    environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": host,
        "SERVER_PORT": str(port or ""),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": seen.address,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "https" if seen.secure else "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "withness.direct": seen.direct,
    }
    for name, value in scope["headers"]:
        _add_header(environ, name, value.decode("latin-1"))
    if seen.secure:
        environ["HTTP_X_FORWARDED_PROTO"] = "https"
    return environ


def _add_header(environ: dict[str, Any], name: bytes, value: str) -> None:
    if name == b"content-type":
        environ["CONTENT_TYPE"] = value
    elif (
        name not in {b"content-length", b"transfer-encoding", b"proxy"} and name not in FORWARDING and b"_" not in name
    ):
        key = "HTTP_" + name.decode("latin-1").upper().replace("-", "_")
        known = environ.get(key)
        environ[key] = value if known is None else f"{known}{'; ' if key == 'HTTP_COOKIE' else ','}{value}"
