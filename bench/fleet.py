"""W8: several houses on one PostgreSQL, as if on several machines; wake-ups by NOTIFY, then by Redis."""

from __future__ import annotations

import contextlib
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from bench import tree
from bench.client import Answers, ask_all, run
from bench.figures import Figures, middle
from bench.floors import broadcast_floor
from bench.house import Furniture, furnish_house
from bench.listeners import Round, figures_of, listening, tell
from bench.replies import replies_to
from testing.houses import House, running_house
from testing.running.neighbours import own_postgres, redis_for_tests
from withness.foundation.serving.listening import raise_file_limit

SIZES = (1, 2, 4)  # houses that write at once
LISTEN = 2  # houses among which listeners are spread
RATE = 5
WRITES = 240


@dataclass
class _Fleet:
    houses: list[House]
    furniture: Furniture
    postgres: int  # the pid of the database's own tree

    def pids(self) -> list[int]:
        return [*(house.process.pid for house in self.houses if house.process), self.postgres]


def w8(*, n: int, repeats: int, shares: int, postgres: str) -> Figures:  # noqa: ARG001 -- it brings its own
    """`n` listeners among two houses at five messages a second, for each kind of wake-up; then replies a second, and CPU
    for each, with one, two and four houses.
    """
    raise_file_limit()
    by, writing = {}, {}
    with own_postgres() as (url, pid), redis_for_tests() as redis:
        for name, address in (("notify", ""), ("redis", redis)):
            if name == "notify" or redis:
                with _fleet(LISTEN, url, pid, shares, redis=address) as fleet:
                    by[name] = _listen(fleet, n, repeats)
        with _fleet(max(SIZES), url, pid, shares) as fleet:
            for size in SIZES:
                writing[str(size)] = _write(_Fleet(fleet.houses[:size], fleet.furniture, pid), fleet)
            rss, pss = (round(sum(sizes), 1) for sizes in zip(*map(tree.memory, fleet.pids()[:1]), strict=True))
    floor = broadcast_floor(n, by["notify"][1])
    made = {name: figures_of("W8", n, repeats, {RATE: rounds}, floor) for name, (rounds, _bytes) in by.items()}
    return Figures(
        **made["notify"], rss_mb=rss, pss_mb=pss, shares=shares, database="postgresql", writing=writing,
        by={name: {part: one[part] for part in ("cpu_s_per_1000", "p50_ms", "p99_ms", "lost")} for name, one in made.items()},
    )  # fmt: skip


def _listen(fleet: _Fleet, n: int, repeats: int) -> tuple[list[Round], float]:
    ports = [house.port for house in fleet.houses]
    with listening(ports, fleet.furniture, n) as ears:
        rounds = [tell(fleet.houses, fleet.furniture, ears, RATE, [fleet.postgres]) for _ in range(repeats)]
        return rounds, ears.frame_bytes


def _write(fleet: _Fleet, whole: _Fleet) -> dict[str, float]:
    """Replies through these houses, four at once through each; idle houses are counted out by not being asked."""

    async def all_at_once() -> list[Answers]:
        import asyncio

        questions = replies_to(fleet.furniture, WRITES, time.time_ns())
        some = [questions[n :: len(fleet.houses)] for n in range(len(fleet.houses))]
        return await asyncio.gather(
            *(ask_all(house.port, part, at_once=8) for house, part in zip(fleet.houses, some, strict=True))
        )

    before, began = sum(map(tree.cpu, whole.pids())), time.perf_counter()
    answers = cast("list[Answers]", run(all_at_once))
    seconds, used = time.perf_counter() - began, sum(map(tree.cpu, whole.pids())) - before
    if sum(one.wrong for one in answers):
        raise RuntimeError("a reply was not taken")
    return {
        "replies_a_second": round(WRITES / seconds, 1), "cpu_ms_per_op": round(used * 1000 / WRITES, 2),
        "p99_ms": middle(answers, lambda one: one.at(0.99)).at(0.99),
    }  # fmt: skip


@contextlib.contextmanager
def _fleet(size: int, url: str, pid: int, shares: int, *, redis: str = "") -> Iterator[_Fleet]:
    """So many houses on one database, each with a folder of its own: they hear of each other only through the database."""
    with contextlib.ExitStack() as last:
        first = last.enter_context(_house(url, redis=redis, begin=False))
        furniture = furnish_house(first, shares)
        first.start()
        same = first.environment["DATABASE_URL"]
        others = [last.enter_context(_house("", redis=redis, DATABASE_URL=same)) for _ in range(size - 1)]
        for house in others:
            _warm(house, furniture)
        _warm(first, furniture)
        yield _Fleet([first, *others], furniture, pid)


def _warm(house: House, furniture: Furniture) -> None:
    run(lambda: ask_all(house.port, replies_to(furniture, 20, house.port), at_once=4))


@contextlib.contextmanager
def _house(postgres: str, **more: object) -> Iterator[House]:
    with (
        tempfile.TemporaryDirectory(prefix="withness-bench-") as folder,
        running_house(Path(folder), postgres=postgres, **more) as house,  # type: ignore[arg-type]
    ):
        yield house
