"""Things to do later. A timer is a row; claiming it is one UPDATE; doing it twice must be harmless to people.

A deed is done in a transaction with the end of its timer, unless it goes `outside`: then it waits for another machine, and
a transaction that waits with it would hold up everybody who writes (SQLite has one pen).
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from withness.foundation import clock, wakeups
from withness.foundation.models import Timer

log = logging.getLogger("withness.timers")
Deed = Callable[[Timer], None]
_deeds: dict[str, Deed] = {}
_outside: set[str] = set()
HOLD = timedelta(minutes=2)  # a worker that dies frees its timers after this
LONG_HOLD = timedelta(minutes=4)  # and those that go outside after this: a letter has nine steps of twenty seconds
SOON = timedelta(seconds=1)  # the worker looks so often by itself; what is due earlier wakes it
PATIENCE = 12  # tries, the pause doubling each time, before a timer waits a day for somebody to look


def on_time(kind: str, deed: Deed, *, outside: bool = False) -> None:
    """Do `deed` when a timer of that kind falls due; `outside`, when it waits for another machine. Written down in
    `config/wiring.py`.
    """
    _deeds[kind] = deed
    if outside:
        _outside.add(kind)


def set_timer(*, kind: str, about: str, due_at: datetime, **ids: Any) -> Timer:
    """Ask for `kind` to be done for `about` at `due_at`. Asking again moves the one that is there."""
    timer, _ = Timer.objects.update_or_create(
        kind=kind, about=about, defaults={"due_at": due_at, "ids": ids, "taken_until": None, "tries": 0}
    )
    if due_at - clock.now() < SOON:
        transaction.on_commit(wakeups.nudge_worker)
    return timer


def drop_timers(*, about: str, kind: str | None = None) -> None:
    """What was asked for `about` is no longer needed."""
    timers = Timer.objects.filter(about=about)
    (timers.filter(kind=kind) if kind else timers).delete()


def outside_kinds() -> list[str]:
    """The kinds whose deeds wait for other machines."""
    return sorted(_outside)


def run_due(*, most: int = 50, enough: Callable[[], bool] = lambda: False, outside: bool | None = None) -> int:
    """Do what is due now; answers how many timers were tried. Once `enough()`, the rest is given back for others.
    `outside` asks for one sort only: those that go outside, or those that do not.
    """
    taken = claim(most=most, outside=outside)
    for tried, timer in enumerate(taken):
        if enough():
            _give_back(taken[tried:])
            return tried
        _do(timer)
    return len(taken)


def _give_back(timers: list[Timer]) -> None:
    for timer in timers:
        Timer.objects.filter(id=timer.id, taken_until=timer.taken_until).update(taken_until=None, tries=F("tries") - 1)


def claim(*, most: int = 50, outside: bool | None = None) -> list[Timer]:
    """Take up to `most` due timers for ourselves, so that no other worker does them meanwhile."""
    now, hold = clock.now(), LONG_HOLD if outside else HOLD
    sort, kinds = _of_sort(outside=outside)
    skip = "FOR UPDATE SKIP LOCKED" if connection.vendor == "postgresql" else ""
    adapt = connection.ops.adapt_datetimefield_value
    with transaction.atomic():
        return list(
            Timer.objects.raw(
                "UPDATE foundation_timer SET taken_until = %s, tries = tries + 1 WHERE id IN ("  # noqa: S608 -- our own names
                "SELECT id FROM foundation_timer WHERE due_at <= %s AND (taken_until IS NULL OR taken_until < %s) "
                f"{sort}ORDER BY due_at LIMIT %s {skip}) RETURNING *",
                [adapt(now + hold), adapt(now), adapt(now), *kinds, most],
            )
        )


def _of_sort(*, outside: bool | None) -> tuple[str, list[str]]:
    if outside is None:
        return "", []
    kinds = outside_kinds() or [""]
    return f"AND kind {'' if outside else 'NOT '}IN ({', '.join(['%s'] * len(kinds))}) ", kinds


def _do(timer: Timer) -> None:
    deed = _deeds.get(timer.kind)
    try:
        if deed is None:
            raise LookupError("nobody knows this kind of timer")
        with contextlib.nullcontext() if timer.kind in _outside else transaction.atomic():
            deed(timer)
            # Only if it is still ours and still as we read it: the deed may have asked for itself again.
            Timer.objects.filter(id=timer.id, taken_until=timer.taken_until, due_at=timer.due_at).delete()
    except Exception as trouble:
        _try_later(timer, trouble)


def _try_later(timer: Timer, trouble: Exception) -> None:
    pause = timedelta(seconds=min(5 * 2**timer.tries, 3600)) if timer.tries < PATIENCE else timedelta(days=1)
    Timer.objects.filter(id=timer.id, taken_until=timer.taken_until).update(
        due_at=clock.now() + pause, taken_until=None, last_trouble=type(trouble).__name__
    )
    log.warning("timer_failed", extra={"kind": timer.kind, "tries": timer.tries, "trouble": type(trouble).__name__})
