"""Bounded shelves for things that are dear to make and cheap to keep."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Shelf(Generic[Thing]):
    """Keeps up to `size` things by name; the one not asked for longest falls off. Safe for several threads.

    A name must hold everything the thing depends on: then nothing ever has to be taken off because it changed.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._things: OrderedDict[tuple[object, ...], Thing] = OrderedDict()
        self._lock = Lock()

    def get(self, name: tuple[object, ...], make: Callable[[], Thing]) -> Thing:
        """The thing of that name, made now if it is not there."""
        with self._lock:
            kept = self._things.get(name)
            if kept is not None:
                self._things.move_to_end(name)
                return kept
        made = make()
        with self._lock:
            self._things[name] = made
            while len(self._things) > self._size:
                self._things.popitem(last=False)
        return made
