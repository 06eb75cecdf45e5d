"""Attackers who know everything about everybody else, and want to know what one person said."""

from __future__ import annotations

import math
from random import Random

from testing.proofs import Figures, proof
from withness.figures.noise import GROUP_NOISE, HOUSE_NOISE, HOUSE_NUMBERS, with_noise

MOST, CHANCE = 0.55, 4  # right so often at most; and so many standard errors of the counting itself


@proof("attackers", "who knows all about everybody else guesses what one person said in at most 55 of 100")
def attackers(seed: int, full: bool) -> Figures:
    """Attack three ways; a leak put in on purpose (a third of the noise, or the same month read nine times) is caught."""
    chance, tries = Random(seed), 400_000 if full else 6_000
    attacks = {
        "re-identification": lambda: guessed_right(chance, tries, numbers=3, noise=GROUP_NOISE),
        "one tap": lambda: guessed_right(chance, tries, numbers=1, noise=GROUP_NOISE),
        "differencing": lambda: differenced(chance, tries, noise=HOUSE_NOISE),
    }
    assert guessed_right(chance, tries, numbers=3, noise=GROUP_NOISE / 3) > MOST + slack(tries), "the leak was not seen"
    assert guessed_right(chance, tries, numbers=3, noise=GROUP_NOISE, times=9) > MOST + slack(tries), "not seen"
    found = {name: attack() for name, attack in attacks.items()}
    assert all(right <= MOST + slack(tries) for right in found.values()), found
    return {"tries": tries, **{name: f"{right:.4f}" for name, right in found.items()}}


def slack(tries: int) -> float:
    """What chance may add to a share counted in so many tries."""
    return CHANCE * 0.5 / math.sqrt(tries)


def guessed_right(chance: Random, tries: int, *, numbers: int, noise: float, times: int = 1) -> float:
    """A group of twelve; eleven are in league. They see the sums, take themselves off, and guess: all yes, or all no.

    The likelier of the two is the best guess there is (Neyman and Pearson 1933). `times`: how often a month is read.
    """
    right = 0
    for _ in range(tries):
        said = chance.random() < 0.5
        known = [chance.randrange(12) for _n in range(numbers)]
        seen = sum(
            with_noise(known[n] + said, much=noise, chance=chance) - known[n]
            for _t in range(times)
            for n in range(numbers)
        )
        right += (seen > numbers * times / 2) == said
    return right / tries


def differenced(chance: Random, tries: int, *, noise: float) -> float:
    """Somebody may have come between two quarters. The attacker takes the quarters from each other, and also looks at
    the younger one alone, knowing all the others; a guess by whichever knows more.
    """
    right = 0
    for _ in range(tries):
        came = chance.random() < 0.5
        known = [chance.randrange(10, 400) for _n in range(HOUSE_NUMBERS)]
        after = sum(with_noise(k + came, much=noise, chance=chance) - k for k in known)
        right += (after > HOUSE_NUMBERS / 2) == came
    return right / tries
