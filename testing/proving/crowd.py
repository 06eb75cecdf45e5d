"""A crowd that listens, on one loop: each connection counts what it hears, and nobody is parsed who need not be."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable
from typing import Any

_SEQ = re.compile(rb'"seq":(\d+)')


class Hearer(asyncio.Protocol):
    """One connection to `/api/v1/live`. `numbers` is what it heard, `status` how it was answered."""

    __slots__ = ("begun", "ended", "numbers", "on_number", "rest", "says", "status", "transport")

    def __init__(self, says: bytes, on_number: Callable[[int], None]) -> None:
        self.says, self.on_number = says, on_number
        self.numbers: list[int] = []
        self.status = 0
        self.begun = self.ended = False
        self.rest = b""
        self.transport: Any = None

    def connection_made(self, transport: Any) -> None:
        """Say what we want to hear."""
        self.transport = transport
        transport.write(self.says)

    def data_received(self, data: bytes) -> None:
        """Whole frames are counted; the beginning of the next one is kept."""
        whole, mark, rest = (self.rest + data).rpartition(b"\n\n")
        self.rest = rest
        if not self.status and whole:
            self.status = int(whole[9:12])
        self.begun = self.begun or b"event: hello" in whole
        if mark:
            for found in _SEQ.finditer(whole):
                self.numbers.append(int(found[1]))
                self.on_number(int(found[1]))

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        """Cut off."""
        self.ended = True


class Crowd:
    """So many listeners from one address. `last` says when each number came to the last of them."""

    def __init__(self, port: int, stream: str, token: str) -> None:
        self.port = port
        self.says = (
            f"GET /api/v1/live?streams={stream} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n\r\n"
        ).encode()
        self.everybody: list[Hearer] = []
        self.count: dict[int, int] = {}
        self.last: dict[int, float] = {}

    def _heard(self, number: int) -> None:
        self.count[number] = self.count.get(number, 0) + 1
        self.last[number] = time.perf_counter()

    async def come(self, many: int, *, at_once: int = 50) -> None:
        """So many more connect and are answered. Raises `AssertionError` when they are not."""
        loop = asyncio.get_running_loop()
        before = len(self.everybody)
        for begin in range(0, many, at_once):
            some = await asyncio.gather(
                *(
                    loop.create_connection(lambda: Hearer(self.says, self._heard), "127.0.0.1", self.port)
                    for _ in range(min(at_once, many - begin))
                )
            )
            self.everybody += [hearer for _transport, hearer in some]
        until = loop.time() + 30
        new = self.everybody[before:]
        while not all(one.begun or one.ended for one in new) and loop.time() < until:
            await asyncio.sleep(0.02)
        refused = [one.status for one in new if not one.begun]
        assert not refused, f"{len(refused)} of {many} listeners were not served: {sorted(set(refused))}"

    async def have_heard(self, number: int, *, within: float) -> None:
        """Wait until everybody has heard that number, or the time is over."""
        loop = asyncio.get_running_loop()
        until = loop.time() + within
        while self.count.get(number, 0) < len(self.everybody) and loop.time() < until:
            await asyncio.sleep(0.01)

    def lost(self, numbers: list[int]) -> int:
        """How many deliveries of these numbers are missing, came twice or came out of order."""
        return sum(
            len(set(numbers) ^ set(one.numbers))
            + len(one.numbers)
            - len(set(one.numbers))
            + (one.numbers != sorted(one.numbers))
            for one in self.everybody
        )

    def leave(self) -> None:
        """Everybody hangs up."""
        for one in self.everybody:
            one.transport.abort()
