"""A group as the engine sees it: its own words, the experiences these speak of, and where both together lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from withness.matching.ranking.meaning import Meaning, figures_of
from withness.matching.ranking.reading import read, said_by_everybody

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

LENT = 0.5  # how much of an experience's words a group is lent
MOST_GUESSED, LEAST_LIKE = 2, 0.08  # experiences read from a group's words
LEAST_HELD = 0.5  # in a long text little is like anything; then so much of an experience's own words is enough
NEAR_COUNTS = 0.5  # of lying near, against holding the same words
LIKENESS = 3.0  # how sure one is that a group is like the topic it is most like


@dataclass(slots=True)
class Card:
    """Figures of one group. `own` holds its terms, already weighed and divided by the length of the whole."""

    own: dict[int, float]
    lives: list[tuple[int, float]]
    near: Array
    mean: float
    spread: float
    near_mean: float
    near_spread: float
    towards: Array
    heard: frozenset[int] = frozenset()  # terms that are only in its members' words: never told as a reason


def card_of(meaning: Meaning, *, words: str, chosen: Sequence[str] = (), heard: Sequence[str] = ()) -> Card:
    """The card of a group that says `words` of itself. `chosen` are the slugs of experiences somebody chose for it;
    without them they are read from the words. `heard` are terms that several of its members use (`own_words.py`): they
    count as its own, and say what it is about only where nothing else does.
    """
    terms = meaning.terms
    said = [term for term in read(words).counts if tells(term)]
    held = {terms.id_of(term): 1.0 for term in said}
    number = meaning.number
    lives = [(number[slug], 1.0) for slug in chosen if slug in number] or _guessed(_alike(meaning, held))
    more = frozenset(terms.ids[term] for term in heard if term in terms.ids) - held.keys()
    held |= dict.fromkeys(sorted(more), 1.0)
    card = _put_together(meaning, held, lives or _guessed(_alike(meaning, held)))
    card.heard = more
    return card


def tells(term: str) -> bool:
    """Whether a term says anything of what a group is about: not digits, single letters and what everybody says."""
    parts = term.split()
    return not all(part in said_by_everybody() or part.isdigit() or len(part) < 2 for part in parts)


def _alike(meaning: Meaning, held: dict[int, float]) -> dict[int, float]:
    """How like each experience is to the words: shared weight over the geometric mean of both weights."""
    weight = meaning.terms.weight
    shared: dict[int, float] = {}
    for term in held:
        for one, _much in meaning.by_term.get(term, ()):
            shared[one] = shared.get(one, 0.0) + weight[term]
    whole = sum(weight[term] for term in held) or 1.0
    enough = min(LEAST_LIKE, LEAST_HELD / whole**0.5)
    like = {one: much / float((meaning.size[one] * whole) ** 0.5 or 1.0) for one, much in shared.items()}
    return {one: much for one, much in like.items() if much >= enough}


def _guessed(alike: dict[int, float]) -> list[tuple[int, float]]:
    best = sorted(alike.items(), key=lambda one: (-one[1], one[0]))[:MOST_GUESSED]
    most = best[0][1] if best else 1.0
    return [(one, like / most) for one, like in best]


def _put_together(meaning: Meaning, held: dict[int, float], lives: list[tuple[int, float]]) -> Card:
    import numpy as np

    terms = meaning.terms
    own = figures_of(terms, held)
    square, near, mean, rest, topics = own.square, own.near, own.mean, own.rest, own.topics.copy()
    for one, like in lives:
        lent = LENT * like
        common = sum(terms.weight[t] ** 2 * n for t, n in meaning.holds[one].items() if t in held)
        square += 2 * lent * common + lent * sum(
            LENT * more * float(meaning.shared[one, other]) for other, more in lives
        )
        near = near + lent * meaning.near[one]
        mean += lent * float(meaning.mean[one])
        rest += lent**2 * float(meaning.rest[one])
        topics += lent * meaning.topics[one]
    length = max(square, 1e-9) ** 0.5
    strong = near * terms.kept.strength
    varies = max((float(strong @ strong) + rest) / square - (mean / length) ** 2, 1e-6) if square else 1.0
    place = near * terms.kept.even
    place = (place / max(float(np.linalg.norm(place)), 1e-9)).astype(np.float32)
    card = Card(
        own={t: terms.weight[t] / length for t in held},
        lives=[(one, LENT * like / length) for one, like in lives],
        near=place, mean=mean / length, spread=varies**0.5, near_mean=float(place @ terms.kept.middle),
        near_spread=max(float(place @ terms.kept.scatter @ place), 1e-6) ** 0.5, towards=topics,
    )  # fmt: skip
    card.towards = _towards(card, topics / length, terms.kept.middles)
    return card


def _towards(card: Card, topics: Array, middles: Array) -> Array:
    """Which of the topics learnt from this group is like: shares that add up to 1."""
    import numpy as np

    nears = (middles @ card.near - card.near_mean) / card.near_spread
    fits = NEAR_COUNTS * nears + (topics - card.mean) / card.spread
    loud = np.exp(LIKENESS * (fits - fits.max()))
    shares: Array = (loud / loud.sum()).astype(np.float32)
    return shares
