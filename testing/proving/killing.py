"""`kill -9`, again and again, while people write and listen: what was acknowledged is there, once, and heard in order.

The whole tree is killed, and each of its processes; and (with strace) the web process at every single system call with
which a share is written. On SQLite, and on PostgreSQL where there is one.
"""

from __future__ import annotations

import os
import random
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from testing.houses import House, postgres_here, running_house
from testing.proofs import Figures, proof
from testing.proving.call_by_call import kill_at_each_call, strace_here
from testing.proving.listening_on import Listening
from testing.proving.writing_on import Writer, agree_with_rows

WRITERS, REPLAYS = 8, 0.3  # how many write, and how often one sends an old share again
KILLS, FEW_KILLS = 60, 6
MARKS = ("web", "live", "worker", "tree", "tree")


@proof("kill", "Killed again and again while people write, the house has every acknowledged share once, and no gap")
def killing(seed: int, full: bool) -> Figures:
    """What was acknowledged, retried and heard over all kills, on each database."""
    homes = {"sqlite": "", "postgresql": postgres_here()}
    trials: dict[str, Callable[[], Mapping[str, object]]] = {}
    for name, postgres in homes.items():
        if name == "sqlite" or postgres:
            load = partial(kill_under_load, random.Random(seed), KILLS if full else FEW_KILLS, postgres=postgres)
            calls = partial(kill_at_each_call, postgres=postgres, full=full)
            trials |= {f"{name} load": load, **({f"{name} calls": calls} if strace_here() else {})}
    with ThreadPoolExecutor(len(trials)) as side_by_side:  # each has a house of its own
        running = {name: side_by_side.submit(trial) for name, trial in trials.items()}
    figures = {
        f"{name.split()[0]} {what}": value for name, one in running.items() for what, value in one.result().items()
    }
    missing = [] if homes["postgresql"] else ["PostgreSQL"]
    missing += [] if strace_here() else ["strace"]
    return figures | ({"left out": " and ".join(missing)} if missing else {})


def kill_under_load(
    chance: random.Random, kills: int, *, postgres: str = "", faults: Sequence[str] = (), replays: float = REPLAYS
) -> dict[str, object]:
    """Kill so many times while eight people write and two listen. Raises `AssertionError` when anything is not kept."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running_house(Path(folder), postgres=postgres, faults=("unhurried", "undaunted", *faults)) as house,
    ):
        cast = house.errand("cast")
        group, port = cast["groups"]["long_nights"], house.port
        ears = [Listening(port, f"group:{group}", cast["tokens"][who]) for who in ("ben", "chidi")]
        people = [cast["tokens"][("ana", "ben", "chidi", "eve")[n % 4]] for n in range(WRITERS)]
        writers = [Writer(port, group, token, n, chance.randrange(10**9), replays) for n, token in enumerate(people)]
        for thread in (*ears, *writers):
            thread.start()
        for _ in range(kills):
            _wait_for_more(writers, chance.randint(1, 30))
            time.sleep(chance.uniform(0, 0.2))
            _kill(house, chance.choice(MARKS))
        time.sleep(0.5)
        _finish(writers)
        told = house.errand("told", stream=f"group:{group}")
        for ear in ears:
            ear.hear_up_to(told[-1][0])
        agree_with_rows(house, writers)
        heard = [ear.check(told) for ear in ears]
        return {
            "kills": kills, "acknowledged": sum(len(one.acknowledged) for one in writers),
            "retried": sum(one.retries for one in writers), "heard": sum(heard), "reconnects": sum(e.began for e in ears),
        }  # fmt: skip


def _wait_for_more(writers: Sequence[Writer], many: int, *, patience: float = 60) -> None:
    """Until so many more shares have been acknowledged: a kill in a house that is not yet awake says nothing."""

    def kept() -> int:
        return sum(len(writer.acknowledged) for writer in writers)

    wanted, until = kept() + many, time.monotonic() + patience
    while kept() < wanted and time.monotonic() < until and not any(writer.trouble for writer in writers):
        time.sleep(0.01)


def _kill(house: House, what: str) -> None:
    if what == "tree":
        house.kill()
        house.start()
        return
    for pid in house.children().get(what, []):
        os.kill(pid, signal.SIGKILL)


def _finish(writers: Sequence[Writer]) -> None:
    for writer in writers:
        writer.enough = True
    _join(writers, 150)
    for writer in writers:
        writer.check()


def _join(threads: Sequence[threading.Thread], seconds: float) -> None:
    until = time.monotonic() + seconds
    for thread in threads:
        thread.join(max(0.1, until - time.monotonic()))
        assert not thread.is_alive(), "somebody still waits for an answer"
