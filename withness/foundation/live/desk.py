"""Where the loop puts questions to the database: one thread answers, in the order in which they were put."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from django.db import Error, connection

from withness.foundation.hands import Hands

Answer = TypeVar("Answer")


class Desk:
    """The loop, the reader behind it, and what is being done meanwhile."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self._reader = Hands(1, "reader")
        self._tasks: set[asyncio.Task[None]] = set()

    async def ask(self, question: Callable[..., Answer], *args: Any) -> Answer:
        """Put a question to the database. Raises `django.db.Error`."""
        answer: Answer = await self._reader.do(_steady, question, args)
        return answer

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Do it meanwhile."""
        task = self.loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _steady(question: Callable[..., Answer], args: tuple[Any, ...]) -> Answer:
    """In the thread: once more, on a new connection, when the one we had turns out to be broken."""
    try:
        return question(*args)
    except Error:
        connection.close()
    try:
        return question(*args)
    except Error:
        connection.close()
        raise
