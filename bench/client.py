"""A small, quick reader: keeps its connections, asks in parallel, and checks every answer."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Answers:
    """What came back: seconds for each, how many bytes, and how many were not what was expected."""

    seconds: list[float] = field(default_factory=list)
    bytes: int = 0
    wrong: int = 0

    def at(self, part: float) -> float:
        """The time within which that part of all answers came, in milliseconds."""
        times = sorted(self.seconds)
        return round(times[min(len(times) - 1, int(len(times) * part))] * 1000, 2) if times else 0.0


@dataclass(frozen=True, slots=True)
class Question:
    """One request as it goes over the wire, and the status it must be answered with."""

    head: bytes
    expect: bytes = b"200"


async def ask_all(port: int, questions: Sequence[Question] | Iterator[Question], *, at_once: int) -> Answers:
    """Ask everything, `at_once` at a time, each line of questions over a connection of its own."""
    answers, waiting = Answers(), iter(questions)
    await asyncio.gather(*(_line(port, waiting, answers) for _ in range(at_once)))
    return answers


def run(make: Callable[[], object]) -> object:
    """Run a coroutine on the quick loop."""
    import uvloop

    return uvloop.run(make())  # type: ignore[arg-type]


async def _line(port: int, waiting: Iterator[Question], answers: Answers) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for question in waiting:
            began = time.perf_counter()
            writer.write(question.head)
            status, size = await _read(reader)
            answers.seconds.append(time.perf_counter() - began)
            answers.bytes += size
            answers.wrong += status != question.expect
    finally:
        writer.close()


async def _read(reader: asyncio.StreamReader) -> tuple[bytes, int]:
    head = await reader.readuntil(b"\r\n\r\n")
    length = _length(head)
    if length is None:
        return head[9:12], len(head) + await _chunks(reader)
    await reader.readexactly(length)
    return head[9:12], len(head) + length


def _length(head: bytes) -> int | None:
    lower = head.lower()
    place = lower.find(b"content-length:")
    return None if place < 0 else int(lower[place + 15 : lower.index(b"\r", place)])


async def _chunks(reader: asyncio.StreamReader) -> int:
    total = 0
    while size := int((await reader.readuntil(b"\r\n")).strip(), 16):
        await reader.readexactly(size + 2)
        total += size
    await reader.readuntil(b"\r\n")
    return total
