"""The worker: does what is due, soon after it is due, and tidies up. Several of them never do the same thing at once."""

from __future__ import annotations

import logging
import signal
import time
from collections.abc import Callable

from django.db import DatabaseError, close_old_connections, connection
from django.db.models import Min, Q

from withness.foundation import clock, timers, wakeups
from withness.foundation.boxes import Box
from withness.foundation.housekeeping import begin_chores
from withness.foundation.models import HouseNote, Timer
from withness.foundation.serving.carriers import Carriers
from withness.foundation.serving.children import end_within
from withness.foundation.serving.tidying import Tidying

log = logging.getLogger("withness.worker")
LOOK = 1.0  # seconds between two looks at the timers when nothing nudges us
BREATHE = 20.0  # seconds between two signs of life
BREATH = "worker"


def do_due_work(ready: Callable[[], None]) -> None:
    """Work until TERM; the timer in hand is finished."""
    Worker().run(ready)


class Worker:
    """Looks, does, sleeps."""

    def __init__(self) -> None:
        self.stopping = False
        self.breathed = 0.0
        self.tidying = Tidying()
        self.carriers = Carriers()
        self.box = Box(wakeups.WORKER)

    def run(self, ready: Callable[[], None]) -> None:
        """Until TERM. A database that is away is asked again; nothing is lost meanwhile."""
        signal.signal(signal.SIGTERM, self._stop)
        self.carriers.begin()
        ready()
        begun = False
        with self.box:
            while not self.stopping:
                try:
                    if not begun:
                        begin_chores()
                        begun = True
                    self._once()
                except DatabaseError as trouble:
                    log.warning("database_away", extra={"trouble": type(trouble).__name__})
                    connection.close()
                    self.box.wait(LOOK)
        self.carriers.stop()
        connection.close()

    def _once(self) -> None:
        close_old_connections()
        self._breathe()
        pause = self._until_due()
        if pause > 0:
            self.tidying.tidy()
            self.box.wait(pause)
        elif not timers.run_due(most=20, enough=lambda: self.stopping, outside=False):
            self.box.wait(0.05)  # somebody else took it

    def _until_due(self) -> float:
        """Seconds until the next timer that nobody holds, at most a look's length. What is due outside goes to the
        carriers, who may all be waiting for a mail server; we do not wait with them.
        """
        now, goes_out = clock.now(), Q(kind__in=timers.outside_kinds())
        free = Q(taken_until=None) | Q(taken_until__lt=now)
        due = Timer.objects.filter(free, due_at__lte=now + timers.HOLD).aggregate(
            here=Min("due_at", filter=~goes_out), outside=Min("due_at", filter=goes_out)
        )
        if due["outside"] is not None and due["outside"] <= now:
            self.carriers.wake()
            due["outside"] = None
        waits: list[float] = [(first - now).total_seconds() for first in due.values() if first is not None]
        return max(0.0, min([LOOK, *waits]))

    def _breathe(self) -> None:
        if time.monotonic() - self.breathed >= BREATHE or not self.breathed:
            HouseNote.objects.update_or_create(name=BREATH, defaults={"at": clock.now()})
            self.breathed = time.monotonic()

    def _stop(self, *_: object) -> None:
        self.stopping = True
        end_within()
        self.box.nudge()
