"""The parent: opens the door, keeps its children alive, and ends them in order so that nobody's words are lost."""

from __future__ import annotations

import contextlib
import logging
import os
import selectors
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from withness.foundation.serving.children import LAST_MOMENT, STOP, Child
from withness.foundation.serving.listening import let_nobody_new_in, open_door, raise_file_limit
from withness.foundation.serving.preloading import preload

if TYPE_CHECKING:
    from withness.foundation.serving.roles import Roles

log = logging.getLogger("withness.serving")


def serve(
    *, host: str | None = None, port: int | None = None, web: int | None = None, live: int | None = None,
    worker: bool = True, tell: Callable[[str], None] | None = None,
) -> int:  # fmt: skip
    """Serve the house until TERM or Ctrl-C; answers the exit code (0: every request was answered).

    What is left out is read from the settings. The data folder must exist and be migrated. `tell` is given one line
    when the house is open, with the address. Raises `CannotListen`.
    """
    from django.conf import settings

    from withness.foundation.serving.roles import Roles

    host, port = host or settings.HOST, settings.PORT if port is None else port
    raise_file_limit()
    with open_door(host, port) as door:
        pages = preload()
        Path(settings.RUN_DIR).mkdir(parents=True, exist_ok=True, mode=0o700)
        roles = Roles(
            door,
            pages,
            web=settings.WEB_PROCESSES if web is None else web,
            live=settings.LIVE_PROCESSES if live is None else live,
            worker=worker,
        )
        return Parent(door, roles, tell or _say).run(f"Withness is open at {_address(door)}")


def _address(door: socket.socket) -> str:
    from django.conf import settings

    if not settings.LOOPBACK:
        return str(settings.BASE_URL)
    host, port = door.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class Parent:
    """Watches over one child for each role."""

    def __init__(self, door: socket.socket, roles: Roles, tell: Callable[[str], None]) -> None:
        self.door = door
        self.roles = roles
        self.tell = tell
        self.children = [Child(role) for role in roles.all]
        self.breath, self._held_breath = os.pipe()  # nobody writes; it ends when we do
        self.signals = selectors.DefaultSelector()
        self.stopping = False
        self._ear, self._mouth = socket.socketpair()

    def run(self, welcome: str) -> int:
        """Start everybody, mend what breaks, and stop when told to."""
        self._listen_to_signals()
        try:
            for child in self.children:
                self._start(child)
            while not self.stopping:
                self._wait(self._pause())
                self._bury()
                if welcome and all(child.ready for child in self.children):
                    self.tell(welcome)
                    welcome = ""
                self._mend()
            return self._stop()
        finally:
            self._end_rest()

    def _listen_to_signals(self) -> None:
        self._ear.setblocking(False)
        self._mouth.setblocking(False)
        signal.set_wakeup_fd(self._mouth.fileno(), warn_on_full_buffer=False)
        for number in STOP:
            signal.signal(number, self._hear_stop)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self.signals.register(self._ear, selectors.EVENT_READ)

    def _hear_stop(self, *_: object) -> None:
        self.stopping = True

    def _start(self, child: Child) -> None:
        child.start(parents_breath=self.breath, keep_from=self._let_go_in_child)
        self.signals.register(child.told_ready, selectors.EVENT_READ, child)
        log.info("child_started", extra={"role": child.role.name, "pid": child.pid})

    def _let_go_in_child(self) -> None:
        """Runs in the child: what belongs to the parent alone."""
        signal.set_wakeup_fd(-1)
        os.close(self._held_breath)
        self._ear.close()
        self._mouth.close()
        self.signals.close()
        for other in self.children:
            if other.told_ready >= 0 and other.pid:
                os.close(other.told_ready)

    def _pause(self) -> float | None:
        waiting = [child.again_at for child in self.children if not child.pid]
        return max(0.0, min(waiting) - time.monotonic()) if waiting else None

    def _wait(self, seconds: float | None) -> None:
        for key, _ in self.signals.select(seconds):
            if key.fileobj is self._ear:
                with contextlib.suppress(BlockingIOError):
                    self._ear.recv(4096)
            else:
                self.signals.unregister(key.fileobj)
                key.data.hear_ready()

    def _bury(self) -> list[Child]:
        """Children that have ended since we last looked."""
        ended = []
        for child in self.children:
            if child.pid and os.waitpid(child.pid, os.WNOHANG)[0]:
                if child.told_ready >= 0:
                    self.signals.unregister(child.told_ready)
                if not self.stopping:
                    log.warning("child_ended", extra={"role": child.role.name, "pid": child.pid})
                child.fell()
                ended.append(child)
        return ended

    def _mend(self) -> None:
        for child in self.children:
            if not child.pid and child.again_at <= time.monotonic() and not self.stopping:
                self._start(child)

    def _stop(self) -> int:
        """Nobody new; then everybody finishes what they have in hand. Answers 0 if they all did."""
        let_nobody_new_in(self.door)
        before = [child for child in self.children if child.pid]
        for child in before:
            child.send(signal.SIGTERM)
            child.role.on_change(False)
        self.roles.nobody_new()
        end = time.monotonic() + LAST_MOMENT
        while any(child.pid for child in before) and time.monotonic() < end:
            self._wait(max(0.01, end - time.monotonic()))
            self._bury()
        return 1 if any(child.pid for child in before) else 0

    def _end_rest(self) -> None:
        signal.set_wakeup_fd(-1)
        for child in self.children:
            child.send(signal.SIGKILL)
            if child.pid:
                os.waitpid(child.pid, 0)
                child.gone()
