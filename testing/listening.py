"""A listener for tests: reads a live stream frame by frame, as a careful client would, and remembers its cursor."""

from __future__ import annotations

import json
import socket
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote


@dataclass
class Frame:
    """One Server-Sent Event."""

    event: str = "message"
    id: str = ""
    data: dict[str, Any] = field(default_factory=dict)


class Ear:
    """One connection to `/api/v1/live`. `cursor` is the last id heard, as a browser would send it again."""

    def __init__(
        self, port: int, streams: str, *, token: str = "", session: str = "", cursor: str = "", after: str = "",
        version: str = "1.1", timeout: float = 5.0,
    ) -> None:  # fmt: skip
        self.cursor = cursor
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=timeout)
        self.rest = b""
        query = f"streams={quote(streams, safe='')}" + (f"&after={quote(after, safe='')}" if after else "")
        head = [f"GET /api/v1/live?{query} HTTP/{version}", f"Host: 127.0.0.1:{port}"]
        head += [f"Authorization: Bearer {token}"] if token else []
        head += [f"Cookie: s={session}"] if session else []
        head += [f"Last-Event-ID: {cursor}"] if cursor else []
        self.socket.sendall(("\r\n".join(head) + "\r\n\r\n").encode())
        self.head = self._until(b"\r\n\r\n").decode()
        self.status = int(self.head.split()[1])

    def _until(self, mark: bytes) -> bytes:
        while mark not in self.rest:
            piece = self.socket.recv(65536)
            if not piece:
                raise EOFError
            self.rest += piece
        before, _, self.rest = self.rest.partition(mark)
        return before

    def body(self) -> bytes:
        """All that comes until the end."""
        while piece := self.socket.recv(65536):
            self.rest += piece
        return self.rest

    def frame(self, timeout: float = 5.0) -> Frame:
        """The next frame that is not a ping. Raises `TimeoutError`, or `EOFError` at the end."""
        self.socket.settimeout(timeout)
        while True:
            lines = self._until(b"\n\n").decode().split("\n")
            if any(not line.startswith(":") for line in lines if line):
                break
        frame = Frame()
        for line in lines:
            name, _, value = line.partition(": ")
            if name == "event":
                frame.event = value
            elif name == "id":
                frame.id = self.cursor = value
            elif name == "data":
                frame.data = json.loads(value)
        return frame

    def hello(self) -> Frame:
        """The first frame."""
        frame = self.frame()
        assert frame.event == "hello", frame
        return frame

    def frames(self, count: int, timeout: float = 5.0) -> list[Frame]:
        """The next `count` frames."""
        return [self.frame(timeout) for _ in range(count)]

    def silence(self, seconds: float) -> bool:
        """Whether nothing but pings comes for so long."""
        until = time.monotonic() + seconds
        try:
            self.frame(max(0.01, until - time.monotonic()))
        except TimeoutError:
            return True
        return False

    def close(self) -> None:
        """Hang up."""
        self.socket.close()

    def __enter__(self) -> Ear:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
