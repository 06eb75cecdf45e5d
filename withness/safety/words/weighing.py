"""A linear model over words and pairs of words: what each weighs was learnt, and can be read in the file."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import log, sqrt
from pathlib import Path

_FILES = Path(__file__).with_name("models")
_WORDS = re.compile(r"[a-z]+|'[a-z]+")


@dataclass(frozen=True, slots=True)
class Model:
    """`weights`: for each word or pair its rarity and what it weighs. `still` keeps short texts from shouting."""

    weights: dict[str, tuple[float, float]]
    intercept: float
    still: float

    def margin(self, grams: Counter[str]) -> float:
        """How far the words lean: above 0 yes, below 0 no. Formula: TF-IDF with 1 + log(count), length-normalised
        with `still` under the root (additive smoothing of the norm), times the weights of a logistic regression.
        """
        length, lean, known = self.still, 0.0, self.weights
        for gram in grams.keys() & known.keys():
            (rarity, weight), count = known[gram], grams[gram]
            value = rarity if count == 1 else (1 + log(count)) * rarity
            length += value * value
            lean += value * weight
        return lean / sqrt(length) + self.intercept if length else self.intercept

    def strongest(self, grams: Counter[str], most: int) -> list[str]:
        """The words that weighed most for yes, the strongest first."""
        weighed = {gram: self.weights[gram][0] * self.weights[gram][1] for gram in grams if gram in self.weights}
        return [gram for gram in sorted(weighed, key=lambda one: -weighed[one])[:most] if weighed[gram] > 0]


def grams_of(text: str, *, edges: bool = False) -> Counter[str]:
    """Words and pairs of words of a plain text. `edges`: also where it begins and ends, and whether it asks."""
    words = _WORDS.findall(text)
    if edges:
        words = ["^", *words, "?" if text.rstrip().endswith("?") else "$"]
    return Counter(words + [f"{one} {two}" for one, two in pairwise(words)])


@cache
def model(name: str) -> Model:
    """A shipped model, read once."""
    with gzip.open(_FILES / f"{name}.tsv.gz", "rt", encoding="utf-8") as lines:
        still, intercept = next(lines).rstrip("\n").split("\t")
        rows = [line.rstrip("\n").split("\t") for line in lines]
    weights = {gram: (float(rarity), float(weight)) for gram, rarity, weight in rows}
    return Model(weights=weights, intercept=float(intercept), still=float(still))


def save(name: str, made: Model) -> None:
    """Write a model, the same bytes for the same model. For the script that trains."""
    lines = [f"{made.still:g}\t{made.intercept:.4f}"]
    lines += [f"{gram}\t{rarity:.3f}\t{weight:.3f}" for gram, (rarity, weight) in sorted(made.weights.items())]
    _FILES.mkdir(exist_ok=True)
    (_FILES / f"{name}.tsv.gz").write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))
