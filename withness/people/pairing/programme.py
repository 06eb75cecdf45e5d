"""Edmonds' linear programme over some of all pairs, kept open: what is added is answered from where the last answer stood.

One column for each pair, one row for each person (in at most one pair), and one for each odd set S that was cut in halves
(at most (|S| − 1)/2 pairs within it). Solved by HiGHS (Huangfu and Hall 2018).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

CUT = 1e-6  # a pair is cut in pieces where it is held by more than this, and by less than one less this
DUAL, PRIMAL = 1, 4  # which way of the simplex method: a new row leaves the prices right, a new column the answer


@dataclass(frozen=True, slots=True)
class Answer:
    """How much of each pair, what they weigh together, the price of each person, what each set is due, and how far each
    pair costs more than it is worth.
    """

    much: Array
    worth: float
    prices: Array
    dues: Array
    over: Array

    @property
    def cut(self) -> Array:
        """Which pairs are held in pieces."""
        cut: Array = (self.much > CUT) & (self.much < 1 - CUT)
        return cut


class Programme:
    """The programme for so many people, and the pairs and odd sets it knows so far."""

    def __init__(self, count: int) -> None:
        import highspy
        import numpy as np

        self.count, self.edges = count, np.zeros((0, 2), int)
        self.sets: list[Array] = []
        self.repriced = False
        self._far = highspy.kHighsInf
        self._solver = highspy.Highs()
        for name, value in (("output_flag", False), ("threads", 1), ("presolve", "off")):
            self._solver.setOptionValue(name, value)
        self._solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
        starts = np.zeros(count, np.int32)
        self._solver.addRows(count, np.full(count, -self._far), np.ones(count), 0, starts, starts[:0], np.zeros(0))

    def add_pairs(self, ends: Array, worth: Array) -> None:
        """Look at these pairs too, shape (n, 2), each worth so much."""
        import numpy as np

        rows = [[int(a), int(b)] for a, b in ends]
        for number, some in enumerate(self.sets, self.count):
            for at in np.flatnonzero(np.isin(ends, some).all(axis=1)):
                rows[at].append(number)
        starts = np.cumsum([0] + [len(row) for row in rows], dtype=np.int32)
        places, size = np.array([place for row in rows for place in row], np.int32), len(ends)
        self._solver.addCols(
            size, worth.astype(float), np.zeros(size), np.full(size, self._far),
            len(places), starts[:-1], places, np.ones(len(places)),
        )  # fmt: skip
        self._solver.setOptionValue("simplex_strategy", PRIMAL)
        self.edges = np.concatenate([self.edges, ends])

    def add_sets(self, sets: list[Array]) -> None:
        """From now on these odd sets of people may hold (|S| − 1)/2 pairs each."""
        import numpy as np

        for some in sets:
            inside = np.flatnonzero(np.isin(self.edges, some).all(1)).astype(np.int32)
            self._solver.addRow(-self._far, (len(some) - 1) / 2, len(inside), inside, np.ones(len(inside)))
        self._solver.setOptionValue("simplex_strategy", DUAL)
        self.sets += sets

    def reprice(self, worth: Array) -> None:
        """Each pair is worth so much from now on."""
        import numpy as np

        self.repriced = True
        self._solver.changeColsCost(len(worth), np.arange(len(worth), dtype=np.int32), worth.astype(float))
        self._solver.setOptionValue("simplex_strategy", PRIMAL)

    def solve(self) -> Answer:
        """The answer over what is known so far."""
        import numpy as np

        self._solver.run()
        told = self._solver.getSolution()
        prices = np.array(told.row_dual)
        return Answer(
            much=np.array(told.col_value), worth=float(self._solver.getInfo().objective_function_value),
            prices=prices[: self.count], dues=prices[self.count :], over=-np.array(told.col_dual),
        )  # fmt: skip
