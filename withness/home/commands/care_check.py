"""`withness care-check`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from typing import Any

from withness.home.commands.lines_of_json import answer_each

NAME = "care-check"
SAYS = "Read JSON lines with a text; say of each whether it sounds like crisis."


def arguments(parser: ArgumentParser) -> None:
    """None: `{"text"}` a line on standard input."""


def run(asked: Namespace) -> int:  # noqa: ARG001
    """One line of JSON for each, in the same order. Needs no database; keeps nothing."""
    return answer_each(_told, fields=("text",))


def _told(line: Mapping[str, str]) -> dict[str, Any]:
    from withness.safety.words.hearing import sounds_like

    sound = sounds_like(line["text"])
    return {"help": sound.help, "for": sound.whom, "score": sound.score, "because": list(sound.because)}
