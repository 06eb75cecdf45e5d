"""`withness measure`."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace

from withness.foundation.refusing import Refused

NAME = "measure"
SAYS = "Score answers to a measure, such as: phq-9 0 1 2 0 1 0 0 1 0."


def arguments(parser: ArgumentParser) -> None:
    """The measure and the answers, in the order of its questions."""
    parser.add_argument("pack", help="the measure: phq-9, phq-8, gad-7, phq-4, together-3, or one of your own")
    parser.add_argument("answers", nargs="*", help="a number for each question")


def run(asked: Namespace) -> int:
    """Print the score as JSON. Keeps nothing, and needs no database."""
    from withness.home.preparing import open_house

    open_house()
    from withness.recovery.known import known_packs
    from withness.recovery.scoring import NotAnswered, score

    packs = known_packs()
    pack = packs.get(asked.pack.lower())
    if pack is None:
        raise Refused(f"There is no measure “{asked.pack}”. There are: {', '.join(sorted(packs))}.")
    try:
        told = score(pack, [_number(answer) for answer in asked.answers])
    except NotAnswered as no:
        raise Refused(str(no)) from no
    shown = {
        "pack": pack.id,
        "score": told.score,
        "band": told.band or None,
        "highest": pack.highest,
        "help": told.help,
    }
    print(json.dumps(shown | ({"parts": told.parts} if told.parts else {})))  # noqa: T201
    return 0


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 3:
        raise Refused(f"“{text[:20]}” is not a whole number.")
    return int(text)
