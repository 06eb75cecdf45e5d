"""Thousands of strategies whose truth is known: the interval we show holds it as often as we say, and harm is seen."""

from __future__ import annotations

import numpy as np

from testing.proofs import Figures, proof
from withness.skills.estimating import INSIDE, Commons, estimate, learn, makes_it_worse, ranked

WORSE, LOOKED_AT_WITHIN = 0.20, 30
SHAPES = ((2.0, 2.0), (5.0, 3.0), (1.0, 1.0), (8.0, 2.0))  # how alike strategies are differs from place to place


@proof(
    "estimates", "the interval shown for a strategy holds the truth in 88 to 92 of 100, and harm is seen in 30 reports"
)
def honest_estimates(seed: int, full: bool) -> Figures:
    """Simulate strategies with known truth; answers coverage, regret beside popularity, and the share of harm found."""
    chance = np.random.default_rng(seed)
    held = covered(chance, 20_000 if full else 1200)
    assert (0.88 if full else 0.86) <= held <= (0.92 if full else 0.94), held
    ours, popular = regrets(chance, 300 if full else 30)
    assert ours < popular, (ours, popular)
    found = harm_found(chance, 5000 if full else 500)
    assert found >= 0.97, found
    return {"strategies": 20_000 if full else 1200, "coverage": f"{held:.3f}", "regret": f"{ours:.3f}",
            "regret by popularity": f"{popular:.3f}", "harm found": f"{found:.3f}"}  # fmt: skip


def covered(chance: np.random.Generator, how_many: int, *, narrower: float = 1.0) -> float:
    """The share of strategies whose truth lies in the interval shown. `narrower` < 1 is a seeded bug."""
    inside = total = 0
    for a, b in SHAPES:
        truth = chance.beta(a, b, how_many // len(SHAPES))
        tried = chance.geometric(1 / 12, truth.size)
        helped = chance.binomial(tried, truth)
        commons = learn(list(zip(helped.tolist(), tried.tolist(), strict=True)))
        for true, yes, all_ in zip(truth, helped.tolist(), tried.tolist(), strict=True):
            told = estimate({"any": (yes, all_)}, commons=commons)
            low = told.middle - (told.middle - told.low) * narrower
            high = told.middle + (told.high - told.middle) * narrower
            inside += low <= true <= high
            total += 1
    assert INSIDE == 0.90
    return inside / total


def regrets(chance: np.random.Generator, shelves: int) -> tuple[float, float]:
    """How much worse the first three we show are than the best three, on average; and the same by how many tried them."""
    ours, popular = [], []
    for _ in range(shelves):
        truth = chance.beta(5, 3, 40)
        tried = 1 + chance.geometric(1 / 12, 40)
        helped = chance.binomial(tried, truth)
        told = {str(n): estimate({"any": (int(helped[n]), int(tried[n]))}, commons=Commons(0.62, 8)) for n in range(40)}
        best = np.sort(truth)[-3:].mean()
        ours.append(best - truth[[int(name) for name in ranked(told)[:3]]].mean())
        popular.append(best - truth[np.argsort(-tried)[:3]].mean())
    return float(np.mean(ours)), float(np.mean(popular))


def harm_found(chance: np.random.Generator, how_many: int) -> float:
    """The share of strategies that make it worse for one in five which are looked at again within thirty reports."""
    found = 0
    for _ in range(how_many):
        worse = np.cumsum(chance.random(LOOKED_AT_WITHIN) < WORSE)
        found += any(makes_it_worse(worse=int(worse[n]), tried=n + 1) for n in range(LOOKED_AT_WITHIN))
    return found / how_many
