"""A thin, lossy line between this machine and a network of its own: packets are carried by hand, late, and some are lost.

Two ends of a tunnel: one here (`here`), one in a network namespace. Each packet waits its turn at `bits` a second,
travels for `travel` seconds, and is lost with probability `loss`, on either way. Needs root and /dev/net/tun.
"""

from __future__ import annotations

import fcntl
import heapq
import os
import random
import select
import struct
import subprocess
import threading
import time
from pathlib import Path
from types import TracebackType

WAITING = 60  # packets that may wait at one end, as in a cheap router
_SET, _PACKETS = 0x400454CA, 0x1001  # TUNSETIFF; IFF_TUN without a header


def can_be_laid() -> bool:
    """Whether this machine lets us lay one."""
    return os.geteuid() == 0 and Path("/dev/net/tun").exists() and not _ip("-V")


class ThinLine:
    """`with ThinLine(...) as line:`; then `line.there([...])` runs a command at the other end."""

    def __init__(self, *, bits: int, loss: float, travel: float, seed: int) -> None:
        self.bits, self.loss, self.travel = bits, loss, travel
        ours = os.getpid() % 16_000  # each process lays its own, in an address of its own
        self.here, self.far = (f"10.98.{ours // 64}.{ours % 64 * 4 + n}" for n in (1, 2))
        self.space = f"thin-{os.getpid()}"
        self.chance, self.lost, self.carried = random.Random(seed), 0, 0
        self._free = [0.0, 0.0]
        self._under_way: list[tuple[float, int, int, bytes]] = []
        self._over = threading.Event()

    def there(self, command: list[str], *, patience: float) -> subprocess.CompletedProcess[str]:
        """Run a command at the other end. Raises `TimeoutExpired`."""
        return subprocess.run(
            ["ip", "netns", "exec", self.space, *command], capture_output=True, text=True, timeout=patience, check=False
        )

    def __enter__(self) -> ThinLine:
        names = [f"th{n}-{os.getpid()}" for n in (1, 2)]
        assert not _ip("netns", "add", self.space), "no network of its own can be made here"
        self._ends = [_an_end(name) for name in names]
        for words in (
            ["link", "set", names[1], "netns", self.space],
            ["addr", "add", f"{self.here}/30", "dev", names[0]], ["link", "set", names[0], "up"],
            ["-n", self.space, "addr", "add", f"{self.far}/30", "dev", names[1]],
            ["-n", self.space, "link", "set", names[1], "up"],
        ):  # fmt: skip
            assert not _ip(*words), words
        self._carrier = threading.Thread(target=self._carry, daemon=True)
        self._carrier.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, one: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._carrier.join(5)
        for end in self._ends:
            os.close(end)
        _ip("netns", "del", self.space)

    def _carry(self) -> None:
        number = 0
        while not self._over.is_set():
            soonest = self._under_way[0][0] - time.monotonic() if self._under_way else 0.2
            ready, _w, _x = select.select(self._ends, [], [], min(0.2, max(0.0, soonest)))
            for end in ready:
                number += 1
                self._take(self._ends.index(end), os.read(end, 65_535), number)
            while self._under_way and self._under_way[0][0] <= time.monotonic():
                _at, _number, to, packet = heapq.heappop(self._under_way)
                os.write(self._ends[to], packet)

    def _take(self, end: int, packet: bytes, number: int) -> None:
        self.carried += 1
        now = time.monotonic()
        wait = max(0.0, self._free[end] - now)
        if self.chance.random() < self.loss or wait > WAITING * 1500 * 8 / self.bits:
            self.lost += 1
            return
        self._free[end] = now + wait + len(packet) * 8 / self.bits
        heapq.heappush(self._under_way, (self._free[end] + self.travel, number, 1 - end, packet))


def _an_end(name: str) -> int:
    end = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(end, _SET, struct.pack("16sH", name.encode(), _PACKETS))
    return end


def _ip(*words: str) -> int:
    try:
        return subprocess.run(["ip", *words], capture_output=True, check=False).returncode
    except OSError:
        return 127
