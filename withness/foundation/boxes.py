"""Letterboxes between our own processes on one machine: a few bytes, quickly, and no harm done when they are lost."""

from __future__ import annotations

import contextlib
import os
import select
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

_LONGEST_PATH = 100  # what a socket's name may measure, less a margin
_RESCAN = 5.0  # seconds after which we look again who has a box, whatever the folder's date says


class Box:
    """Where one process waits for hints of a `kind`. Use as a context manager."""

    def __init__(self, kind: str) -> None:
        self.path = Path(settings.RUN_DIR) / f"{kind}-{os.getpid()}.box"
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.setblocking(False)
        self.most = _queue_length()

    def __enter__(self) -> Box:
        """Put up the box, and take down those of processes that are no more."""
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        for other in self.path.parent.glob("*.box"):
            if other == self.path or not _is_alive(other):
                other.unlink(missing_ok=True)
        with _reachable(self.path) as name:
            self.socket.bind(name)
        return self

    def __exit__(self, *_: object) -> None:
        """Take it down."""
        self.path.unlink(missing_ok=True)
        self.socket.close()

    def take(self) -> tuple[set[str], bool]:
        """What has come, and whether so much came that more may have been turned away."""
        found: set[str] = set()
        count = 0
        with contextlib.suppress(BlockingIOError):
            while True:
                found.add(self.socket.recv(256).decode("utf-8", "replace"))
                count += 1
        return found, count >= self.most

    def wait(self, seconds: float) -> None:
        """Sleep, at most so long, until something comes."""
        if select.select([self.socket], [], [], max(0.0, seconds))[0]:
            self.take()

    def nudge(self) -> None:
        """Wake whoever waits here (from a signal handler of the same process)."""
        drop(self.path.stem.split("-")[0], "")


@dataclass(slots=True)
class _Round:
    """The boxes of one kind, as last seen."""

    folder_changed: int = -1
    seen_at: float = 0.0
    paths: list[Path] = field(default_factory=list)


_rounds: dict[tuple[str, str], _Round] = {}
_out: list[socket.socket] = []


def boxes(kind: str) -> list[Path]:
    """The boxes of that kind on this machine. The folder is read again only when it has changed."""
    folder = str(settings.RUN_DIR)
    seen = _rounds.setdefault((folder, kind), _Round())
    try:
        changed = os.stat(folder).st_mtime_ns
    except FileNotFoundError:
        return []
    now = time.monotonic()
    if changed != seen.folder_changed or now - seen.seen_at > _RESCAN:
        seen.paths = sorted(Path(folder).glob(f"{kind}-*.box"))
        seen.folder_changed, seen.seen_at = changed, now
    return seen.paths


def drop(kind: str, hint: str) -> None:
    """Leave `hint` in every box of that kind. A full or vanished box is passed by."""
    for path in boxes(kind):
        if not _out:
            _out.append(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM))
            _out[0].setblocking(False)
        with contextlib.suppress(OSError), _reachable(path) as name:
            _out[0].sendto(hint.encode(), name)


@contextlib.contextmanager
def _reachable(path: Path) -> Iterator[str]:
    """The name of a socket that may lie deeper than 100 characters: then by way of its folder."""
    if len(os.fsencode(path)) <= _LONGEST_PATH:
        yield str(path)
        return
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)


def _is_alive(box: Path) -> bool:
    pid = box.stem.rsplit("-", 1)[-1]
    if not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _queue_length() -> int:
    """How many datagrams the kernel keeps for a box before it turns the next away."""
    with contextlib.suppress(OSError, ValueError):
        return int(Path("/proc/sys/net/unix/max_dgram_qlen").read_text())
    return 8
