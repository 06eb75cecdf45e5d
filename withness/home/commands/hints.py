"""`withness hints`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from typing import Any

from withness.home.commands.lines_of_json import answer_each

NAME = "hints"
SAYS = "Read JSON lines with need, share and reply; say what in the reply may be hard to hear."


def arguments(parser: ArgumentParser) -> None:
    """None: `{"need", "share", "reply"}` a line on standard input."""


def run(asked: Namespace) -> int:  # noqa: ARG001
    """One line of JSON for each, in the same order. Needs no database; keeps nothing."""
    return answer_each(_told, fields=("need", "share", "reply"))


def _told(line: Mapping[str, str]) -> dict[str, Any]:
    from withness.safety.words.hints import hints_for

    found = hints_for(need=line["need"], share=line["share"], reply=line["reply"])
    return {"hints": [{"kind": hint.kind, "because": hint.because} for hint in found]}
