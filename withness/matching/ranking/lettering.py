"""A text by its letters: runs of three to five of them, across words, in lines between groups learnt from examples.

Words misspelled, joined or with an ending of their own share most of their runs with the word that was meant; and runs
over the end of a word hold something of what stands beside what.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from withness.matching.ranking.making import weighed
from withness.matching.ranking.reading import Read, folded
from withness.matching.ranking.separating import separate

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

SIZES = (3, 4, 5)
BITS = 18  # runs are known by a number below two to this power; that some share theirs costs little (Weinberger et al. 2009)
USUAL = 0.3  # of all texts: a run that more of them hold tells groups apart too little for what it costs
FEW = 20  # texts in which every run may stand
STEP, SPREAD = 1_099_511_628_211, 0x9E37_79B9_7F4A_7C15  # FNV's prime, and two to the 64th by the golden ratio (Knuth)


def runs(words: Read) -> tuple[Array, Array]:
    """The numbers of the runs of letters in a text, in order, and how often each stands there."""
    import numpy as np

    line = np.frombuffer(f" {' '.join(folded(words.spelled))} ".encode(), np.uint8).astype(np.uint64)
    found = [np.zeros(0, np.int64)]
    for size in SIZES:
        many = len(line) - size + 1
        number = np.zeros(max(many, 0), np.uint64)
        for place in range(size if many > 0 else 0):
            number = number * np.uint64(STEP) + line[place : place + many] + np.uint64(1)
        found.append(((number * np.uint64(SPREAD)) >> np.uint64(64 - BITS)).astype(np.int64))
    numbers, counts = np.unique(np.concatenate(found), return_counts=True)
    return numbers, counts


@dataclass(slots=True)
class Lettered:
    """What the letters of a text say of each group: 0 for a usual text, 1 for one that leans to it by one spread."""

    place: Array
    rare: Array
    lines: Array
    bias: Array
    scale: tuple[float, float]

    def leans(self, words: Read) -> Array:
        """One figure for each group."""
        import numpy as np

        numbers, counts = runs(words)
        places = self.place[numbers]
        known = places >= 0
        ids = places[known]
        much = (1 + np.log(counts[known])) * self.rare[ids]
        much = (much / max(float(np.linalg.norm(much)), 1e-9)).astype(np.float32)
        return np.asarray((much @ self.lines[ids] + self.bias - self.scale[0]) / self.scale[1])


def learn_letters(texts: Sequence[Read], groups: Array, count: int, *, least: int) -> Lettered:
    """From texts and the number of the group of each, below `count`. Runs in fewer than `least` texts are passed over."""
    import numpy as np

    rows = _counted(texts)
    spread = np.bincount(rows.indices, minlength=1 << BITS)
    kept = np.flatnonzero((spread >= least) & (spread <= max(FEW, USUAL * len(texts))))
    place = np.full(1 << BITS, -1, np.int32)
    place[kept] = np.arange(len(kept), dtype=np.int32)
    rare = np.log((len(texts) + 1) / (spread[kept] + 1)).astype(np.float32)
    unit = weighed(rows[:, kept], rare)
    lines, bias = separate(unit, groups, count)
    leans = unit @ lines + bias
    return Lettered(place, rare, lines, bias, (float(leans.mean()), float(leans.std()) or 1.0))


def _counted(texts: Sequence[Read]) -> Any:
    """One row for each text, one column for each number a run can have."""
    import numpy as np
    from scipy.sparse import csr_matrix

    found = [runs(text) for text in texts]
    ends = np.cumsum([0] + [len(numbers) for numbers, _counts in found])
    columns = np.concatenate([numbers for numbers, _counts in found]).astype(np.int32)
    often = np.concatenate([counts for _numbers, counts in found]).astype(np.float32)
    return csr_matrix((1 + np.log(often), columns, ends), (len(texts), 1 << BITS))
