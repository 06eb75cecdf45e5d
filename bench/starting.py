"""W6: from nothing to the first page, and what the whole tree weighs when nobody is there."""

from __future__ import annotations

import os
import subprocess
import sys
import time

from bench import tree
from bench.client import Question, ask_all, run
from bench.figures import Figures, middle
from bench.floors import BARE
from bench.house import furnished
from testing.houses import House, free_port

IDLE = 6.0  # seconds we let it settle before weighing


def w6(*, n: int, repeats: int, shares: int, postgres: str) -> Figures:
    """`n` more starts are made by each repeat; memory is that of the last, idle. One operation is one start."""
    starts: list[tuple[float, float]] = []
    with furnished(shares=shares, postgres=postgres) as (house, _furniture):
        for _ in range(repeats * n):
            house.stop()
            starts.append(_start(house))
        time.sleep(IDLE)
        rss, pss = tree.memory(house.pid)
        processes = len(tree.members(house.pid))
        before = tree.cpu(house.pid)
        time.sleep(IDLE)
        idle = tree.cpu(house.pid) - before
    cpu, seconds = middle(starts, lambda one: one[0])
    floor = _bare()
    return Figures(
        workload="W6", n=n, repeats=repeats, cpu_ms_per_op=round(cpu * 1000), spread=sorted(round(one[0] * 1000) for one in starts),
        p50_ms=round(seconds * 1000), p99_ms=round(max(one[1] for one in starts) * 1000), rss_mb=rss, pss_mb=pss,
        processes=processes, idle_cpu_percent=round(idle / IDLE * 100, 2), lost=0, bytes=0, shares=shares, floor=floor,
        ratio_to_floor=round(cpu * 1000 / floor["cpu_ms_per_op"], 1), database="postgresql" if postgres else "sqlite",
    )  # fmt: skip


def _start(house: House) -> tuple[float, float]:
    """CPU of the tree, and seconds, from the command to the first page."""
    began = time.perf_counter()
    house.start()
    status, _body = house.get("/")
    if status != 200:
        raise RuntimeError(f"the first page was answered {status}")
    return tree.cpu(house.pid), time.perf_counter() - began


def _bare() -> dict[str, float]:
    """A bare server that starts and answers once."""
    port = free_port()
    bare = subprocess.Popen([sys.executable, "-c", BARE, str(port), "400"], env=dict(os.environ))
    try:
        ask = Question(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        for _ in range(200):
            try:
                run(lambda: ask_all(port, [ask], at_once=1))
            except OSError:
                time.sleep(0.05)
            else:
                break
        return {"cpu_ms_per_op": round(tree.cpu(bare.pid) * 1000), "rss_mb": tree.memory(bare.pid)[0]}
    finally:
        bare.kill()
        bare.wait()
