"""JSON lines in, JSON lines out, in the same order: what the commands that read words have in common."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from typing import Any

from withness.foundation.refusing import Refused


class NotALine(Refused):
    """A line that is no JSON object, or has not the fields that it should."""


def answer_each(answer: Callable[[Mapping[str, str]], Mapping[str, Any]], *, fields: tuple[str, ...]) -> int:
    """Answer each line of standard input with one line. Raises `NotALine` at the first that cannot be read."""
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if line.strip():
            told = answer(_understood(line, number, fields))
            sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    sys.stdout.flush()
    return 0


def _understood(line: bytes, number: int, fields: tuple[str, ...]) -> Mapping[str, str]:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        raise NotALine(f"Line {number} is not JSON.") from None
    if not isinstance(given, dict):
        raise NotALine(f"Line {number} is not a JSON object.")
    for field in fields:
        if not isinstance(given.get(field), str):
            raise NotALine(f"Line {number} has no text called “{field}”.")
    return given
