"""Pairs for very many people: those who have most in common are laid side by side and paired block by block."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from withness.people.pairing.weighing import Figures, Seeker, figures_of, weights

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

BLOCK = 400


def pair_many(people: Sequence[Seeker], *, block: int = BLOCK) -> list[tuple[int, int]]:
    """Pairs (numbers of people), nearly the best, never across a boundary. Time grows with the number of people; memory is
    that of a block and a few bytes a person. Whoever is left over by one order is tried again in another.
    """
    import numpy as np

    figures = figures_of(people)
    row = {one.id: n for n, one in enumerate(people)}
    never = {n: [row[far] for far in one.never if far in row] for n, one in enumerate(people) if one.never}
    left = np.arange(len(people))
    pairs: list[tuple[int, int]] = []
    for turn in range(3):
        order = left[_side_by_side(figures.some(left), turn)]
        found: list[tuple[int, int]] = []
        for start in range(0, len(order), block):
            found += _of_block(figures, order[start : start + block], never)
        pairs += found
        paired = np.array([n for pair in found for n in pair], np.int64)
        left = np.setdiff1d(left, paired)
        if len(left) < 2 or not found:
            break
    return pairs


def _side_by_side(figures: Figures, turn: int) -> Array:
    """An order in which neighbours have much in common: language, experience, hours; the `turn`th experience first."""
    import numpy as np

    slots = figures.lives.shape[1]
    first, then = figures.lives[:, turn % slots], figures.lives[:, (turn + 1) % slots]
    return np.lexsort((figures.hours, then, figures.language, first))


def _of_block(figures: Figures, rows: Array, never: dict[int, list[int]]) -> list[tuple[int, int]]:
    """Pairs of one block: each gets the best partner that leaves the others theirs, and rings are cut into pairs."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    some = figures.some(rows)
    table = weights(some, some).astype(np.int32)
    np.fill_diagonal(table, 0)
    place = {int(n): at for at, n in enumerate(rows)}
    for n, at in place.items():
        for other in never.get(n, ()):
            if other in place:
                table[at, place[other]] = table[place[other], at] = 0
    _all, partner = linear_sum_assignment(-table)
    pairs, left = _from_rings(partner, table)
    pairs += _heaviest_first(left, table)
    return [(int(rows[a]), int(rows[b])) for a, b in pairs]


def _from_rings(partner: Array, table: Array) -> tuple[list[tuple[int, int]], list[int]]:
    """Everybody points at a partner, so they stand in rings. An even ring is two pairings, of which the better is taken;
    an odd one leaves out whom it misses least.
    """
    seen, pairs, left = set[int](), [], []
    for start in range(len(partner)):
        ring, at = [], start
        while at not in seen:
            seen.add(at)
            ring.append(at)
            at = int(partner[at])
        if not ring:
            continue
        best = max(_cut(ring[n:] + ring[:n], table) for n in range(len(ring) if len(ring) % 2 else min(2, len(ring))))
        pairs += best[1]
        left += [one for one in ring if not any(one in pair for pair in best[1])]
    return pairs, left


def _cut(ring: list[int], table: Array) -> tuple[int, list[tuple[int, int]]]:
    pairs = [(a, b) for a, b in zip(ring[::2], ring[1::2], strict=False) if table[a, b] > 0]
    return sum(int(table[a, b]) for a, b in pairs), pairs


def _heaviest_first(left: list[int], table: Array) -> list[tuple[int, int]]:
    import numpy as np

    few = np.array(left, np.int64)
    inside = np.triu(table[np.ix_(few, few)], 1)
    ends = np.argwhere(inside > 0)
    order = np.argsort(-inside[ends[:, 0], ends[:, 1]], kind="stable")
    taken, pairs = set[int](), []
    for a, b in ends[order]:
        if a not in taken and b not in taken:
            taken |= {int(a), int(b)}
            pairs.append((int(few[a]), int(few[b])))
    return pairs
