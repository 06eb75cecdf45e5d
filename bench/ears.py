"""A process full of listeners: `python -m bench.ears PORT STREAM COUNT COOKIE`, told by lines what to do."""

from __future__ import annotations

import asyncio
import json
import re
import sys
import time
from typing import Any

_SEQ = re.compile(rb'"seq":(\d+)')


class Ear(asyncio.Protocol):
    """One connection. Frames are counted as they come; a message cut in two is counted with its second half."""

    def __init__(self, crowd: Crowd) -> None:
        self.crowd, self.rest, self.status = crowd, b"", b""

    def connection_made(self, transport: Any) -> None:
        """Say what we want to hear."""
        transport.write(self.crowd.says)

    def data_received(self, data: bytes) -> None:
        """Count."""
        if not self.status:
            self.status = data[9:12]
            self.crowd.answered += 1
            self.crowd.refused += self.status != b"200"
        whole, mark, self.rest = (self.rest + data).rpartition(b"\n\n")
        numbers = _SEQ.findall(whole) if mark else []
        for number in numbers:
            self.crowd.heard += 1
            self.crowd.last[int(number)] = time.time()
        self.crowd.bytes += len(whole) + 2 if numbers else 0

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        """Cut off: it will be missed."""
        self.crowd.cut += 1


class Crowd:
    """All listeners of this process."""

    def __init__(self, port: int, stream: str, count: int, cookie: str) -> None:
        self.port, self.count = port, count
        head = f"GET /api/v1/live?streams={stream} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n\r\n"
        self.says = head.encode()
        self.answered = self.refused = self.heard = self.bytes = self.cut = 0
        self.last: dict[int, float] = {}

    async def come(self) -> dict[str, Any]:
        """Connect, a few at a time, and wait for the answers."""
        loop = asyncio.get_running_loop()
        for begin in range(0, self.count, 25):
            few = min(25, self.count - begin)
            await asyncio.gather(
                *(loop.create_connection(lambda: Ear(self), "127.0.0.1", self.port) for _ in range(few))
            )
        until = loop.time() + 30
        while self.answered < self.count and loop.time() < until:
            await asyncio.sleep(0.05)
        return {"refused": self.refused + self.count - self.answered}

    async def obey(self) -> None:
        """One line in, one line out, until the input ends."""
        loop = asyncio.get_running_loop()
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            answer: dict[Any, Any] = {}
            if line.strip() == "come":
                answer = await self.come()
            elif line.strip() == "count":
                answer = {"heard": self.heard, "bytes": self.bytes, "cut": self.cut}
            elif line.strip() == "last":
                answer = self.last
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    import uvloop

    from withness.foundation.serving.listening import raise_file_limit

    raise_file_limit()
    uvloop.run(Crowd(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]).obey())
