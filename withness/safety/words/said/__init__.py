"""What people say when it is about their life, and what may hurt in a reply: a text file each, read once.

A file holds comments (`#`), named patterns (`[pattern] not`), words to be read as others (`[words]`), and rules
(`[own] a wish to die | clear`) with one regular expression a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

CLEAR, LIKELY, FAINT = 3, 2, 1
_HEADING = re.compile(r"\[([a-z]+)\] ?(.*)")
_WEIGHTS = {"clear": CLEAR, "likely": LIKELY, "faint": FAINT}


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over one sentence. `because` may be shown to the author; `weight` is CLEAR, LIKELY or FAINT."""

    because: str
    weight: int
    pattern: re.Pattern[str]


@dataclass(slots=True)
class Book:
    """One file. `rules` by the section they stand in, `patterns` and `words` by name."""

    rules: dict[str, list[Rule]] = field(default_factory=dict)
    patterns: dict[str, re.Pattern[str]] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)


@cache
def book(name: str) -> Book:
    """The book of that name, such as `en` or `hints`."""
    made, section, title = Book(), "", ""
    for line in (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        heading = _HEADING.match(line)
        if heading:
            section, title = heading[1], heading[2]
        elif line and not line.startswith("#"):
            _keep(made, section, title, line)
    return made


def _keep(made: Book, section: str, title: str, line: str) -> None:
    if section == "words":
        word, _is, instead = line.partition(" = ")
        made.words[word] = instead
    elif section == "pattern":
        made.patterns[title] = re.compile(line)
    else:
        because, _bar, weight = title.partition(" | ")
        made.rules.setdefault(section, []).append(Rule(because, _WEIGHTS[weight], re.compile(line)))
