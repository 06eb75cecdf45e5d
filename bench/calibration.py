"""How fast this machine is just now: a fixed piece of work, so that figures of different days can be compared."""

from __future__ import annotations

import time

ROUNDS = 400_000


def calibrate() -> float:
    """Milliseconds of CPU for the fixed work; about 28 on a quiet core of a good 2 GHz. The best of three."""
    return min(_once() for _ in range(3))


def _once() -> float:
    began, sum_ = time.process_time(), 0
    for n in range(ROUNDS):
        sum_ += n * n % 7
    return round((time.process_time() - began) * 1000, 1)
