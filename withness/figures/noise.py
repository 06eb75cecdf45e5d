"""Noise that hides one person among the others, and what it costs.

We use the normal mechanism and count it as Gaussian differential privacy does (Dong, Roth and Su, “Gaussian differential
privacy”, Journal of the Royal Statistical Society B 84(1), 2022): numbers that one person can move by a distance D
(Euclidean) get noise of standard deviation s, and whoever knows everything about everybody else tells two answers of
that person apart in at most Φ(D / 2s) of all tries. Several readings add up as the root of the sum of squares.
"""

from __future__ import annotations

import math
from random import Random, SystemRandom
from statistics import NormalDist

MOST = 0.25  # D / s for one person and one quarter: the best attacker is right in 55 of 100, where 50 is guessing
GROUP_NUMBERS = 3  # one answer after a circle moves three sums: heard, safe, hopeful
HOUSE_NUMBERS = 24  # one person moves at most so many numbers of the house in a quarter
_normal = NormalDist()
_chance = SystemRandom()


def deviation(numbers: int) -> float:
    """The standard deviation for readings in which one person can move so many numbers by one each."""
    return math.sqrt(numbers) / MOST


GROUP_NOISE, HOUSE_NOISE = deviation(GROUP_NUMBERS), deviation(HOUSE_NUMBERS)  # 6.9 and 19.6


def with_noise(number: int, *, much: float, chance: Random = _chance) -> int:
    """The number with noise of that standard deviation, whole again. May be below nought: that is not mended here."""
    return round(number + chance.gauss(0, much))


def best_guess(mu: float) -> float:
    """How often the best attacker is right, from 0.5 (guessing) to 1, at that D / s."""
    return _normal.cdf(mu / 2)


def delta(epsilon: float, mu: float) -> float:
    """The δ for which noise of that D / s is (ε, δ)-differentially private (the same authors, corollary 2.13)."""
    return _normal.cdf(-epsilon / mu + mu / 2) - math.exp(epsilon) * _normal.cdf(-epsilon / mu - mu / 2)
