"""Words that sound like crisis. A net, never a gate: it opens a private card for the author, and keeps nothing.

The rules (`said/`) hear what is said plainly, in English, Spanish and Arabic; the model (`weighing.py`) hears what many
words together lean to, in English. Both are mixed as they were found to fit best (docs/models/care-check.md).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import exp, log1p
from typing import Literal

from withness.safety.words.letters import plain
from withness.safety.words.persons import OTHER, SELF, YOU, Heard, hear, level
from withness.safety.words.said import CLEAR, LIKELY
from withness.safety.words.weighing import grams_of, model

Help = Literal["yes", "quiet", "no"]
Whom = Literal["self", "other"]

# Learnt by `testing/training/words.py`, which prints them. A clear sentence weighs 1 more than what fitted best on our one
# source, and worry about another less than half, because a sentence means the same everywhere and a community's habits
# of speech do not.
_LEAN, _SIGNS, _INTERCEPT = 1.795, (0.839, 1.324, 0.045, -0.315, 0.7), 2.203
_YES, _QUIET, _FAR = 1.9, 0.1, -1.0
_TO_SOMEBODY = 2.0  # off, where the heavy words are said to the reader, as helpers do (“please do not kill yourself”)
_UNKNOWN = -2.5  # the lean of words the model does not know, such as another language
_ALONE = 120  # words and pairs: a clear sentence in a text no longer than this speaks for itself


@dataclass(frozen=True, slots=True)
class Sound:
    """What some words sound like. `score` 0 to 1 orders texts; it is no probability and is shown to nobody."""

    help: Help
    whom: Whom | None
    score: float
    because: tuple[str, ...]


def sounds_like(words: str) -> Sound:
    """Whether these words sound like crisis, and of whom they speak. Pure; looks at the first 20,000 letters."""
    text = plain(words)
    found, grams, english = hear(text), grams_of(text), model("crisis")
    lean = english.margin(grams) if any(gram in english.weights for gram in grams) else _UNKNOWN
    heard = weigh(found, lean, grams.total())
    if heard.help != "no" and not heard.because:
        return replace(heard, because=tuple(english.strongest(grams, 3)))
    return heard


def weigh(found: list[Heard], lean: float, length: int) -> Sound:
    """The rules' findings and the model's lean, brought together. `length` counts words and pairs of words."""
    total = _INTERCEPT + _LEAN * lean + sum(a * b for a, b in zip(_SIGNS, _signs(found), strict=True))
    own, others = level(found, SELF), level(found, OTHER)
    if own < CLEAR and level(found, YOU) >= LIKELY:
        total -= _TO_SOMEBODY
    help_ = _help(own, total, length)
    if others >= LIKELY and own < LIKELY:
        score = _score(total, "quiet")
        return Sound("yes" if others == CLEAR else "quiet", "other", round(score, 4), _because(found, OTHER))
    whom: Whom | None = None if help_ == "no" else "self"
    return Sound(help_, whom, round(_score(total, help_), 4), _because(found, whom))


def signs(text: str) -> tuple[float, ...]:
    """What the rules hear of the writer in a plain text, as numbers for the mixing."""
    return _signs(hear(text))


def _signs(found: list[Heard]) -> tuple[float, ...]:
    own = [one.weight for one in found if one.whom == SELF]
    best = level(found, SELF)
    return (
        float(best >= CLEAR), float(best >= LIKELY), float(best >= 1),
        log1p(sum(weight == CLEAR for weight in own)), float(level(found, OTHER) >= LIKELY),
    )  # fmt: skip


def _help(own: int, total: float, length: int) -> Help:
    short = length <= _ALONE  # a model is unsure of few words, so there only a clear sentence opens the whole card
    if (total >= _YES and not short) or (own >= CLEAR and (short or total >= _QUIET)):
        return "yes"
    return "quiet" if total >= _QUIET or (own >= LIKELY and (short or total >= _FAR)) else "no"


def _because(found: list[Heard], whom: str | None) -> tuple[str, ...]:
    said = sorted((one for one in found if one.whom == whom), key=lambda one: -one.weight)
    return tuple(dict.fromkeys(one.because for one in said))[:3]


def _score(total: float, help_: Help) -> float:
    """A logistic curve over the mix; what the rules lifted into "yes" or "quiet" stands near the bound of it."""
    bound = {"yes": _YES, "quiet": _QUIET, "no": -30.0}[help_]
    if help_ == "quiet":
        total = min(total, _YES)
    lifted = total if total >= bound else bound + 0.15 * (max(total, -30.0) - bound)
    return 1 / (1 + exp(_YES - min(30.0, lifted)))


def sounds_at_all(words: str) -> bool:
    """Whether help should stand before everything else on the page that answers these words."""
    return sounds_like(words).help != "no"
