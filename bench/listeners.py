"""W4: so many listen to one group; replies come once and five times a second. Time to the last listener, nothing lost."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from bench import tree
from bench.client import Answers, ask_all, run
from bench.figures import Figures, middle
from bench.floors import broadcast_floor
from bench.house import Furniture, furnished
from bench.replies import page_of, replies_to
from testing.houses import House
from withness.foundation.serving.listening import raise_file_limit

RATES = (1, 5)  # messages a second
SECONDS = 8.0  # for which each rate is kept up
AT_ONCE = 250  # listeners that one process of ours stands for: each of these counts by itself


def w4(*, n: int, repeats: int, shares: int, postgres: str) -> Figures:
    """`n` listeners; the middle of the repeats at each rate, and the dearer rate as the figure."""
    raise_file_limit()
    with furnished(shares=shares, postgres=postgres) as (house, furniture):
        alone = tree.memory(house.pid)[1]
        with listening([house.port], furniture, n) as ears:
            beside = tree.memory(house.pid)[1]
            warm_up(house, furniture, ears)
            rounds = {rate: [tell([house], furniture, ears, rate) for _ in range(repeats)] for rate in RATES}
            pages = read_meanwhile(house, furniture, ears)
            rss, pss = tree.memory(house.pid)
    each = round((beside - alone) * 1024 / n, 2)
    floor = broadcast_floor(n, ears.frame_bytes)
    return Figures(
        **figures_of("W4", n, repeats, rounds, floor),
        pages_p50_ms=pages.at(0.5), pages_p99_ms=pages.at(0.99), rss_mb=rss, pss_mb=pss, kb_a_listener=each, shares=shares,
        database="postgresql" if postgres else "sqlite",
    )  # fmt: skip


def figures_of(name: str, n: int, repeats: int, rounds: dict[int, list[Round]], floor: dict[str, float]) -> Figures:
    """The middle of the repeats at each rate; the dearer rate is the figure."""
    best = {rate: middle(those, lambda one: one.cpu_s_per_1000) for rate, those in rounds.items()}
    dear = max(best.values(), key=lambda one: one.cpu_s_per_1000)
    return Figures(
        workload=name, n=n, repeats=repeats, cpu_s_per_1000=dear.cpu_s_per_1000,
        at_rate={str(rate): one.cpu_s_per_1000 for rate, one in best.items()},
        spread=sorted(one.cpu_s_per_1000 for those in rounds.values() for one in those),
        p50_ms=dear.last_ms(0.5), p99_ms=dear.last_ms(0.99),
        bytes=round(dear.bytes), lost=sum(one.lost for those in rounds.values() for one in those), floor=floor,
        ratio_to_floor=round(dear.cpu_s_per_1000 / floor["cpu_s_per_1000"], 2),
    )  # fmt: skip


@dataclass
class Round:
    """What a few seconds of telling cost."""

    cpu_s_per_1000: float
    lasts: list[float]  # seconds from sending a reply to its last listener
    lost: int
    bytes: float  # a frame

    def last_ms(self, part: float) -> float:
        """Within so many milliseconds that part of all messages had reached everybody."""
        times = sorted(self.lasts)
        return round(times[min(len(times) - 1, int(len(times) * part))] * 1000, 1) if times else 0.0


def tell(houses: Sequence[House], furniture: Furniture, ears: Ears, rate: int, more: Sequence[int] = ()) -> Round:
    """Replies through the form at that rate, and what all of it costs; `more` are trees that are counted as well."""
    pids = [*(house.pid for house in houses), *more]
    before = sum(map(tree.cpu, pids))
    heard_before = ears.count()
    sent, _none = cast("tuple[list[float], Answers]", run(lambda: _send(houses, furniture, rate, reading=False)))
    ears.wait_for(heard_before + len(sent) * ears.many)
    used = sum(map(tree.cpu, pids)) - before
    lasts = ears.last_times(len(sent))
    lost = heard_before + len(sent) * ears.many - ears.count()
    return Round(
        cpu_s_per_1000=round(used / (len(sent) * ears.many) * 1000, 5),
        lasts=[last - began for began, last in zip(sent, lasts, strict=False)],
        lost=abs(lost), bytes=ears.frame_bytes,
    )  # fmt: skip


def warm_up(house: House, furniture: Furniture, ears: Ears) -> None:
    """A few replies, so that everything has been done once."""
    before = ears.count()
    run(lambda: ask_all(house.port, replies_to(furniture, 10, 1), at_once=2))
    ears.wait_for(before + 10 * ears.many)


def read_meanwhile(house: House, furniture: Furniture, ears: Ears) -> Answers:
    """A page read ten times a second while the quicker rate is told; apart from `tell`, for what pages cost is not W4's."""
    before = ears.count()
    sent, pages = cast("tuple[list[float], Answers]", run(lambda: _send([house], furniture, RATES[-1], reading=True)))
    ears.wait_for(before + len(sent) * ears.many)
    return pages


