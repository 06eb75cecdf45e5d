"""What a run showed, in figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from withness.matching.deciding.limits import DAY, HOUR, WEEK
from withness.matching.simulating.living import Life, Told


def figures_of(life: Life, shares: Sequence[Told]) -> dict[str, Any]:
    """The figures of quality.md section 5. Waits in minutes; a share that was never answered counts with the time it was
    watched, so where many were not, a percentile is the least it can be (`never_first`, `never_second`).
    """
    watched = life.days * DAY - np.array([one.at for one in shares])
    first = np.array([np.inf if one.first is None else one.first for one in shares])
    second = np.array([np.inf if one.second is None else one.second for one in shares])
    pool, weeks = life.people.pool, life.days * DAY / WEEK
    asks = np.bincount([who for _at, who in life.asking.log], minlength=len(pool))[pool.willing]
    fell = [one.duty_found > 0 or one.facilitator is not None for one in shares]
    return {
        "shares": len(shares),
        "unheard_1h": _part(first > HOUR),
        "unheard_6h": _part(first > 6 * HOUR),
        "unheard_24h": _part(first > DAY),
        "fewer_than_two_24h": _part(second > DAY),
        "p50_first_min": _wait(first, watched, 50),
        "p90_first_min": _wait(first, watched, 90),
        "p50_second_min": _wait(second, watched, 50),
        "p90_second_min": _wait(second, watched, 90),
        "never_first": _part(np.isinf(first)),
        "never_second": _part(np.isinf(second)),
        "asks": len(life.asking.log),
        "asks_per_share": round(len(life.asking.log) / max(1, len(life.told)), 2),
        "asks_per_helper_week": round(float(asks.mean() / weeks), 3) if len(asks) else 0.0,
        "gini_asks": gini(asks),
        "duty_share": _part(np.array(fell)),
        "caps_broken": life.asking.broken,
    }


def gini(load: Sequence[int] | np.ndarray) -> float:
    """The Gini coefficient: 0 when all carry the same, near 1 when one carries all (Sen 1973, sorted form)."""
    ordered = np.sort(np.asarray(load, float))
    total = ordered.sum()
    if not total:
        return 0.0
    ranks = np.arange(1, len(ordered) + 1)
    return round(float((2 * ranks - len(ordered) - 1) @ ordered / (len(ordered) * total)), 4)


def _part(those: np.ndarray) -> float:
    return round(float(np.mean(those)), 4) if len(those) else 0.0


def _wait(waits: np.ndarray, watched: np.ndarray, percent: int) -> float:
    if not len(waits):
        return 0.0
    return round(float(np.percentile(np.where(np.isinf(waits), watched, waits), percent, method="lower")), 1)
