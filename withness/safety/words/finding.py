"""Finds quickly which rules may match at all: each needs one of a few pieces of text, and one pass finds all pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from typing import Any

import ahocorasick

from withness.safety.words.said import Rule

SHORTEST = 3


class Finder:
    """The rules of one language, found by the pieces they need."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = rules
        needing: dict[str, list[int]] = {}
        self._always: list[int] = []
        for number, rule in enumerate(rules):
            pieces = needs(rule.pattern.pattern)
            if not pieces:
                self._always.append(number)
            for piece in pieces:
                needing.setdefault(piece, []).append(number)
        self._pieces = ahocorasick.Automaton()
        for piece, numbers in needing.items():
            self._pieces.add_word(piece, tuple(numbers))
        self._pieces.make_automaton()

    def touched(self, text: str) -> Iterator[tuple[int, tuple[int, ...]]]:
        """(place, numbers of rules) for every piece in `text`."""
        yield from self._pieces.iter(text)

    @property
    def always(self) -> list[int]:
        """Rules without a piece of their own. A test holds that there are none."""
        return self._always


def needs(pattern: str) -> frozenset[str]:
    """Pieces of text of which at least one stands in whatever `pattern` matches. Empty where that cannot be said."""
    return _of_sequence(_parser().parse(pattern))


def _of_sequence(sequence: Any) -> frozenset[str]:
    found: list[frozenset[str]] = []
    run = ""
    for kind, value in [*sequence, (None, None)]:
        if str(kind) == "LITERAL":
            run += chr(value)
            continue
        if len(run) >= SHORTEST:
            found.append(frozenset({run}))
        run = ""
        inner = _of_part(str(kind), value)
        if inner:
            found.append(inner)
    return max(found, key=lambda pieces: (min(map(len, pieces)), -len(pieces)), default=frozenset())


def _of_part(kind: str, value: Any) -> frozenset[str]:
    if kind == "SUBPATTERN":
        return _of_sequence(value[3])
    if kind in {"MAX_REPEAT", "MIN_REPEAT"} and value[0] >= 1:
        return _of_sequence(value[2])
    if kind == "BRANCH":
        branches = [_of_sequence(one) for one in value[1]]
        return frozenset().union(*branches) if all(branches) else frozenset()
    return frozenset()


@cache
def _parser() -> Any:
    """The standard library's own reader of patterns."""
    return import_module("re._parser")
