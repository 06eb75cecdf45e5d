"""Hands for deeds that wait for other machines. A mail server that says nothing holds up these, and nobody’s turn or words."""

from __future__ import annotations

import logging
import threading

from django.db import DatabaseError, connection

from withness.foundation import timers

log = logging.getLogger("withness.worker")
HANDS = 3
GOODBYE = 2.0  # seconds for a letter in hand; after that it is carried again, which is better than not at all


class Carriers:
    """A few threads that do what goes outside, one deed at a time each, whenever they are woken."""

    def __init__(self) -> None:
        self._wanted, self._stopping = threading.Event(), threading.Event()
        self._hands = [threading.Thread(target=self._work, name=f"carrier-{n}", daemon=True) for n in range(HANDS)]

    def begin(self) -> None:
        """In the process that will do the work: threads do not survive a fork."""
        for hand in self._hands:
            hand.start()

    def wake(self) -> None:
        """Something is due."""
        self._wanted.set()

    def stop(self) -> None:
        """No new deed; the ones in hand have a moment."""
        self._stopping.set()
        self._wanted.set()
        for hand in self._hands:
            hand.join(GOODBYE / HANDS)

    def _work(self) -> None:
        while not self._stopping.is_set():
            self._wanted.wait()
            self._wanted.clear()
            try:
                while not self._stopping.is_set() and timers.run_due(most=1, outside=True):
                    pass
            except DatabaseError as trouble:  # the worker looks again in a second, and wakes us
                log.warning("database_away", extra={"trouble": type(trouble).__name__})
            finally:
                connection.close()
