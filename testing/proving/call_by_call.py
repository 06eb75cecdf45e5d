"""Killing the process that writes a share at the first of its system calls, at the second, and so on to the last."""

from __future__ import annotations

import contextlib
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from testing.houses import House, running_house
from testing.proving.writing_on import Writer, agree_with_rows

WRITES = ("pwrite64", "fdatasync", "ftruncate", "write", "sendto", "sendmsg", "writev")  # strace counts each by itself
MOST = 400  # no share needs so many of one kind


def strace_here() -> bool:
    """Whether this machine has strace and lets us use it."""
    if not shutil.which("strace"):
        return False
    tried = subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, check=False)
    return tried.returncode == 0


def kill_at_each_call(*, postgres: str = "", full: bool, faults: Sequence[str] = ()) -> dict[str, object]:
    """Each share is written with a kill at another call, then sent again until acknowledged.

    Of each kind of call the first, the second, … in the whole web process; then those of the thread that answers, when
    the share is kept and nobody has been told. Raises `AssertionError`.
    """
    with (
        tempfile.TemporaryDirectory() as folder,
        running_house(
            Path(folder), postgres=postgres, faults=("unhurried", "undaunted", *faults), WITHNESS_WEB_THREADS="1"
        ) as house,
    ):
        cast = house.errand("cast")
        writer = Writer(house.port, cast["groups"]["long_nights"], cast["tokens"]["ana"], 0, 1)
        writer._keep("writer 0 share first")
        kinds = WRITES if full else ("sendto" if postgres else "pwrite64", "fdatasync")
        met = sum(_series(house, writer, call, whole=True, step=1 if full else 5) for call in kinds)
        met += sum(_series(house, writer, call, whole=False, step=1) for call in WRITES[3:]) if full else 0
        assert met > 2, "hardly any call was met: the trial says nothing"
        writer.check()
        agree_with_rows(house, [writer])
    return {"calls killed at": met}


def _series(house: House, writer: Writer, call: str, *, whole: bool, step: int) -> int:
    """Kill at call 1, 1 + step, … until a share is written without meeting the kill; answers how many were met."""
    met = 0
    for number in range(1, MOST, step):
        house.get("/api/v1/groups")  # what is imported with the first request is no part of writing
        before = house.children()["web"]
        with _killing_at(before[0], call, number, whole=whole):
            writer._keep(f"writer 0 share {call}{'' if whole else ' by who answers'} {number}")
        if house.children().get("web") == before:
            break
        met += 1
        _wait_for_web(house, before)
    return met


@contextlib.contextmanager
def _killing_at(pid: int, call: str, number: int, *, whole: bool) -> Iterator[None]:
    """Whoever in that process makes its call `number` of that kind is killed there, and the process with it."""
    command = [
        "strace",
        "-qq",
        "-o",
        "/dev/null",
        "-e",
        f"trace={call}",
        "-e",
        f"inject={call}:signal=KILL:when={number}",
    ]
    knife = subprocess.Popen(
        [*command, *(["-f"] if whole else []), "-p", str(pid)], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _wait_until_held(pid, whole=whole)
    try:
        yield
    finally:
        if knife.poll() is None:
            knife.send_signal(signal.SIGTERM)
        knife.wait(10)


def _wait_until_held(pid: int, *, whole: bool) -> None:
    """Until strace has hold of every thread, or of the one that answers."""
    threads = Path(f"/proc/{pid}/task")
    until = time.monotonic() + 5
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            those = threads.glob("*/status") if whole else [threads / str(pid) / "status"]
            if all("TracerPid:\t0\n" not in path.read_text() for path in those):
                return
        time.sleep(0.01)
    raise AssertionError("strace did not take hold of the process")


def _wait_for_web(house: House, before: list[int]) -> None:
    until = time.monotonic() + 10
    while time.monotonic() < until and house.children().get("web", before) == before:
        time.sleep(0.02)
