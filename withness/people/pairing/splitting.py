"""A group that outgrew its size: how it could become two, by who is around together and has lived through the same.

A suggestion, for whoever holds the group. Nobody is moved by it; each says for themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from withness.people.pairing.weighing import Seeker, figures_of, weights


@dataclass(frozen=True, slots=True)
class Split:
    """Two halves of nearly one size, as ids. `kept` is the part (0 to 1) of all that binds people here which stays
    within the halves; by chance it would be a half.
    """

    one: tuple[str, ...]
    other: tuple[str, ...]
    kept: float


def split(people: Sequence[Seeker]) -> Split:
    """Two halves that keep together who belongs together, whoever holds the group and comes first in the first half.

    Cut at the middle of the direction that tells people apart most (Fiedler 1973), then single people change places
    while that helps. Deterministic. Two who draw a boundary between them count as not belonging together.
    """
    import numpy as np

    if len(people) < 2:
        return Split(tuple(one.id for one in people), (), 1.0)
    figures = figures_of(people)
    ties = weights(figures, figures).astype(np.float64)
    np.fill_diagonal(ties, 0)
    apart = {(a.id, b) for a in people for b in a.never}
    for n, a in enumerate(people):
        for m, b in enumerate(people):
            if (a.id, b.id) in apart or (b.id, a.id) in apart:
                ties[n, m] = -1000
    whole = np.diag(ties.sum(1)) - ties
    _sizes, ways = np.linalg.eigh(whole)
    order = np.lexsort((np.arange(len(people)), np.round(ways[:, 1], 9)))
    side = np.zeros(len(people), bool)
    side[order[len(people) // 2 :]] = True
    _change_places(side, ties)
    if side[0]:
        side = ~side
    inside = ties * (side[:, None] == side[None, :])
    every = np.abs(ties).sum()
    kept = float(inside[inside > 0].sum() / max(ties[ties > 0].sum(), 1e-9)) if every else 1.0
    ids = np.array([one.id for one in people], object)
    return Split(tuple(ids[~side]), tuple(ids[side]), round(kept, 3))


def _change_places(side: object, ties: object) -> None:
    """Swap one of each half while that binds more (Kernighan and Lin 1970, one swap at a time)."""
    import numpy as np

    where, bound = np.asarray(side), np.asarray(ties)
    for _ in range(len(where)):
        sign = np.where(where, 1.0, -1.0)
        pull = -sign * (bound @ sign)
        here, there = np.flatnonzero(~where), np.flatnonzero(where)
        gain = pull[here][:, None] + pull[there][None, :] - 2 * bound[np.ix_(here, there)]
        best = np.unravel_index(int(np.argmax(gain)), gain.shape)
        if gain[best] <= 1e-9:
            return
        where[here[best[0]]], where[there[best[1]]] = True, False
