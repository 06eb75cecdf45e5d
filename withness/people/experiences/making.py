"""Makes `vocabulary.json`, from our own words in `words/` and from the Human Disease Ontology (CC0).

    python -m withness.people.experiences.making HumanDO.tsv

What the ontology gives: for each experience of which one of our names is a label there, its id and the plain names of
what lies one step below it. Everything else is our own. Sources and licences: docs/vocabulary.md.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

BRANCHES = ("mind", "addiction", "body", "loss", "life")
HERE = Path(__file__).parent
KEPT = HERE / "vocabulary.json"
MOST_BELOW, LONGEST_NAME = 12, 4  # names under an ontology term that are taken, and the words in the longest of them


def main(ontology: str) -> None:
    """Write the vocabulary."""
    rows = [row for branch in BRANCHES for row in _rows(branch)]
    _add_ontology(rows, Path(ontology))
    _add_neighbours(rows)
    kept = {"branches": list(BRANCHES), "ontology": "Human Disease Ontology, CC0 1.0", "experiences": rows}
    KEPT.write_text(json.dumps(kept, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n", encoding="utf-8")


def _rows(branch: str) -> list[dict[str, Any]]:
    lines = (HERE / "words" / f"{branch}.txt").read_text(encoding="utf-8").splitlines()
    return [_row(branch, [part.strip() for part in line.split("|")]) for line in lines if line.strip()]


def _row(branch: str, parts: list[str]) -> dict[str, Any]:
    slug, parent, *named = parts
    names = dict(zip(("en", "es", "ar"), named[:3], strict=True))
    words = {code: _listed(text) for code, text in zip(("en", "es", "ar"), named[3:], strict=True)}
    return {"slug": slug, "branch": branch, "parents": [parent] if parent else [], "names": names, "words": words}


def _listed(text: str) -> list[str]:
    return list(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))


def _add_ontology(rows: list[dict[str, Any]], path: Path) -> None:
    """Tie an experience to its ontology term, and take the plain names below that term as words for it."""
    ids, below = {}, defaultdict(list)
    with path.open(encoding="utf-8") as file:
        for term in csv.DictReader(file, delimiter="\t"):
            ids[term["label"].casefold()] = term["id"]
            below[term["subClassOf"].casefold()].append(term["label"])
    taken = {word.casefold() for row in rows for word in [*row["words"]["en"], row["names"]["en"]]}
    for row in rows:
        ours = [row["slug"].replace("_", " "), row["names"]["en"].casefold(), *map(str.casefold, row["words"]["en"])]
        label = next((name for name in ours if name in ids and _says_much(name)), "")
        row["ontology"] = ids.get(label, "")
        plain = [name for name in below[label] if label and name.casefold() not in taken and _is_plain(name)]
        row["words"]["en"] += plain[:MOST_BELOW]
        taken |= {name.casefold() for name in plain}


def _says_much(label: str) -> bool:
    return label not in {"disease", "syndrome", "physical disorder"}


def _is_plain(name: str) -> bool:
    return len(name.split()) <= LONGEST_NAME and all(c.isalpha() or c in " -'" for c in name)


def _add_neighbours(rows: list[dict[str, Any]]) -> None:
    """What lies beside an experience, in another place of the vocabulary: as we wrote it down, in both directions."""
    beside: dict[str, list[str]] = {row["slug"]: [] for row in rows}
    for line in (HERE / "words" / "neighbours.txt").read_text(encoding="utf-8").splitlines():
        slug, others = line.split(":")
        for other in _listed(others):
            beside[slug].append(other)
            beside[other].append(slug)
    for row in rows:
        row["neighbours"] = list(dict.fromkeys(beside[row["slug"]]))


if __name__ == "__main__":
    main(sys.argv[1])
