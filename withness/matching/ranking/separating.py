"""Lines between groups, learnt from examples: a linear machine with a squared margin, one against the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

STEPS, TURNS = 7, 10


def separate(rows: Any, groups: Array, count: int, *, give: float = 0.3) -> tuple[Array, Array]:
    """Weights (terms × groups) and a bias for each group, for `rows` (a SciPy sparse matrix of rows of unit length) whose
    group numbers are `groups`. `give` is how much an error costs against small weights; errors about small groups
    cost more. Deterministic.

    Formula: for each group, the least of |w|²/2 + Σ cᵢ max(0, 1 − yᵢ(w·xᵢ + b))², by Newton's steps, each found by
    conjugate gradients (Keerthi and DeCoste 2005), for all groups together.
    """
    import numpy as np

    rows = rows.astype(np.float32).tocsr()
    turned = rows.T.tocsr()
    size = np.maximum(np.bincount(groups, minlength=count), 1)
    cost = (give * (len(groups) / (count * size)) ** 0.5)[groups][:, None].astype(np.float32)
    side = -np.ones((len(groups), count), np.float32)
    side[np.arange(len(groups)), groups] = 1
    weights = np.zeros((rows.shape[1] + 1, count), np.float32)
    for _ in range(STEPS):
        out = _through(rows, weights)
        short = np.maximum(0, 1 - side * out)
        slope = weights - _back(turned, 2 * cost * side * short)
        way = _solved(rows, turned, 2 * cost * (short > 0), -slope)
        weights = weights + way * _how_far(weights, way, out, _through(rows, way), side, cost)
    return weights[:-1], weights[-1]


def _through(rows: Any, weights: Array) -> Array:
    found: Array = rows @ weights[:-1] + weights[-1]
    return found


def _back(turned: Any, push: Array) -> Array:
    import numpy as np

    return np.concatenate([turned @ push, push.sum(0)[None]]).astype(np.float32)


def _solved(rows: Any, turned: Any, curve: Array, wanted: Array) -> Array:
    """Newton's step for every group at once: (1 + XᵀDX) d = `wanted`, nearly."""
    import numpy as np

    found, rest, way = np.zeros_like(wanted), wanted.copy(), wanted.copy()
    left = (rest * rest).sum(0)
    for _ in range(TURNS):
        bent = way + _back(turned, curve * _through(rows, way))
        pace = left / np.maximum((way * bent).sum(0), 1e-20)
        found += pace * way
        rest -= pace * bent
        before, left = left, (rest * rest).sum(0)
        way = rest + (left / np.maximum(before, 1e-20)) * way
    return found


def _how_far(weights: Array, way: Array, out: Array, moved: Array, side: Array, cost: Array) -> Array:
    """The best of a few lengths of the step, for each group."""
    import numpy as np

    lengths = (1.0, 0.5, 0.25, 0.1)
    own, both, ways = (weights * weights).sum(0), (weights * way).sum(0), (way * way).sum(0)
    worth = [
        (own + 2 * far * both + far * far * ways) / 2
        + (cost * np.maximum(0, 1 - side * (out + far * moved)) ** 2).sum(0)
        for far in lengths
    ]
    best: Array = np.array(lengths, np.float32)[np.argmin(np.stack(worth), 0)]
    return best
