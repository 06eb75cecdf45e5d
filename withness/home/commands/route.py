"""`withness route`."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from withness.foundation.refusing import Refused

NAME = "route"
SAYS = "Words to groups, from JSON lines to JSON lines; needs no house."
MOST = 1000


def arguments(parser: ArgumentParser) -> None:
    """The groups, and what to learn from."""
    parser.add_argument("--groups", required=True, metavar="FILE", help='{"id": {"description": …, "synonyms": …}}')
    parser.add_argument("--train", metavar="FILE", help='lines of {"text": …, "group": …}')
    parser.add_argument("--top", type=int, default=5, metavar="N", help="how many groups for each text (5)")


def run(asked: Namespace) -> int:
    """Answer each line of standard input with one line."""
    if not 1 <= asked.top <= MOST:
        raise Refused(f"--top is a number from 1 to {MOST}.")
    from withness.matching.ranking.routing import router_of

    examples = [(row["text"], row["group"]) for row in _lines(asked.train, ("text", "group"))] if asked.train else []
    router = router_of(_cards(asked.groups), examples)
    for row in _rows(sys.stdin, "standard input", ("text",)):
        found = {"groups": router.route(row["text"], top=asked.top)}
        sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    sys.stdout.flush()
    return 0


def _cards(name: str) -> dict[str, dict[str, str]]:
    try:
        told = json.loads(_read(name))
    except ValueError as no:
        raise Refused(f"{name} is not JSON.") from no
    if not isinstance(told, dict) or not told:
        raise Refused(f"{name} must hold an object with at least one group.")
    return {group: _card(name, group, card) for group, card in told.items()}


def _card(name: str, group: str, card: Any) -> dict[str, str]:
    if not isinstance(card, dict) or not isinstance(card.get("description"), str):
        raise Refused(f"{name}: the group “{group}” needs a description.")
    said = card.get("synonyms") or ""
    if isinstance(said, list) and all(isinstance(word, str) for word in said):
        said = ", ".join(said)
    if not isinstance(said, str):
        raise Refused(f"{name}: the synonyms of “{group}” must be text.")
    return {"description": card["description"], "synonyms": said}


def _lines(name: str, fields: tuple[str, ...]) -> list[dict[str, str]]:
    return list(_rows(_read(name).splitlines(), name, fields))


def _rows(lines: Iterable[str], name: str, fields: tuple[str, ...]) -> Iterator[dict[str, str]]:
    for number, line in enumerate(_readable(lines, name), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as no:
            raise Refused(f"Line {number} of {name} is not JSON.") from no
        if not isinstance(row, dict) or not all(isinstance(row.get(field), str) for field in fields):
            raise Refused(f"Line {number} of {name} needs {' and '.join(f'“{field}”' for field in fields)} as text.")
        yield row


def _readable(lines: Iterable[str], name: str) -> Iterator[str]:
    try:
        yield from lines
    except UnicodeDecodeError as no:
        raise Refused(f"{name} is not text in UTF-8.") from no


def _read(name: str) -> str:
    try:
        return Path(name).read_text(encoding="utf-8")
    except UnicodeDecodeError as no:
        raise Refused(f"{name} is not text in UTF-8.") from no
