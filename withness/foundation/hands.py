"""A few threads that do the work of pages, so that the one that listens is always free to listen."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any

Job = tuple["asyncio.Future[Any]", Callable[..., Any], tuple[Any, ...]]


class Hands:
    """`count` threads, each with a database connection of its own that it keeps.

    Much of `ThreadPoolExecutor` and `run_in_executor` is bookkeeping we have no use for: a page costs less here.
    """

    def __init__(self, count: int, name: str) -> None:
        self.loop = asyncio.get_running_loop()
        self.work: SimpleQueue[Job] = SimpleQueue()
        self.waiting = 0
        for number in range(count):
            threading.Thread(target=self._work, name=f"{name}-{number}", daemon=True).start()

    def do(self, deed: Callable[..., Any], *args: Any) -> asyncio.Future[Any]:
        """Have one of the threads do it; the future holds what comes of it."""
        future = self.loop.create_future()
        self.waiting += 1
        self.work.put((future, deed, args))
        return future

    def _work(self) -> None:
        while True:
            future, deed, args = self.work.get()
            try:
                result, trouble = deed(*args), None
            except BaseException as error:
                result, trouble = None, error
            self.loop.call_soon_threadsafe(self._hand_back, future, result, trouble)
            del future, deed, args, result, trouble  # a waiting thread must not keep the last page alive

    def _hand_back(self, future: asyncio.Future[Any], result: Any, trouble: BaseException | None) -> None:
        self.waiting -= 1
        if future.done():
            return
        if trouble is not None:
            future.set_exception(trouble)
        else:
            future.set_result(result)
