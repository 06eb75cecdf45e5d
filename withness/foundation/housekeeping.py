"""Chores the worker does by itself: what each room wants tidied, and how often. Written down in `config/wiring.py`.

A chore is a timer like any other, so that of several workers one does it, and one that fails is tried again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from withness.foundation import clock
from withness.foundation.models import Timer
from withness.foundation.timers import on_time, set_timer

CHORE = "chore"


@dataclass(frozen=True, slots=True)
class Chore:
    """Something to be tidied every so often; doing it twice must be harmless."""

    do: Callable[[], object]
    every: timedelta


_chores: dict[str, Chore] = {}


def chore(name: str, do: Callable[[], object], *, every: timedelta) -> None:
    """Have the worker do it so often. Asking twice changes nothing."""
    _chores[name] = Chore(do, every)
    on_time(CHORE, do_chore)


def begin_chores() -> None:
    """Plan the first time of each chore that nobody has planned yet, and drop those that no longer exist."""
    planned = set(Timer.objects.filter(kind=CHORE).values_list("about", flat=True))
    for name in _chores.keys() - planned:
        set_timer(kind=CHORE, about=name, due_at=clock.now())
    Timer.objects.filter(kind=CHORE).exclude(about__in=_chores).delete()


def do_chore(timer: Timer) -> None:
    """Do it, and plan the next time in the same transaction."""
    found = _chores.get(timer.about)
    if found is None:
        return
    found.do()
    set_timer(kind=CHORE, about=timer.about, due_at=clock.now() + found.every)
