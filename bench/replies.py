"""W3: a reply, kept for good, with everything that follows from it; sixteen writers at once, and a page read meanwhile."""

from __future__ import annotations

import asyncio
import random
import uuid
from typing import cast
from urllib.parse import urlencode

from bench import tree
from bench.client import Answers, Question, ask_all, run
from bench.figures import Figures, middle
from bench.floors import floor_of
from bench.house import Furniture, furnished
from bench.words import WORDS
from testing.houses import House

AT_ONCE = 16


def w3(*, n: int, repeats: int, shares: int, postgres: str) -> Figures:
    """Replies of 60 words through the form that a browser sends."""
    with furnished(shares=shares, postgres=postgres) as (house, furniture):
        assert house.process is not None
        rounds = write(house, furniture, n, repeats)
        pages = cast(Answers, run(lambda: _both(house.port, furniture)))
        rss, pss = tree.memory(house.process.pid)
        kept = house.errand("count_replies")
    cpu, answers = middle(rounds, lambda one: one[0])
    wrong = sum(answers.wrong for _cpu, answers in rounds)
    floor = floor_of(400)
    return Figures(
        workload="W3", n=n, repeats=repeats, cpu_ms_per_op=cpu, spread=[one for one, _ in rounds], p50_ms=answers.at(0.5),
        p99_ms=answers.at(0.99), pages_p99_ms=pages.at(0.99), rss_mb=rss, pss_mb=pss, bytes=answers.bytes // n,
        lost=wrong, kept=kept, shares=shares, floor=floor, ratio_to_floor=round(cpu / floor["cpu_ms_per_op"], 1),
        database="postgresql" if postgres else "sqlite",
    )  # fmt: skip


def write(house: House, furniture: Furniture, n: int, repeats: int) -> list[tuple[float, Answers]]:
    """`n` replies, sixteen at once, after a few that are not counted; and again. CPU milliseconds for each, and answers."""
    assert house.process is not None
    pid, port = house.process.pid, house.port
    run(lambda: ask_all(port, replies_to(furniture, min(100, n), 0), at_once=AT_ONCE))
    rounds = []
    for repeat in range(repeats):
        questions = replies_to(furniture, n, repeat + 1)
        before = tree.cpu(pid)
        answers = cast(Answers, run(lambda q=questions: ask_all(port, q, at_once=AT_ONCE)))  # type: ignore[misc]
        rounds.append((round((tree.cpu(pid) - before) * 1000 / n, 3), answers))
    return rounds


async def _both(port: int, furniture: Furniture) -> Answers:
    """A page is read again and again while sixteen people write."""
    writing = asyncio.create_task(ask_all(port, replies_to(furniture, 1000, 99), at_once=AT_ONCE))
    pages = Answers()
    while not writing.done():
        got = await ask_all(port, [page_of(furniture)], at_once=1)
        pages.seconds += got.seconds
        await asyncio.sleep(0.01)
    await writing
    return pages


def page_of(furniture: Furniture) -> Question:
    """A thread, as a member reads it."""
    one = random.choice(furniture.threads[: len(furniture.threads) // 2])  # noqa: S311
    cookie = furniture.sessions[0]["cookie"]
    return Question(
        f"GET /g/{furniture.group_id}/s/{one} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n"
        f"Cookie: {cookie}\r\n\r\n".encode()
    )


def _ordinary(chance: random.Random) -> str:
    """Sixty words that open no card and no hint: words thrown together by chance now and then sound like a crisis."""
    from withness.safety.words.hearing import sounds_like
    from withness.safety.words.hints import hints_for

    while True:
        words = " ".join(chance.choices(WORDS, k=60))
        if sounds_like(words).help == "no" and not hints_for(need="just_listen", share="", reply=words):
            return words


def replies_to(furniture: Furniture, n: int, seed: int) -> list[Question]:
    """`n` replies of 60 words, by several members, as a browser sends them."""
    chance = random.Random(seed)  # noqa: S311
    made = []
    for _ in range(n):
        session, thread = chance.choice(furniture.sessions), chance.choice(furniture.threads)
        words = _ordinary(chance)
        form = {"csrfmiddlewaretoken": session["token"], "words": words, "key": uuid.uuid4().hex}
        body = urlencode(form).encode()
        head = (
            f"POST /g/{furniture.group_id}/s/{thread}/replies HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Language: en\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
            f"Cookie: {session['cookie']}\r\n\r\n"
        )
        made.append(Question(head.encode() + body, b"302"))
    return made
