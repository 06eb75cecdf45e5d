"""Somebody who listens on through every fault: cut off, they come back with the last id they heard."""

from __future__ import annotations

import threading
import time
from typing import Any

from testing.listening import Ear


class Listening(threading.Thread):
    """Hears one stream; `heard` is all of it, in the order in which it came."""

    def __init__(self, port: int, stream: str, token: str) -> None:
        super().__init__(daemon=True)
        self.port, self.stream, self.token = port, stream, token
        self.heard: list[tuple[int, str]] = []
        self.cursor = f"{stream}=0"
        self.began = 0
        self.resets = 0
        self.enough = threading.Event()

    def run(self) -> None:
        """Until there is enough."""
        while not self.enough.is_set():
            try:
                self._listen()
            except (OSError, EOFError, ValueError, IndexError):
                time.sleep(0.05)  # the house is away; it comes back

    def _listen(self) -> None:
        with Ear(self.port, self.stream, token=self.token, cursor=self.cursor) as ear:
            if ear.status != 200:
                time.sleep(0.05)
                return
            self.began += 1
            try:
                while not self.enough.is_set():
                    self._hear(ear)
            finally:
                self.cursor = ear.cursor

    def _hear(self, ear: Ear) -> None:
        try:
            frame = ear.frame(0.5)
        except TimeoutError:
            return
        if frame.event == "reset":
            self.resets += 1
        elif "seq" in frame.data:
            self.heard.append((frame.data["seq"], frame.data["kind"]))

    def hear_up_to(self, seq: int, *, patience: float = 60) -> None:
        """Wait until that number has come; raises `AssertionError` when it does not."""
        until = time.monotonic() + patience
        while (not self.heard or self.heard[-1][0] < seq) and time.monotonic() < until:
            time.sleep(0.05)
        self.enough.set()
        self.join(10)

    def check(self, told: list[list[Any]]) -> int:
        """All that was told was heard: no gap, nothing twice, in order. How many; raises `AssertionError`."""
        numbers = [seq for seq, _kind in self.heard]
        wanted = [event[0] for event in told]
        gaps = sorted(set(wanted) - set(numbers))
        assert not gaps, f"{len(gaps)} of {len(wanted)} events were never heard: {gaps[:5]}"
        assert len(numbers) == len(set(numbers)), "something was heard twice"
        assert numbers == wanted, "what was heard came out of order"
        assert self.resets == 0, "a listener was told to look again although everything is kept"
        return len(numbers)
