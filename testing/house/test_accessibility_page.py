"""`docs/accessibility.md` names every criterion of WCAG 2.2, and evidence that is there."""

from __future__ import annotations

import re

from testing.house.reading import HOUSE

PAGE = (HOUSE / "docs" / "accessibility.md").read_text()
A = """1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 2.5.1
2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.2""".split()
AA = """1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11 2.5.7 2.5.8 3.1.2 3.2.3 3.2.4
3.3.3 3.3.4 3.3.8 4.1.3""".split()


def rows(level: str) -> dict[str, list[str]]:
    """The lines under a heading: the criterion's number, how it stands and the evidence."""
    part = PAGE.partition(f"## {level}")[2].partition("\n## ")[0]
    lines = [line.strip("| ").split(" | ") for line in part.splitlines() if re.match(r"\| \d", line)]
    return {line[0].split()[0]: line[1:] for line in lines}


def test_every_criterion_is_told_with_evidence():
    assert (len(A), len(AA)) == (31, 24)
    assert list(rows("Level A\n")) == A
    assert list(rows("Level AA\n")) == AA
    good = [
        name for name, line in rows("Level AAA").items() if line[0].startswith(("holds", "looked at", "does not arise"))
    ]
    assert len(good) >= 18
    assert len(rows("Level AAA")) >= 20
    assert all(
        len(line) == 2 and all(line)
        for level in ("Level A\n", "Level AA\n", "Level AAA")
        for line in rows(level).values()
    )


def test_what_is_named_as_evidence_is_there():
    named = set(re.findall(r"`((?:look|testing|withness|docs)/[\w/.-]+|STYLE\.md)`", PAGE))
    assert len(named) > 15
    assert sorted(path for path in named if not (HOUSE / path).exists()) == []
