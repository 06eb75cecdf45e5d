"""Words as the engine reads them. Nothing here remembers: what was read is gone when the caller lets go of it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import cast

from withness.foundation.text import flat

EARLY = 12  # words
LONGEST = 20_000  # characters; what stands behind them is not read
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ARABIC_STARTS = ("وال", "بال", "كال", "فال", "لل", "ال")
_DOUBLED = frozenset("bdgmnprt")


@cache
def said_by_everybody() -> frozenset[str]:
    """Words that are never a reason by themselves: English ones as they stand, Spanish and Arabic ones also as stems."""
    english, others = Path(__file__).with_name("said_by_everybody.txt").read_text(encoding="utf-8").split("\n\n")
    words = folded(others.split())
    return frozenset(english.split()) | frozenset(words) | {stem(word) for word in words}


@dataclass(frozen=True, slots=True)
class Read:
    """A text as counted terms (stems, and pairs of them), and its words as they stood there, each with its stem."""

    counts: dict[str, float]
    stems: list[str]
    spelled: list[str]

    def spelling(self) -> dict[str, str]:
        """How each term was spelled where it first stood."""
        backwards = list(zip(reversed(self.stems), reversed(self.spelled), strict=True))
        found = dict(backwards)
        for (after, word_after), (before, word_before) in pairwise(backwards):
            found[f"{before} {after}"] = f"{word_before} {word_after}"
        return found

    def early(self) -> frozenset[str]:
        """The terms of its beginning, where people tend to say what it is about."""
        begin = self.stems[:EARLY]
        return frozenset([*begin, *_pairs(begin)])


def read(text: str) -> Read:
    """Count the terms of the first `LONGEST` characters."""
    spelled = WORD.findall(text[:LONGEST])
    stems = [stem(word) for word in folded(spelled)]
    counts: Counter[str] = Counter(stems)
    counts.update(_pairs(stems))
    return Read(cast(dict[str, float], counts), stems, spelled)


def _pairs(stems: list[str]) -> list[str]:
    return [f"{one} {other}" for one, other in pairwise(stems)]


def terms(text: str) -> list[str]:
    """The terms of a few words: each stem and each pair."""
    return list(read(text).counts)


def phrase(text: str) -> dict[str, float]:
    """The terms by which a text holds `text`: one or two words as they are, of longer ones each pair for a part."""
    stems = [stem(word) for word in folded(WORD.findall(text))]
    if len(stems) <= 2:
        return {" ".join(stems): 1.0} if stems else {}
    return {f"{one} {other}": 0.4 for one, other in pairwise(stems)}


def stem(word: str) -> str:
    """A word without its ending, in small letters without accents already: near enough, and the same every time."""
    word = word.replace("’", "'")
    word = word.removesuffix("'s").replace("'", "")
    if word[:1] > "\u05ff":
        return _arabic(word)
    return _english(word)


def _english(word: str) -> str:
    size = len(word)
    if size > 5 and word.endswith("ies"):
        return word[:-3] + "y"
    if size > 5 and word.endswith("ing"):
        word = word[:-3]
    elif size > 4 and word.endswith(("ed", "es")):
        word = word[:-2]
    elif size > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    if len(word) > 4 and word[-1] == word[-2] and word[-1] in _DOUBLED:
        word = word[:-1]
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def _arabic(word: str) -> str:
    for start in _ARABIC_STARTS:
        if word.startswith(start) and len(word) - len(start) >= 3:
            word = word[len(start) :]
            break
    return word[:-1] if len(word) > 3 and word[-1] in "ةهىي" else word


def folded(words: list[str]) -> list[str]:
    """Words in small letters, without accents."""
    if all(word.isascii() for word in words):
        return [word.lower() for word in words]
    return [flat(word) for word in words]
