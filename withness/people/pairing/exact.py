"""The best pairs of all, and the proof of it: maximum weight matching in a graph of up to a few thousand people.

Pairing is not an assignment of two sides: anybody may be with anybody, and three who want each other leave one over. We
solve Edmonds' linear programme (1965): each person in at most one pair, and in every odd set S at most (|S| − 1)/2 pairs.
Few of all pairs are looked at first; prices of people and sets then tell which others could matter, and when none can,
what was found is the best of all. Odd sets are added where the answer is cut in halves (`odd.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from withness.people.pairing.odd import odd_sets
from withness.people.pairing.programme import CUT, Answer, Programme
from withness.people.pairing.weighing import Seeker, figures_of, weights

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

FIRST, MORE, ROUNDS, MOST_TURNS = 7, 4, 200, 150
SHARE = 0.4  # of one point of weight: what may tell equal answers apart without ever making a worse one better


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of numbers, their weight together, and the most that any pairing could weigh. Equal: it is the best."""

    pairs: list[tuple[int, int]]
    weight: int
    bound: float


def pair_best(people: Sequence[Seeker]) -> Pairs:
    """The pairing of the greatest weight, never across a boundary. For up to 2,000 people in a few seconds."""
    table = weights(*(2 * [figures_of(people)]))
    forbid(table, people)
    return best_pairs(table)


def forbid(table: Array, people: Sequence[Seeker]) -> None:
    """Take out pairs that a boundary stands between, in either direction, and everybody with themselves."""
    import numpy as np

    row = {one.id: n for n, one in enumerate(people)}
    np.fill_diagonal(table, 0)
    for n, one in enumerate(people):
        for other in one.never:
            if other in row:
                table[n, row[other]] = table[row[other], n] = 0


def best_pairs(table: Array) -> Pairs:
    """The matching of the greatest weight for a symmetric table of whole numbers; 0 is no pair."""
    import numpy as np

    table = table.astype(np.float64)
    programme = Programme(len(table))
    _look_at(programme, _first_edges(table), table)
    for _ in range(ROUNDS):
        answer = programme.solve()
        if not _asks_more(programme, answer, table):
            bound = np.floor(answer.worth + len(table) * CUT)
            break
    else:  # pairs that were not looked at may be worth more: then nobody has more than their own best
        bound = np.floor(table.max(1, initial=0).sum() / 2)
    pairs = _whole(programme.edges, answer.much, table)
    weight = int(sum(table[pair] for pair in pairs))
    return Pairs(sorted(pairs), weight, float(max(weight, bound)))


def _asks_more(programme: Programme, answer: Answer, table: Array) -> bool:
    """Whether the programme has to be solved once more, with what this answer lacks: odd sets, then pairs, then one of
    several answers that are all the best.
    """
    if sets := odd_sets(programme, answer):
        programme.add_sets(sets)
    elif len(fresh := _worth_adding(table, programme, answer)):
        _look_at(programme, fresh, table)
    elif answer.cut.any() and not programme.repriced:
        programme.reprice(_told_apart(table, programme.edges))
    else:
        return False
    return True


def _look_at(programme: Programme, ends: Array, table: Array) -> None:
    programme.add_pairs(ends, table[ends[:, 0], ends[:, 1]])


def _told_apart(table: Array, edges: Array) -> Array:
    """What these pairs are worth with a small part of a point added, by chance that is always the same: where several
    answers are best, the programme may stand in the middle of them, and so it is led to one.

    All parts together stay under one point, and weights are whole: the best answer is also one of the best without them.
    """
    import numpy as np

    part = np.random.default_rng(1).random(len(edges)) * (2 * SHARE / len(table))
    worth: Array = table[edges[:, 0], edges[:, 1]] + part
    return worth


def _first_edges(table: Array) -> Array:
    """The pairs that cost least above their worth, at the prices of the assignment problem: each person's first few.

    If everybody pointed at a partner of their own, this would be an assignment, and it is solved at once; its prices are
    nearly those of our problem (they differ only around odd rings).
    """
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    count = len(table)
    if not count:
        return np.zeros((0, 2), int)
    _all, partner = linear_sum_assignment(-table)
    prices = _prices_of(table, partner)
    few = min(FIRST, count)
    over = np.where(table > 0, prices[:, None] + prices[None, :] - table, np.inf)
    best = np.argpartition(over, few - 1, axis=1)[:, :few]
    ends = np.stack([np.repeat(np.arange(count), few), best.ravel()], 1)
    ends = np.concatenate([ends, np.stack([np.arange(count), partner], 1)])
    return _distinct(ends[table[ends[:, 0], ends[:, 1]] > 0])


def _prices_of(table: Array, partner: Array) -> Array:
    """Prices at which this assignment is the best: the longest way to each column (Bellman 1958), both sides halved."""
    import numpy as np

    held = table[np.arange(len(table)), partner]
    extra = table - held[:, None]
    theirs = np.zeros(len(table))
    for _ in range(MOST_TURNS):
        longer = np.maximum(theirs, (theirs[partner][:, None] + extra).max(0))
        if np.allclose(longer, theirs, rtol=0, atol=1e-9):
            break
        theirs = longer
    mine = held - theirs[partner]
    return (mine + theirs) / 2


def _distinct(ends: Array) -> Array:
    import numpy as np

    return np.unique(np.sort(ends, axis=1), axis=0).reshape(-1, 2)


def _worth_adding(table: Array, programme: Programme, answer: Answer) -> Array:
    """Pairs not looked at yet that pay more than they cost: the best few of each person."""
    import numpy as np

    gain = table - answer.prices[:, None] - answer.prices[None, :]
    for some, due in zip(programme.sets, answer.dues, strict=True):
        if due > 0:
            gain[np.ix_(some, some)] -= due
    gain[table <= 0] = 0
    one, other = programme.edges.T
    gain[one, other] = gain[other, one] = 0
    few = min(MORE, len(table))
    best = np.argpartition(-gain, few - 1, axis=1)[:, :few] if few else np.zeros((0, 0), int)
    ends = np.stack([np.repeat(np.arange(len(table)), few), best.ravel()], 1)
    return _distinct(ends[gain[ends[:, 0], ends[:, 1]] > CUT])


def _whole(edges: Array, chosen: Array, table: Array) -> list[tuple[int, int]]:
    """Whole pairs: those chosen entirely, and of what is left in pieces (where the rounds ran out) the heaviest first."""
    import numpy as np

    taken, pairs = set[int](), []
    for n in sorted(np.flatnonzero(chosen > CUT), key=lambda n: (-round(float(chosen[n]), 4), -table[tuple(edges[n])])):
        a, b = int(edges[n, 0]), int(edges[n, 1])
        if a not in taken and b not in taken:
            taken |= {a, b}
            pairs.append((a, b))
    return pairs
