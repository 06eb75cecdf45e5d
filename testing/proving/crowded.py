"""Two thousand who listen behind one address, a flood of connections that say nothing, and somebody who wants to read."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from testing.houses import House, running_house
from testing.proofs import Figures, proof
from testing.proving.crowd import Crowd
from withness.foundation.serving.listening import raise_file_limit

MANY, FEW = 2000, 150
HALF_OPEN = 1500
TELLS, PAUSE = 20, 0.25
PATIENCE = 10.0  # seconds within which a reader must be answered: on this machine others work, too
SMALL = 1024  # open files of a house with the limit most systems give


@proof("crowd", "2,000 listeners of one address hear everything, and 1,500 half-open connections stop no reader")
def crowded(seed: int, full: bool) -> Figures:
    """Deliveries, the slowest page meanwhile, and how a house with few open files fared in the flood."""
    figures = asyncio.run(serve_many(MANY if full else FEW))
    return figures | asyncio.run(flood(files=SMALL))


async def serve_many(many: int, *, faults: Sequence[str] = ()) -> dict[str, object]:
    """So many listen while half-open connections stand around; nothing is lost, pages go on."""
    raise_file_limit()
    with tempfile.TemporaryDirectory() as folder, running_house(Path(folder), faults=faults) as house:
        cast = house.errand("cast")
        group = cast["groups"]["long_nights"]
        crowd = Crowd(house.port, f"group:{group}", cast["tokens"]["ben"])
        await crowd.come(many)
        holding = asyncio.create_task(_half_open(house.port, HALF_OPEN if many >= MANY else 200))
        reading = asyncio.create_task(_read_on(house, cast["tokens"]["ana"], group))
        last = house.errand("events", stream=f"group:{group}", count=1, kind="presence")
        numbers = [last]
        for _ in range(TELLS - 1):
            await asyncio.sleep(PAUSE)
            numbers.append(await asyncio.to_thread(house.errand, "events", stream=f"group:{group}"))
        await crowd.have_heard(numbers[-1], within=15)
        held = await holding
        slowest, pages = await _stopped(reading)
        lost, ended = crowd.lost(numbers), sum(one.ended for one in crowd.everybody)
        crowd.leave()
        assert not lost, f"{lost} of {many * TELLS} deliveries were lost"
        assert not ended, f"{ended} listeners were cut off"
        assert pages > 0, "nobody could read a page meanwhile"
        return {"listeners": many, "deliveries": many * TELLS, "lost": 0, "half-open": held, "pages": pages,
                "slowest page ms": round(slowest * 1000)}  # fmt: skip


async def flood(*, files: int, faults: Sequence[str] = (), patience: float = PATIENCE) -> dict[str, object]:
    """A house with few open files, and 1,500 who open a connection and begin a header. Somebody reads all the same."""
    raise_file_limit()
    with tempfile.TemporaryDirectory() as folder, running_house(Path(folder), files=files, faults=faults) as house:
        cast = house.errand("cast")
        holding = asyncio.create_task(_half_open(house.port, HALF_OPEN))
        await asyncio.sleep(0.5)
        times = []
        while not holding.done():  # a slow machine needs most of that time until all the files are taken
            times.append(await _read(house, cast["tokens"]["ana"], cast["groups"]["long_nights"], patience))
            await asyncio.sleep(0.1)
        await holding
        return {"slowest page in the flood ms": round(max(times) * 1000), "open files in the flood": files}


async def _half_open(port: int, many: int, *, seconds: float = 6.0) -> int:
    """So many connections, 500 new ones a second, that say the beginning of something and a little more each second, and
    never end it. Whoever is let go comes back. Answers how many were opened in all.
    """
    until, opened, held = time.monotonic() + seconds, 0, list[asyncio.Transport]()
    loop = asyncio.get_running_loop()
    while time.monotonic() < until:
        held = [one for one in held if not one.is_closing()]
        for _ in range(min(10, many - len(held))):
            with contextlib.suppress(OSError, TimeoutError):
                transport, _protocol = await loop.create_connection(asyncio.Protocol, "127.0.0.1", port)
                transport.write(b"GET / HTTP/1.1\r\nHost: x\r\n")
                held.append(transport)
                opened += 1
        for one in held[opened % 50 :: 50]:
            one.write(b"X-More: x\r\n")
        await asyncio.sleep(0.02)
    for one in held:
        one.abort()
    return opened


async def _read_on(house: House, token: str, group: str) -> tuple[float, int]:
    """Read a page again and again until cancelled; the slowest, and how many."""
    slowest, pages = 0.0, 0
    with contextlib.suppress(asyncio.CancelledError):
        while True:
            slowest = max(slowest, await _read(house, token, group, PATIENCE))
            pages += 1
            await asyncio.sleep(0.1)
    return slowest, pages


async def _read(house: House, token: str, group: str, patience: float) -> float:
    """Seconds that one page took, over a connection of its own. Raises `AssertionError` when it was not answered."""
    began = time.perf_counter()
    try:
        status, _body = await asyncio.to_thread(house.get, f"/api/v1/groups/{group}", token=token, timeout=patience)
    except OSError as no:
        raise AssertionError(f"a reader was not answered: {no!r}") from no
    assert status == 200, f"a reader was answered {status}"
    return time.perf_counter() - began


async def _stopped(task: asyncio.Task[Any]) -> tuple[float, int]:
    task.cancel()
    return await task
