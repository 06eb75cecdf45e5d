"""Odd sets of people that hold more pairs than they may: where an answer in pieces is cut off.

Two kinds are looked for. Small ones are what hangs together by pieces of pairs: a ring of three, five or seven. But where
very many weigh the same, cutting one ring off only moves it to the next. So we also look at what hangs together by pairs
that cost little above their worth, at several bounds: if such a crowd is odd, one of it goes without, whichever it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from withness.people.pairing.programme import CUT, Answer, Programme

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

BOUNDS = (0.01, 1, 5, 20, 50, 100, 200, 400)  # points of weight that a pair may cost above its worth


def odd_sets(programme: Programme, answer: Answer) -> list[Array]:
    """All new odd sets that hold more than (|S| − 1)/2 pairs in this answer, each as sorted numbers of people."""
    if not answer.cut.any():
        return []
    known = {some.tobytes() for some in programme.sets}
    found: dict[bytes, Array] = {}
    for hangs in (answer.cut, *((answer.over <= bound) | (answer.much > CUT) for bound in BOUNDS)):
        found |= {some.tobytes(): some for some in _too_full(programme, answer, hangs)}
    return [some for name, some in found.items() if name not in known]


def _too_full(programme: Programme, answer: Answer, hangs: Array) -> Iterator[Array]:
    """Those parts of the people, held together by the pairs that `hangs` names, which are odd and hold too much."""
    import numpy as np
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import connected_components

    ends, count = programme.edges[hangs], programme.count
    graph = csr_matrix((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), (count, count))
    _parts, part = connected_components(graph, directed=False)
    size = np.bincount(part)
    one, other = part[programme.edges].T
    held = np.bincount(one, weights=answer.much * (one == other), minlength=len(size))
    for number in np.flatnonzero((size % 2 == 1) & (held > (size - 1) / 2 + CUT)):
        yield np.flatnonzero(part == number)
