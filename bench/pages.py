"""W1 and W2: the thread page and the group page, as a signed-in member, sixteen readers at once."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from bench import tree
from bench.client import Answers, Question, ask_all, run
from bench.figures import Figures, middle
from bench.floors import floor_of
from bench.house import Furniture, furnished
from bench.words import WORDS
from testing.houses import House

AT_ONCE = 16
Where = Callable[[Furniture, random.Random], str]


def w1(*, n: int, repeats: int, shares: int, postgres: str) -> Figures:
    """A thread of 21 posts of 120 words."""
    return _pages("W1", n=n, repeats=repeats, shares=shares, postgres=postgres, thread=True)


def w2(*, n: int, repeats: int, shares: int, postgres: str) -> Figures:
    """The group page with its 20 newest shares."""
    return _pages("W2", n=n, repeats=repeats, shares=shares, postgres=postgres, thread=False)


@dataclass(frozen=True)
class Round:
    """What so many pages cost, and how they were answered."""

    cpu_ms: float
    answers: Answers


def _pages(name: str, *, n: int, repeats: int, shares: int, postgres: str, thread: bool) -> Figures:
    with furnished(shares=shares, postgres=postgres) as (house, furniture):
        assert house.process is not None
        rounds = read(house, furniture, n, repeats, thread_page if thread else group_page)
        plain = cast(Answers, run(lambda: ask_all(house.port, _plainly(furniture, thread=thread), at_once=4)))
        rss, pss = tree.memory(house.process.pid)
    best = middle(rounds, lambda one: one.cpu_ms)
    packed = best.answers.bytes // max(1, len(best.answers.seconds))
    floor = floor_of(packed)
    return Figures(
        workload=name, n=n, repeats=repeats, cpu_ms_per_op=best.cpu_ms, spread=[one.cpu_ms for one in rounds],
        p50_ms=best.answers.at(0.5), p99_ms=best.answers.at(0.99), rss_mb=rss, pss_mb=pss, bytes=packed,
        bytes_plain=plain.bytes // 20, lost=sum(one.answers.wrong for one in rounds), shares=shares, floor=floor,
        ratio_to_floor=round(best.cpu_ms / floor["cpu_ms_per_op"], 1), database="postgresql" if postgres else "sqlite",
    )  # fmt: skip


def thread_page(furniture: Furniture, chance: random.Random) -> str:
    """The address of a thread."""
    return f"/g/{furniture.group_id}/s/{chance.choice(furniture.threads)}"


def group_page(furniture: Furniture, chance: random.Random) -> str:  # noqa: ARG001
    """The address of the group."""
    return f"/g/{furniture.group_id}"


def search_page(furniture: Furniture, chance: random.Random) -> str:  # noqa: ARG001
    """The address of what is found for two words."""
    return f"/search?q={chance.choice(WORDS)}+{chance.choice(WORDS)}"


def read(house: House, furniture: Furniture, n: int, repeats: int, where: Where) -> list[Round]:
    """`n` pages, sixteen at once, after a few that are not counted; and again."""
    assert house.process is not None
    pid, port = house.process.pid, house.port
    run(lambda: ask_all(port, _questions(furniture, min(400, n), where), at_once=AT_ONCE))
    return [_measure(pid, port, _questions(furniture, n, where)) for _ in range(repeats)]


def _measure(pid: int, port: int, questions: list[Question]) -> Round:
    before = tree.cpu(pid)
    answers = cast(Answers, run(lambda: ask_all(port, questions, at_once=AT_ONCE)))
    return Round(round((tree.cpu(pid) - before) * 1000 / len(questions), 3), answers)


def _plainly(furniture: Furniture, *, thread: bool) -> list[Question]:
    return _questions(furniture, 20, thread_page if thread else group_page, packed=False)


def _questions(furniture: Furniture, n: int, where: Where, *, packed: bool = True) -> list[Question]:
    chance = random.Random(n)  # noqa: S311
    accept = "Accept-Encoding: gzip\r\n" if packed else ""
    made = []
    for _ in range(n):
        cookie = chance.choice(furniture.sessions)["cookie"]
        target = where(furniture, chance)
        head = f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Language: en\r\n{accept}Cookie: {cookie}\r\n\r\n"
        made.append(Question(head.encode()))
    return made
