"""Child processes: forked from a parent that has loaded everything once, and never outliving it."""

from __future__ import annotations

import contextlib
import ctypes
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

log = logging.getLogger("withness.serving")
_PR_SET_PDEATHSIG = 1
_PR_SET_NAME = 15
STOP = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
LAST_MOMENT = 3  # seconds after TERM, when the kernel ends a child that has not ended by itself
SETTLED = 5.0  # seconds a child must have lived for its next start to be immediate
LONGEST_PAUSE = 10.0


@dataclass(slots=True)
class Role:
    """What a child is for. `work(ready)` runs until TERM; it calls `ready` once it can do its work."""

    name: str
    number: int
    work: Callable[[Callable[[], None]], None]
    on_change: Callable[[bool], None] = lambda _up: None  # told in the parent whether the child is up


@dataclass(slots=True)
class Child:
    """One role, and the process that fills it just now (`pid` 0: none)."""

    role: Role
    pid: int = 0
    ready: bool = False
    began: float = 0.0
    falls: int = 0
    again_at: float = 0.0
    told_ready: int = field(default=-1)  # the end of a pipe on which the child says that it is ready

    def start(self, *, parents_breath: int, keep_from: Callable[[], None]) -> None:
        """Fork. `parents_breath` is a pipe that ends with the parent; `keep_from` closes what a child must not hold."""
        told, tell = os.pipe()
        parent = os.getpid()
        self.began, self.ready, self.told_ready = time.monotonic(), False, told
        signal.pthread_sigmask(signal.SIG_BLOCK, STOP)  # a TERM just now must reach the child as a child
        self.pid = os.fork()
        if self.pid == 0:
            os.close(told)
            keep_from()
            _live_as(self.role, parent=parent, parents_breath=parents_breath, tell=tell)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP)
        os.close(tell)

    def fell(self) -> None:
        """It ended without being asked to: plan its next start, later each time it falls at once."""
        lived = time.monotonic() - self.began
        self.falls = 0 if lived > SETTLED else self.falls + 1
        pause = 0.0 if self.falls <= 1 else min(0.1 * 2**self.falls, LONGEST_PAUSE)
        self.again_at = time.monotonic() + pause
        self.gone()

    def gone(self) -> None:
        """Nobody fills this role now."""
        self.pid, self.ready = 0, False
        if self.told_ready >= 0:
            os.close(self.told_ready)
            self.told_ready = -1
        self.role.on_change(False)

    def hear_ready(self) -> None:
        """The child said that it is ready (or ended before it could)."""
        word = os.read(self.told_ready, 1)
        os.close(self.told_ready)
        self.told_ready = -1
        if word:
            self.ready = True
            self.role.on_change(True)

    def send(self, number: int) -> None:
        """Send a signal, if there is somebody to receive it."""
        if self.pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)


def _live_as(role: Role, *, parent: int, parents_breath: int, tell: int) -> None:
    """The whole life of a child. Never returns."""
    code = 1
    try:
        _die_with(parent, parents_breath)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent tells us in order
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, lambda *_: os._exit(0))  # until the role puts something gentler there
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP)
        _name_process(f"withness {role.name}")

        def ready() -> None:
            with contextlib.suppress(OSError):
                os.write(tell, b"+")
                os.close(tell)

        role.work(ready)
        code = 0
    except BaseException:
        log.exception("child_broke", extra={"role": role.name})
    finally:
        with contextlib.suppress(Exception):
            sys.stderr.flush()
        os._exit(code)


def end_within(seconds: int = LAST_MOMENT) -> None:
    """Ask the kernel to end this process then, whatever it is stuck in."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(seconds)


def _die_with(parent: int, parents_breath: int) -> None:
    """No child without its parent, also when the parent is killed: an orphan would hold the port and answer."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    else:
        threading.Thread(target=_watch_breath, args=(parents_breath,), daemon=True).start()
    if os.getppid() != parent:
        os._exit(1)


def _watch_breath(parents_breath: int) -> None:
    os.read(parents_breath, 1)  # nothing is ever written: this returns when the parent has gone
    os._exit(1)


def _name_process(name: str) -> None:
    """So that `top` shows who is who. Linux only, and only for the eye."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_NAME, name.encode()[:15], 0, 0, 0)
