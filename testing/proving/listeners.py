"""A thousand listen to one circle and two hundred circles of twelve go on beside it: how soon the last screen knows.

All lines are real connections to `/api/v1/live`. An act is sent to the API; the time runs from before it is sent until
the last listener of that circle has its frame. Work is read from the kernel's account of the live processes.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import Request, urlopen

from testing.houses import House, running_house
from testing.proofs import Figures, proof

TICK = os.sysconf("SC_CLK_TCK")
LISTENING = "name: A talk\npeople: 12\nlisteners: yes\n\n[Talk]\nkind: open floor\nminutes: 60\n"
ACTS = ("pause", "resume")  # whoever holds the circle can do these again and again; a raised hand becomes a turn


@dataclass
class Crowd:
    """Who listens where, and when each frame came: circle → number → moments."""

    wanted: dict[str, int]
    heard: dict[str, dict[int, list[float]]] = field(default_factory=dict)
    open: int = 0


@proof(
    "listeners", "A thousand listeners in one circle and two hundred circles of twelve: the last screen within a second"
)
def listeners(seed: int, full: bool) -> Figures:
    """How long the last of them waited, and what a thousand deliveries cost."""
    small, crowd, acts = (200, 1000, 300) if full else (4, 30, 12)
    with tempfile.TemporaryDirectory() as folder, running_house(Path(folder)) as house:
        cast = house.errand("cast")
        circles = house.errand("many_circles", person_id=cast["people"]["chidi"], count=small + 1, text=LISTENING)
        wanted = {circle: 12 for circle in circles} | {circles[0]: crowd}
        return asyncio.run(_measure(house, cast["tokens"]["chidi"], wanted, acts, seed))


async def _measure(house: House, token: str, wanted: dict[str, int], acts: int, seed: int) -> Figures:
    crowd, chance = Crowd(wanted), random.Random(seed)
    await _one_before(house, token, next(iter(wanted)))
    before = _memory(house)
    lines = [
        asyncio.create_task(_listen(house.port, token, circle, crowd)) for circle, n in wanted.items() for _ in range(n)
    ]
    everybody = sum(wanted.values())
    for _ in range(1200):
        if crowd.open == everybody:
            break
        await asyncio.sleep(0.1)
    assert crowd.open == everybody, f"{crowd.open} of {everybody} came in"
    memory, work = _memory(house) - before, _work(house)
    circles, waits, great, deliveries = list(wanted), [], [], 0
    for number in range(acts):
        circle = circles[0] if number % 10 == 0 else chance.choice(circles)
        began = time.monotonic()
        seq = await asyncio.to_thread(_act, house, token, circle)
        if seq:
            wait = await _last(crowd, circle, seq, began)
            (great if circle == circles[0] else waits).append(wait)
            deliveries += wanted[circle]
    work = _work(house) - work
    for line in lines:
        line.cancel()
    p99 = sorted(waits + great)[int(len(waits + great) * 0.99) - 1]
    figures = {
        "listeners": everybody,
        "acts": len(waits) + len(great),
        "deliveries": deliveries,
        "act to last screen p99 s": round(p99, 3),
        "in the great circle, worst s": round(max(great, default=0), 3),
        "CPU s per 1,000 deliveries": round(1000 * work / deliveries, 4),
        "KB a listener": round(memory / everybody / 1024, 1),
    }
    assert len(waits) + len(great) == acts, ("acts that did nothing prove nothing", figures)
    assert len(great) >= acts // 10, figures
    return figures


async def _one_before(house: House, token: str, circle: str) -> None:
    """Somebody comes and goes again: what a process learns with its first listener is not what a listener costs."""
    first = Crowd({circle: 1})
    line = asyncio.create_task(_listen(house.port, token, circle, first))
    for _ in range(600):
        if first.open:
            break
        await asyncio.sleep(0.1)
    line.cancel()


async def _listen(port: int, token: str, circle: str, crowd: Crowd) -> None:
    await asyncio.sleep(random.random() * sum(crowd.wanted.values()) / 300)
    ask = f"GET /api/v1/live?streams=circle:{circle} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\n\r\n"
    while True:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(ask.encode())
        if b" 200 " in await reader.readline():
            break
        writer.close()  # so many at once: the house asks us to come a little later
        await asyncio.sleep(1 + random.random())
    heard = crowd.heard.setdefault(circle, {})
    while line := await reader.readline():
        if line.startswith(b"event: hello"):
            crowd.open += 1
        elif line.startswith(b'data: {"stream":"circle') and b'"kind"' in line:
            seq = int(line.split(b'"seq":')[1].split(b",")[0])
            heard.setdefault(seq, []).append(time.monotonic())


def _act(house: House, token: str, circle: str) -> int:
    """Raise the hand, or lower it if it is up already; the number of the event."""
    for name in ACTS:
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        asked = Request(f"{house.base_url}/api/v1/circles/{circle}/acts", json.dumps({"act": name}).encode(), headers)
        with urlopen(asked, timeout=20) as answer:
            told = json.loads(answer.read())
        if told["did"]:
            return int(told["seq"])
    return 0


async def _last(crowd: Crowd, circle: str, seq: int, began: float) -> float:
    """Seconds until the last listener of that circle has heard it; each once."""
    for _ in range(4000):
        times = crowd.heard.get(circle, {}).get(seq, [])
        if len(times) >= crowd.wanted[circle]:
            assert len(times) == crowd.wanted[circle], "somebody heard it twice"
            return max(times) - began
        await asyncio.sleep(0.005)
    raise AssertionError(f"only {len(times)} of {crowd.wanted[circle]} heard number {seq}")


def _work(house: House) -> float:
    """Seconds of processor that the live processes have used."""
    spent = 0.0
    for pid in house.children().get("live", []):
        parts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        spent += (int(parts[11]) + int(parts[12])) / TICK
    return spent


def _memory(house: House) -> int:
    """Bytes that the live processes hold in memory."""
    page = os.sysconf("SC_PAGE_SIZE")
    return sum(
        int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * page for pid in house.children().get("live", [])
    )
