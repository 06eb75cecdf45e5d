"""Trains the packaged file. For whoever has the texts; nobody else needs it.

    python -m withness.matching.ranking.making routing37_train_dev.csv.gz [--only train]

The table has the columns group, text, split. What is kept of it: figures about terms that occur in at least ten texts;
no digit, no given name, no term of more than two words.
"""

from __future__ import annotations

import argparse
import csv
import gzip
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from withness.matching.ranking.kept import FILE
from withness.matching.ranking.reading import read
from withness.matching.ranking.separating import separate

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

PLAIN = ("weight", "mean", "rest", "strength", "even", "middle", "scatter", "middles", "bias", "unknown")
FEWEST, DEPTH, UNSURE, UNKNOWN = 10, 200, 5.0, 0.8
Learnt = dict[str, Any]


def main() -> None:
    """Train, and write the file."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("table")
    ask.add_argument("--only", default="", help="only rows of this split")
    ask.add_argument("--to", default=str(FILE))
    asked = ask.parse_args()
    with gzip.open(asked.table, "rt", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if asked.only in {"", row["split"]}]
    write(learn([row["text"] for row in rows], [row["group"] for row in rows]), Path(asked.to))


def learn(texts: Sequence[str], groups: Sequence[str]) -> Learnt:
    """Everything that is kept, from texts and the group each belongs to."""
    import numpy as np

    names = sorted(set(groups))
    of = np.array([names.index(group) for group in groups])
    counted = [read(text).counts for text in texts]
    words = _worth_keeping(counted)
    rows = counts_of(counted, words)
    weight, unknown = _weights(rows, of, len(names))
    unit = weighed(rows, weight)
    mean, square = _mean(unit), _mean(unit.multiply(unit))
    near, strong = _directions(unit)
    rest = np.maximum(0, square - ((near * strong) ** 2).sum(1) / len(of))
    topics = np.stack([_mean(unit[of == topic]) for topic in range(len(names))], 1)
    lean, bias = separate(unit, of, len(names))
    even = (strong / strong[0]) ** -0.5
    places = (unit @ near) * even
    places /= np.maximum(1e-9, np.linalg.norm(places, axis=1, keepdims=True))
    return {
        "even": even, "middle": places.mean(0), "scatter": np.cov(places.T),
        "middles": np.stack([places[of == topic].mean(0) for topic in range(len(names))]),
        "terms": words, "weight": weight, "mean": mean, "rest": rest, "near": near, "strength": strong / len(of) ** 0.5,
        "lean": lean, "bias": bias, "topics": topics, "unknown": unknown,
    }  # fmt: skip


def write(learnt: Learnt, path: Path) -> None:
    """Small: what stands in columns becomes bytes with a scale for each column."""
    import numpy as np

    parts: dict[str, Any] = {"terms": np.frombuffer("\n".join(learnt["terms"]).encode(), np.uint8)}
    for name in PLAIN:
        parts[name] = np.asarray(learnt[name], np.float32)
    for name in ("near", "lean", "topics"):
        scale = np.abs(learnt[name]).max(0) / 127 + 1e-12
        parts[name] = np.round(learnt[name] / scale).astype(np.int8)
        parts[f"{name}_scale"] = scale.astype(np.float32)
    with path.open("wb") as file:
        np.savez_compressed(file, **parts)


def counts_of(counted: Sequence[dict[str, float]], words: Sequence[str]) -> Any:
    """A sparse matrix: a row for each text, a column for each word, 1 + log of how often it stands there."""
    import numpy as np
    from scipy.sparse import csr_matrix

    ids = {word: number for number, word in enumerate(words)}
    held = [[(ids[word], n) for word, n in counts.items() if word in ids] for counts in counted]
    starts = np.cumsum([0, *(len(row) for row in held)])
    columns = np.array([column for row in held for column, _ in row], np.int32)
    values = np.array([n for row in held for _, n in row], np.float32)
    return csr_matrix((1 + np.log(values), columns, starts), (len(held), len(words)))


def weighed(rows: Any, weight: Array) -> Any:
    """Rows with each term weighed, and of unit length."""
    import numpy as np
    from scipy.sparse import diags

    heavy = rows.multiply(weight).tocsr()
    length = np.sqrt(np.asarray(heavy.multiply(heavy).sum(1)).ravel())
    return (diags(1 / np.maximum(length, 1e-9)) @ heavy).tocsr().astype(np.float32)


@cache
def given_names() -> frozenset[str]:
    """First names that are never kept."""
    return frozenset(Path(__file__).with_name("given_names.txt").read_text(encoding="utf-8").split())


def may_be_kept(term: str) -> bool:
    """Whether a term tells nothing of who wrote it: one or two words, no digit, no given name."""
    words = term.split()
    return len(words) <= 2 and not any(c.isdigit() for c in term) and not any(word in given_names() for word in words)


def _worth_keeping(counted: Sequence[dict[str, float]]) -> list[str]:
    spread = Counter(term for counts in counted for term in counts)
    return sorted(term for term, n in spread.items() if n >= FEWEST and may_be_kept(term))


def _weights(rows: Any, of: Array, topics: int) -> tuple[Array, float]:
    """How much a term tells of a topic: √idf × the share of its surprise (Kullback and Leibler 1951) about which topic
    a text has, towards `UNKNOWN` where a term is rare. With it, the weight of a term nobody has met.
    """
    import numpy as np
    from scipy.sparse import csr_matrix

    held = (rows > 0).astype(np.float32)
    texts = rows.shape[0]
    spread = np.asarray(held.sum(0)).ravel()
    places = csr_matrix((np.ones(texts, np.float32), (of, np.arange(texts))), (topics, texts))
    share = np.asarray((places @ held).todense()) + 0.3
    share /= share.sum(0)
    tells = (share * np.log(share * topics)).sum(0) / np.log(topics)
    sure = spread / (spread + UNSURE)
    rare = np.log((texts + 1) / (spread + 1))
    return np.sqrt(rare) * (sure * tells + (1 - sure) * UNKNOWN), float(np.sqrt(np.log(texts + 1)) * UNKNOWN)


def _directions(unit: Any) -> tuple[Array, Array]:
    """The strongest directions in which terms go together (truncated SVD), and how strong each is."""
    import numpy as np
    from scipy.sparse.linalg import svds

    start = np.ones(min(unit.shape), np.float32)
    _, strong, near = svds(unit, k=min(DEPTH, min(unit.shape) - 1), v0=start)
    order = np.argsort(-strong)
    return near[order].T.astype(np.float32), np.maximum(strong[order], 1e-3).astype(np.float32)


def _mean(rows: Any) -> Array:
    import numpy as np

    return np.asarray(rows.mean(0)).ravel()


if __name__ == "__main__":
    main()
