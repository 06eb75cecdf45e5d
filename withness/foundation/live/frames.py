"""The bytes a listener reads (Server-Sent Events). Built once for each event, whoever and however many listen."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable

from withness.foundation.answers import DRESS
from withness.foundation.events import Happened

WELCOME = (
    b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\nx-accel-buffering: no\r\nconnection: close\r\n"
    + DRESS
    + b"\r\n"
)
PING = b":\n\n"


def happened(event: Happened, name: str) -> bytes:
    """What everybody may hear of an event, in the stream they know as `name`. The line with the cursor comes before."""
    by = f'"by":"{event.by}",' if event.by else ""
    ids = "}" if event.ids == "{}" else "," + event.ids[1:]
    return f'data: {{"stream":"{name}","seq":{event.seq},{by}"kind":"{event.kind}"{ids}\n\n'.encode()


def blank(event: Happened, name: str) -> bytes:
    """What is heard in its place by somebody who may not know of it: that there was something, and its number."""
    return f'data: {{"stream":"{name}","seq":{event.seq},"kind":"blank"}}\n\n'.encode()


def hello(cursor: bytes, names: Iterable[str]) -> bytes:
    """The first frame: where the listener stands, so that even one who is cut at once can resume."""
    wait = random.randint(500, 2500)  # noqa: S311 -- so that not everybody comes back in the same moment
    return _frame("hello", cursor, {"streams": list(names)}, f"retry: {wait}\n")


def reset(cursor: bytes, name: str, seq: int) -> bytes:
    """What was missed is no longer kept: look at the page again, and go on from here."""
    return _frame("reset", cursor, {"stream": name, "seq": seq})


def gone(cursor: bytes, name: str) -> bytes:
    """This stream is no longer theirs to hear."""
    return _frame("gone", cursor, {"stream": name})


def bye(why: str) -> bytes:
    """The last frame. `why` is for programs: `closing` (come back soon), `signed-out`, `too-many`."""
    return _frame("bye", b"", {"why": why})


def _frame(event: str, cursor: bytes, data: dict[str, object], before: str = "") -> bytes:
    line = b"id: " + cursor + b"\n" if cursor else b""
    return f"{before}event: {event}\n".encode() + line + f"data: {json.dumps(data, separators=(',', ':'))}\n\n".encode()
