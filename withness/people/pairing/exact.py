"""The best pairs of all, and the proof of it: maximum weight matching in a graph of up to a few thousand people.

Pairing is not an assignment of two sides: anybody may be with anybody, and three who want each other leave one over. We
solve Edmonds' linear programme (1965): each person in at most one pair, and in every odd set S at most (|S| − 1)/2 pairs.
Few of all pairs are looked at first; prices of people and sets then tell which others could matter, and when none can,
what was found is the best of all. Odd sets are added where the answer is cut in halves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from withness.people.pairing.weighing import Seeker, figures_of, weights

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

FIRST, MORE, ROUNDS, MOST_TURNS = 7, 4, 60, 150
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

    count = len(table)
    told = _told_apart(table)
    edges = _first_edges(told)
    sets: list[Array] = []
    chosen, bound = np.zeros(0), 0.0
    for _ in range(ROUNDS):
        chosen, bound, prices, dues = _solve(told, edges, sets, count)
        halves = _odd_sets(edges, chosen, count, sets)
        sets += halves
        if halves:
            continue
        fresh = _worth_adding(told, edges, sets, prices, dues)
        if not len(fresh):
            break
        edges = np.concatenate([edges, fresh])
    pairs = _whole(edges, chosen, told)
    weight = int(sum(int(table[a, b]) for a, b in pairs))
    return Pairs(sorted(pairs), weight, float(max(weight, np.floor(bound + 1e-6))))


def _told_apart(table: Array) -> Array:
    """The same weights with a small part of a point added, by chance that is always the same, so that one answer is best.

    All parts together stay under one point, and weights are whole: the best answer is also one of the best without them.
    """
    import numpy as np

    chance = np.random.default_rng(1).random(table.shape, np.float32)
    part = np.triu(chance, 1)
    part = (part + part.T) * (2 * SHARE / max(len(table), 1))
    told: Array = np.where(table > 0, table + part, 0).astype(np.float64)
    return told


def _first_edges(told: Array) -> Array:
    """The pairs that cost least above their worth, at the prices of the assignment problem: each person's first few.

    If everybody pointed at a partner of their own, this would be an assignment, and it is solved at once; its prices are
    nearly those of our problem (they differ only around odd rings).
    """
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    count = len(told)
    if not count:
        return np.zeros((0, 2), int)
    _all, partner = linear_sum_assignment(-told)
    prices = _prices_of(told, partner)
    few = min(FIRST, count)
    over = np.where(told > 0, prices[:, None] + prices[None, :] - told, np.inf)
    best = np.argpartition(over, few - 1, axis=1)[:, :few]
    ends = np.stack([np.repeat(np.arange(count), few), best.ravel()], 1)
    ends = np.concatenate([ends, np.stack([np.arange(count), partner], 1)])
    return _distinct(ends[told[ends[:, 0], ends[:, 1]] > 0])


def _prices_of(told: Array, partner: Array) -> Array:
    """Prices at which this assignment is the best: the longest way to each column (Bellman 1958), both sides halved."""
    import numpy as np

    held = told[np.arange(len(told)), partner]
    extra = told - held[:, None]
    theirs = np.zeros(len(told))
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


def _solve(told: Array, edges: Array, sets: list[Array], count: int) -> tuple[Array, float, Array, Array]:
    """The programme over these edges: how much of each, its value, and the prices of people and of sets."""
    import numpy as np
    from scipy.optimize import linprog
    from scipy.sparse import csr_matrix, vstack

    if not len(edges):
        return np.zeros(0), 0.0, np.zeros(count), np.zeros(len(sets))
    size = len(edges)
    places = (edges.ravel(), np.repeat(np.arange(size), 2))
    rules = [csr_matrix((np.ones(2 * size), places), (count, size))]
    for some in sets:
        inside = np.isin(edges, some).all(axis=1)
        rules.append(csr_matrix(inside.astype(float).reshape(1, -1)))
    most = np.concatenate([np.ones(count), [(len(some) - 1) / 2 for some in sets]])
    worth = told[edges[:, 0], edges[:, 1]]
    done = linprog(-worth, A_ub=vstack(rules).tocsr(), b_ub=most, bounds=(0, None), method="highs-ds")
    prices = -done.ineqlin.marginals
    return done.x, -done.fun, prices[:count], prices[count:]


def _worth_adding(told: Array, edges: Array, sets: list[Array], prices: Array, dues: Array) -> Array:
    """Pairs not looked at yet that pay more than they cost: the best few of each person."""
    import numpy as np

    gain = told - prices[:, None] - prices[None, :]
    for some, due in zip(sets, dues, strict=True):
        gain[np.ix_(some, some)] -= due
    gain[told <= 0] = 0
    gain[edges[:, 0], edges[:, 1]] = gain[edges[:, 1], edges[:, 0]] = 0
    few = min(MORE, len(told))
    best = np.argpartition(-gain, few - 1, axis=1)[:, :few] if few else np.zeros((0, 0), int)
    ends = np.stack([np.repeat(np.arange(len(told)), few), best.ravel()], 1)
    return _distinct(ends[gain[ends[:, 0], ends[:, 1]] > 1e-7])


def _odd_sets(edges: Array, chosen: Array, count: int, known: list[Array]) -> list[Array]:
    """Odd sets that hold more than they may: among the parts that hang together by pieces of pairs."""
    import numpy as np
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import connected_components

    cut = (chosen > 1e-6) & (chosen < 1 - 1e-6)
    if not cut.any():
        return []
    ends, much = edges[cut], chosen[cut]
    graph = csr_matrix((much, (ends[:, 0], ends[:, 1])), (count, count))
    _parts, label = connected_components(graph, directed=False)
    had = {some.tobytes() for some in known}
    found = []
    for part in np.unique(label[ends[:, 0]]):
        some = np.flatnonzero(label == part)
        held = chosen[np.isin(edges, some).all(1)].sum()
        if len(some) % 2 and held > (len(some) - 1) / 2 + 1e-6 and some.tobytes() not in had:
            found.append(some)
    return found


def _whole(edges: Array, chosen: Array, told: Array) -> list[tuple[int, int]]:
    """Whole pairs: those chosen entirely, and of what is left in pieces (where the rounds ran out) the heaviest first."""
    import numpy as np

    taken, pairs = set[int](), []
    for n in sorted(np.flatnonzero(chosen > 1e-6), key=lambda n: (-round(float(chosen[n]), 4), -told[tuple(edges[n])])):
        a, b = int(edges[n, 0]), int(edges[n, 1])
        if a not in taken and b not in taken:
            taken |= {a, b}
            pairs.append((a, b))
    return pairs
