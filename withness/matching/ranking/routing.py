"""Texts to groups, by the engine alone: no database, no ids that mean anything. What `withness route` does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from withness.matching.ranking.cards import card_of
from withness.matching.ranking.examples import Learnt, learn_examples
from withness.matching.ranking.index import Index
from withness.matching.ranking.meaning import meaning

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(slots=True)
class Router:
    """Groups by what they say of themselves, and by examples where there are some."""

    index: Index
    learnt: Learnt | None = None

    def route(self, text: str, *, top: int = 5) -> list[dict[str, object]]:
        """The `top` groups that fit a text best, the best first, each with the words of the text that speak for it."""
        import numpy as np

        one = self.index.ask(text)
        fits = self.index.fits(one)
        if self.learnt is not None:
            fits = fits + self.learnt.fits(one.words)
        ids = list(self.index.cards)
        best = np.argsort(-fits, kind="stable")[:top]
        return [
            {"id": ids[n], "score": round(float(fits[n]), 4), "because": self.index.because(one, ids[n])} for n in best
        ]


def router_of(cards: Mapping[str, Mapping[str, str]], examples: Sequence[tuple[str, str]] = ()) -> Router:
    """From cards (`description`, and `synonyms` where there are some) and examples (text, group). Examples of groups
    without a card are passed over.
    """
    index = Index(meaning())
    for group, card in cards.items():
        index.put(group, card_of(index.meaning, words=f"{card['description']} . {card.get('synonyms', '')}"))
    number = {group: n for n, group in enumerate(cards)}
    known = [(text, number[group]) for text, group in examples if group in number]
    if not known:
        return Router(index)
    return Router(index, learn_examples([text for text, _ in known], [n for _, n in known], len(number)))