async def _send(
    houses: Sequence[House], furniture: Furniture, rate: int, *, reading: bool
) -> tuple[list[float], Answers]:
    pages, sent, done = Answers(), [], asyncio.Event()

    async def read() -> None:
        while reading and not done.is_set():
            got = await ask_all(houses[0].port, [page_of(furniture)], at_once=1)
            pages.seconds += got.seconds
            await asyncio.sleep(0.1)

    reader = asyncio.create_task(read())
    questions = replies_to(furniture, int(SECONDS * rate), time.time_ns())
    for number, question in enumerate(questions):
        began = time.perf_counter()
        sent.append(time.time())
        answers = await ask_all(houses[number % len(houses)].port, [question], at_once=1)
        if answers.wrong:
            raise RuntimeError("a reply was not taken")
        await asyncio.sleep(max(0.0, 1 / rate - (time.perf_counter() - began)))
    done.set()
    await reader
    return sent, pages


@dataclass
class Ears:
    """Listeners in processes of their own, so that what they cost is not counted."""

    many: int
    processes: list[subprocess.Popen[str]]
    frame_bytes: float = 0.0

    def ask(self, word: str) -> list[dict[str, Any]]:
        """Each of the processes answers in a line of JSON."""
        for process in self.processes:
            assert process.stdin is not None
            process.stdin.write(word + "\n")
            process.stdin.flush()
        return [json.loads(cast(Any, process.stdout).readline()) for process in self.processes]

    def count(self) -> int:
        """How many deliveries have come so far, to all of them."""
        answers = self.ask("count")
        heard = sum(answer["heard"] for answer in answers)
        self.frame_bytes = sum(answer["bytes"] for answer in answers) / heard if heard else 0.0
        return heard

    def wait_for(self, deliveries: int, patience: float = 20) -> None:
        """Until so many have come, or it takes too long."""
        until = time.monotonic() + patience
        while self.count() < deliveries and time.monotonic() < until:
            time.sleep(0.1)

    def last_times(self, newest: int) -> list[float]:
        """When each of the newest messages reached the last of all listeners."""
        answers = self.ask("last")
        numbers = sorted({int(number) for answer in answers for number in answer})[-newest:]
        return [max(answer.get(str(number), 0.0) for answer in answers) for number in numbers]


class _Listening:
    def __init__(self, ports: Sequence[int], furniture: Furniture, many: int) -> None:
        parts = max(1, min(8, many // AT_ONCE))
        counts = [many // parts + (n < many % parts) for n in range(parts)]
        self.ears = Ears(many, [_start(ports[n % len(ports)], furniture, count) for n, count in enumerate(counts)])

    def __enter__(self) -> Ears:
        for answer in self.ears.ask("come"):
            if answer.get("refused"):
                raise RuntimeError(f"{answer['refused']} listeners were not served")
        return self.ears

    def __exit__(self, *_: object) -> None:
        for process in self.ears.processes:
            process.kill()
            process.wait()


def listening(ports: Sequence[int], furniture: Furniture, many: int) -> _Listening:
    """`many` listeners, spread over houses; a context manager that gives their `Ears`."""
    return _Listening(ports, furniture, many)


def _start(port: int, furniture: Furniture, count: int) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "bench.ears", str(port), f"group:{furniture.group_id}", str(count)]
    cookie = furniture.sessions[0]["cookie"]
    return subprocess.Popen([*words, cookie], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
