"""The vocabulary of lived experience, as figures beside the trained terms: the bridge to groups nobody has met yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from withness.matching.ranking.kept import Kept, kept
from withness.matching.ranking.reading import phrase
from withness.people.experiences.vocabulary import ancestors, vocabulary

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(slots=True)
class Terms:
    """Every term that counts, with its number: those learnt from, those of the vocabulary, and later those of groups."""

    kept: Kept
    ids: dict[str, int]
    weight: list[float]

    def id_of(self, term: str) -> int:
        """The number of a term; a new one when it was not known."""
        found = self.ids.get(term)
        if found is None:
            found = self.ids[term] = len(self.weight)
            self.weight.append(self.kept.unknown)
        return found


@dataclass(slots=True)
class Meaning:
    """The experiences as rows of terms. `shared[e, f]` is how much two of them have in common, each term by its weight
    twice; the figures of an experience are those of its English terms taken together.
    """

    terms: Terms
    slugs: list[str]
    holds: list[dict[int, float]]
    foreign: list[dict[int, float]]
    size: Array
    shared: Array
    near: Array
    mean: Array
    rest: Array
    topics: Array
    by_term: dict[int, list[tuple[int, float]]] = field(default_factory=dict)
    kin: list[list[int]] = field(default_factory=list)  # of each experience: those above it, and those under it
    pairs: list[Array] = field(default_factory=list)  # the same, as two columns

    @property
    def number(self) -> dict[str, int]:
        """The number of an experience by its slug."""
        return {slug: number for number, slug in enumerate(self.slugs)}


def fresh_terms(file: Kept | None = None) -> Terms:
    """The terms that were learnt from."""
    file = file or kept()
    return Terms(file, dict(file.ids), [float(w) for w in file.weight])


@cache
def meaning() -> Meaning:
    """Of the packaged file and the packaged vocabulary."""
    return meaning_of(fresh_terms())


def fresh_meaning() -> Meaning:
    """As `meaning()`, for somebody who will add to it."""
    return meaning_of(fresh_terms())


def add_words(meaning: Meaning, slug: str, words: list[str]) -> None:
    """Let more words speak for an experience, where it is known. Saying it twice changes nothing."""
    number = meaning.number.get(slug)
    if number is None:
        return
    for said in words:
        for term, how_much in phrase(said).items():
            t = meaning.terms.id_of(term)
            if t not in meaning.holds[number] and t not in meaning.foreign[number]:
                meaning.foreign[number][t] = how_much
                meaning.by_term.setdefault(t, []).append((number, how_much))


def meaning_of(terms: Terms) -> Meaning:
    """The vocabulary in these terms."""
    import numpy as np

    slugs = list(vocabulary())
    holds = [_held(terms, ("en",), slug) for slug in slugs]
    foreign = [_held(terms, ("es", "ar"), slug) for slug in slugs]
    figures = [figures_of(terms, held) for held in holds]
    size = np.array([sum(terms.weight[t] for t in held) for held in holds], np.float32)
    made = Meaning(
        terms, slugs, holds, foreign, size, _shared(terms, holds),
        near=np.stack([one.near for one in figures]), mean=np.array([one.mean for one in figures], np.float32),
        rest=np.array([one.rest for one in figures], np.float32), topics=np.stack([one.topics for one in figures]),
    )  # fmt: skip
    for number, (held, other) in enumerate(zip(holds, foreign, strict=True)):
        for term, how_much in {**other, **held}.items():
            made.by_term.setdefault(term, []).append((number, how_much))
    made.kin = _kin(slugs)
    ends = np.array([(one, other) for one, others in enumerate(made.kin) for other in others], np.int64).reshape(-1, 2)
    made.pairs = [ends[:, 0], ends[:, 1]]
    return made


def _kin(slugs: list[str]) -> list[list[int]]:
    """Of each experience, the numbers of those above it (without its branch) and of those under it."""
    number = {slug: n for n, slug in enumerate(slugs)}
    pairs = [(number[slug], number[above]) for slug in slugs for above in ancestors(slug)[:-1]]
    both = pairs + [(above, under) for under, above in pairs]
    kin: list[list[int]] = [[] for _slug in slugs]
    for one, other in both:
        kin[one].append(other)
    return kin


@dataclass(slots=True)
class Figures:
    """What an ordinary text holds of a bundle of weighed terms, and where it lies."""

    near: Array
    mean: float
    rest: float
    topics: Array
    square: float


def figures_of(terms: Terms, held: dict[int, float]) -> Figures:
    """The figures of terms, each with how much of it there is."""
    import numpy as np

    file = terms.kept
    ids = np.array([t for t in held if t < len(file.weight)], np.int64)
    much = np.array([held[int(t)] * terms.weight[int(t)] for t in ids], np.float32)
    square = sum((n * terms.weight[t]) ** 2 for t, n in held.items())
    return Figures(
        near=much @ file.near[ids], mean=float(much @ file.mean[ids]), rest=float((much**2) @ file.rest[ids]),
        topics=much @ file.topics[ids], square=float(square),
    )  # fmt: skip


def _held(terms: Terms, languages: tuple[str, ...], slug: str) -> dict[int, float]:
    one = vocabulary()[slug]
    held: dict[int, float] = {}
    for code in languages:
        for said in (one.names.get(code, ""), *one.words.get(code, ())):
            for term, how_much in phrase(said).items():
                number = terms.id_of(term)
                held[number] = max(held.get(number, 0.0), how_much)
    return held


def _shared(terms: Terms, holds: list[dict[int, float]]) -> Array:
    import numpy as np
    from scipy.sparse import csr_matrix

    starts = np.cumsum([0, *(len(held) for held in holds)])
    columns = [t for held in holds for t in held]
    values = [n * terms.weight[t] for held in holds for t, n in held.items()]
    rows = csr_matrix((values, columns, starts), (len(holds), len(terms.weight)), dtype=np.float32)
    return np.asarray((rows @ rows.T).todense(), np.float32)
