"""All groups at once: a text against ten thousand cards in a few milliseconds. Groups come and go one by one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from withness.matching.ranking.cards import NEAR_COUNTS, Card, tells
from withness.matching.ranking.meaning import Meaning
from withness.matching.ranking.reading import Read, read

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

BRIDGE, DOUBT, SURE = 0.7, 0.02, 3.0  # what the topics learnt from add; the share of doubt; how sure they are
SLOTS = 4  # experiences of one group that count
KIN = 0.25  # what an experience above or under the one that is meant counts: who looks after a father, among carers
SIFTED, FAR = 800, 2.0  # of very many groups, those by whose words nearness is asked; what the others are taken


@dataclass(slots=True)
class Asked:
    """A text, ready to be compared: terms and weights of unit length, where it lies, and the experiences it speaks of,
    alone (`lives`) and with those above and under them (`around`).
    """

    ids: Array
    much: Array
    near: Array
    topics: Array
    lives: Array
    around: Array
    words: Read
    names: dict[int, str]


@dataclass(slots=True)
class Index:
    """Cards by group id."""

    meaning: Meaning
    cards: dict[str, Card] = field(default_factory=dict)
    _table: Table | None = None

    def put(self, group: str, card: Card) -> None:
        """Add a group, or put a new card in place of its old one."""
        self.cards[group] = card
        self._table = None

    def drop(self, group: str) -> None:
        """Take a group away, if it is there."""
        if self.cards.pop(group, None) is not None:
            self._table = None

    @property
    def table(self) -> Table:
        """The cards as columns, made anew when some have changed."""
        if self._table is None:
            self._table = table_of(self.meaning, self.cards)
        return self._table

    def ask(self, text: str) -> Asked:
        """Read a text. It is kept nowhere else than in what is answered."""
        return asked(self.meaning, read(text))

    def fits(self, one: Asked) -> Array:
        """How well each group fits, in the order of `cards`: 0 for any text at all, 1 and more for one that is meant."""
        return self.table.fits(one)

    def because(self, one: Asked, group: str, most: int = 4) -> list[str]:
        """The words of the text that speak for this group, as they stand there, the strongest first."""
        card = self.cards[group]
        said = {int(t): float(n) for t, n in zip(one.ids, one.much, strict=True)}
        weight = self.meaning.terms.weight
        speaks = {t: n * card.own[t] for t, n in said.items() if t in card.own and t not in card.heard}
        meant: set[int] = set()
        wider = [(one, like * KIN) for life, like in card.lives for one in self.meaning.kin[life]]
        for life, like in (*card.lives, *wider):
            for held in (self.meaning.holds[life], self.meaning.foreign[life]):
                for t, n in held.items():
                    if t in said:
                        meant.add(t)
                        speaks[t] = speaks.get(t, 0.0) + said[t] * n * like * weight[t]
        ranked = [(t, one.names[t]) for t in sorted(speaks, key=lambda t: (-speaks[t], t))]
        # Two words that everybody says are a reason where an experience is called so: “look after”.
        told = [name for t, name in ranked if tells(name) or (t in meant and " " in name)]
        return _without_repeats(told, one.words.spelling(), most)


def asked(meaning: Meaning, words: Read) -> Asked:
    """Terms of a text that are known, weighed; its place; how it speaks for each topic and each experience."""
    import numpy as np

    terms, file = meaning.terms, meaning.terms.kept
    names = {number: term for term in words.counts if (number := terms.ids.get(term)) is not None}
    known = [(number, words.counts[term]) for number, term in names.items()]
    ids = np.array([t for t, _ in known], np.int64)
    much = np.array([terms.weight[t] for t, _ in known], np.float32) * (
        1 + np.log([n for _, n in known] or [1.0])[: len(known)]
    )
    much = (much / max(float(np.linalg.norm(much)), 1e-9)).astype(np.float32)
    learnt = ids < len(file.weight)
    few, some = ids[learnt], much[learnt]
    near = (some @ file.near[few]) * file.even
    lean = SURE * (some @ file.lean[few] + file.bias)
    loud = np.exp(lean - lean.max())
    lives = np.zeros(len(meaning.slugs), np.float32)
    for t, n in zip(ids.tolist(), much.tolist(), strict=True):
        if t in meaning.by_term:
            for life, how_much in meaning.by_term[t]:
                lives[life] += n * how_much * terms.weight[t]
    place = near / max(float(np.linalg.norm(near)), 1e-9)
    return Asked(ids, much, place, loud / loud.sum(), lives, _around(meaning, lives), words, names)


def _around(meaning: Meaning, lives: Array) -> Array:
    """How a text speaks for each experience, also by those above and under it."""
    import numpy as np

    around: Array = lives.copy()
    one, other = meaning.pairs
    np.maximum.at(around, other, KIN * lives[one])
    return around


@dataclass(slots=True)
class Table:
    """The cards as columns."""

    starts: Array
    places: Array
    weights: Array
    lives: Array
    likes: Array
    near: Array
    towards: Array
    mean: Array
    spread: Array
    near_mean: Array
    near_spread: Array

    def fits(self, one: Asked) -> Array:
        """See `Index.fits`."""
        import numpy as np

        count = len(self.mean)
        ids = one.ids[one.ids < len(self.starts) - 1]
        many = self.starts[ids + 1] - self.starts[ids]
        before = np.cumsum(many) - many
        flat = np.repeat(self.starts[ids] - before, many) + np.arange(int(many.sum()))
        worth = np.repeat(one.much[one.ids < len(self.starts) - 1], many) * self.weights[flat]
        same = np.bincount(self.places[flat], worth, minlength=count).astype(np.float64)
        same += (one.around[self.lives] * self.likes).sum(1)
        fit = (same - self.mean) / self.spread + BRIDGE * np.log(self.towards @ one.topics + DOUBT)
        if count <= SIFTED:
            return np.asarray(fit + self._nearness(one, slice(None)))
        few = np.argpartition(-fit, SIFTED)[:SIFTED]
        whole = np.asarray(fit - FAR)
        whole[few] = fit[few] + self._nearness(one, few)
        return whole

    def _nearness(self, one: Asked, rows: Any) -> Array:
        """What lying near adds."""
        found: Array = NEAR_COUNTS * (self.near[rows] @ one.near - self.near_mean[rows]) / self.near_spread[rows]
        return found


def table_of(meaning: Meaning, cards: dict[str, Card]) -> Table:
    """Columns from cards."""
    import numpy as np

    some = list(cards.values())
    terms = np.array([t for card in some for t in card.own], np.int64)
    order = np.argsort(terms, kind="stable")
    sizes = [len(card.own) for card in some]
    lives = [([*card.lives, *([(0, 0.0)] * SLOTS)])[:SLOTS] for card in some]
    shape = (len(some), SLOTS)
    return Table(
        starts=np.concatenate([[0], np.cumsum(np.bincount(terms, minlength=len(meaning.terms.weight)))]).astype(np.int64),
        places=np.repeat(np.arange(len(some)), sizes)[order],
        weights=np.array([n for card in some for n in card.own.values()], np.float32)[order],
        lives=np.array([[one for one, _ in row] for row in lives], np.int64).reshape(shape),
        likes=np.array([[like for _, like in row] for row in lives], np.float32).reshape(shape),
        near=np.stack([card.near for card in some]) if some else np.zeros((0, meaning.terms.kept.depth), np.float32),
        towards=np.stack([card.towards for card in some]) if some else np.zeros((0, len(meaning.terms.kept.bias)), np.float32),
        mean=_column(some, "mean"), spread=_column(some, "spread"), near_mean=_column(some, "near_mean"),
        near_spread=_column(some, "near_spread"),
    )  # fmt: skip


def _column(cards: list[Card], name: str) -> Array:
    import numpy as np

    return np.array([getattr(card, name) for card in cards], np.float32)


def _without_repeats(ranked: list[str], spelling: dict[str, str], most: int) -> list[str]:
    """Spellings, without a word that stands in a pair already taken."""
    taken: list[str] = []
    for name in ranked:
        if not any(set(name.split()) & set(other.split()) for other in taken):
            taken.append(name)
        if len(taken) == most:
            break
    return [spelling[name] for name in taken]
