"""Chance that always falls the same way: ids, gaps and choices of the demo grow from names, so that links and pictures
stay true from one loading to the next.
"""

from __future__ import annotations

from hashlib import blake2b
from math import exp
from statistics import NormalDist

from withness.foundation.ids import ID_LENGTH, LETTERS

_normal = NormalDist()


def demo_id(*names: object) -> str:
    """The id of the thing with these names: in the alphabet of all ids, and the same for ever."""
    number = _number(("id", *names))
    letters = ""
    while len(letters) < ID_LENGTH:
        number, letter = divmod(number, len(LETTERS))
        letters += LETTERS[letter]
    return letters


def draw(*names: object) -> float:
    """A number above 0 and below 1, the same for the same names."""
    return ((_number(names) >> 75) + 0.5) / 2**53


def minutes(*names: object, middle: float, spread: float = 1.0) -> float:
    """A waiting time: log-normal around `middle` minutes, as people's answers are."""
    return middle * exp(spread * _normal.inv_cdf(draw(*names)))


def _number(names: tuple[object, ...]) -> int:
    letters = "\0".join(str(name) for name in names).encode()
    return int.from_bytes(blake2b(letters, digest_size=16, person=b"withness demo").digest())
