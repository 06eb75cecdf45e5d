"""Learning from texts whose group is known: some for each group, or thousands. Better with each, never worse than none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from withness.matching.ranking.lettering import Lettered, learn_letters
from withness.matching.ranking.making import counts_of, weighed
from withness.matching.ranking.reading import Read, phrase, read
from withness.matching.ranking.separating import separate
from withness.people.experiences.vocabulary import vocabulary

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

FEW_WORDS = 40  # a text is also learnt from its beginning alone
COUNTS, EACH = 2.5, 0.07  # what examples count against the cards, and more with each that a usual group has
BAYES, LETTERS = 0.4, 0.7  # of counting words, and of lines by letters, against lines by words
MANY = 30  # of so many examples a group, counting and letters have half their say: few tell them little


@dataclass(slots=True)
class Learnt:
    """What examples say of a text. `trust` is how much each group's examples count, `sure` how much of what counting and
    letters say of it is believed.
    """

    ids: dict[str, int]
    rare: Array
    lines: Array
    bias: Array
    counted: Array
    trust: Array
    scales: tuple[float, float, float]
    letters: Lettered
    sure: Array

    def fits(self, words: Read) -> Array:
        """How well a text fits each group, by the examples: 0 for any text at all."""
        import numpy as np

        known = [(self.ids[term], n) for term, n in with_lives(words).items() if term in self.ids]
        if not known:
            return np.zeros(len(self.bias), np.float32)
        ids = np.array([t for t, _ in known], np.int64)
        much = (1 + np.log([n for _, n in known])) * self.rare[ids]
        much /= max(float(np.linalg.norm(much)), 1e-9)
        middle, spread, wide = self.scales
        drawn = (much @ self.lines[ids] + self.bias - middle) / spread
        told = _between(much @ self.counted[ids]) / wide
        return np.asarray(self.trust * (drawn + self.sure * (BAYES * told + LETTERS * self.letters.leans(words))))


def learn_examples(texts: Sequence[str], groups: Sequence[int], count: int) -> Learnt:
    """From texts and the number of the group of each, below `count`."""
    import numpy as np

    of = np.array(groups, np.int64)
    twice = np.concatenate([of, of])
    least = 3 if len(texts) > 60 * count else 1
    reads = [read(text) for text in texts] + [read(" ".join(text.split()[:FEW_WORDS])) for text in texts]
    words, rare, rows = _by_words(reads, least)
    lines, bias = separate(rows, twice, count)
    counted = _counted(rows, twice, count)
    drawn = rows @ lines + bias
    many = np.bincount(of, minlength=count)
    usual = float(np.median(many[many > 0]))
    return Learnt(
        ids={word: number for number, word in enumerate(words)}, rare=rare, lines=lines, bias=bias, counted=counted,
        trust=(COUNTS + EACH * usual) * many / (many + 0.5), sure=many / (many + MANY),
        scales=(float(drawn.mean()), float(drawn.std()) or 1.0, float(_between(rows @ counted).std()) or 1.0),
        letters=learn_letters(reads, twice, count, least=least + 1),
    )  # fmt: skip


def _by_words(reads: Sequence[Read], least: int) -> tuple[list[str], Array, Any]:
    """The terms that stand in at least `least` of the whole texts (the first half), how rare each is, and a row for each."""
    import numpy as np

    counts = [with_lives(words) for words in reads]
    whole = len(counts) // 2
    spread = Counter(term for some in counts[:whole] for term in some)
    words = [term for term, n in spread.items() if n >= least]
    rare = np.log((whole + 1) / (np.array([spread[word] for word in words]) + 1)).astype(np.float32)
    return words, rare, weighed(counts_of(counts, words), rare)


def _between(figures: Array) -> Array:
    """What a text says of each group beyond what it says of all: long and usual texts say more of every one."""
    said: Array = figures - figures.mean(-1, keepdims=True)
    return said


def with_lives(words: Read) -> dict[str, float]:
    """Terms, twice those of the beginning, and, as terms too, the experiences they are words for."""
    early = words.early()
    counts = {term: 2 * n if term in early else n for term, n in words.counts.items()}
    lives = _lives()
    for term, n in words.counts.items():
        for slug in lives.get(term, ()):
            counts[slug] = counts.get(slug, 0.0) + n
    return counts


@cache
def _lives() -> dict[str, tuple[str, ...]]:
    """Which experiences each term is a word for."""
    found: dict[str, dict[str, None]] = {}
    for slug, one in vocabulary().items():
        for word in one.every_word():
            for term, whole in phrase(word).items():
                if whole == 1.0:
                    found.setdefault(term, {})[f"#{slug}"] = None
    return {term: tuple(slugs) for term, slugs in found.items()}


def _counted(rows: Any, of: Array, count: int) -> Array:
    """How much more often each term stands with a group than elsewhere: complement naive Bayes (Rennie et al. 2003)."""
    import numpy as np
    from scipy.sparse import csr_matrix

    places = csr_matrix((np.ones(len(of), np.float32), (of, np.arange(len(of)))), (count, len(of)))
    held = np.asarray((places @ rows).todense())
    others = held.sum(0) - held + 0.1
    told: Array = -np.log(others / others.sum(1, keepdims=True)).T.astype(np.float32)
    return told
