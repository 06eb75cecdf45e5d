"""The trained file, opened when it is first needed: what each term weighs, and what it stands near to.

`trained.npz` is made by `making.py` and described in docs/models/routing.md. It holds figures about terms that occur in
at least ten texts, and no text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

FILE = Path(__file__).with_name("trained.npz")


@dataclass(frozen=True, slots=True)
class Kept:
    """Figures by term, each a row. `weight` how much it tells; `mean`, `square` what an ordinary text holds of it;
    `rest` what of that the directions do not explain; `near` its place among the others, in `depth` directions;
    `lean` how it speaks for each of the topics learnt from; `topics` what an ordinary text of a topic holds of it.
    `even` makes the directions equally loud; `middle`, `scatter` and `middles` say where texts lie in them: all, and
    those of each topic.
    """

    ids: dict[str, int]
    weight: Array
    mean: Array
    rest: Array
    near: Array
    strength: Array
    even: Array
    middle: Array
    scatter: Array
    middles: Array
    lean: Array
    bias: Array
    topics: Array
    unknown: float

    @property
    def depth(self) -> int:
        """In how many directions terms lie near each other."""
        return int(self.near.shape[1])


@cache
def kept() -> Kept:
    """The packaged file."""
    return opened(FILE)


def opened(path: Path) -> Kept:
    """A trained file as arrays. Small numbers are kept as bytes with one scale for each column."""
    import numpy as np

    with np.load(path, allow_pickle=False) as file:
        parts = {name: file[name] for name in file.files}
    names = bytes(parts["terms"]).decode().split("\n")

    def wide(name: str) -> Array:
        found: Array = parts[name].astype(np.float32) * parts[f"{name}_scale"]
        return found

    def plain(name: str) -> Array:
        found: Array = parts[name].astype(np.float32)
        return found

    return Kept(
        ids={name: number for number, name in enumerate(names)},
        weight=plain("weight"),
        mean=plain("mean"),
        rest=plain("rest"),
        near=wide("near"),
        strength=plain("strength"),
        even=plain("even"),
        middle=plain("middle"),
        scatter=plain("scatter"),
        middles=plain("middles"),
        lean=wide("lean"),
        bias=plain("bias"),
        topics=wide("topics"),
        unknown=float(parts["unknown"]),
    )
