"""`withness receive-mail`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

NAME = "receive-mail"
SAYS = "Take in one e-mail from standard input: an answer to a share."
BAD_DATA, TRY_LATER = 65, 75  # as sysexits.h has them: mail servers send the first back, and keep the second


def arguments(parser: ArgumentParser) -> None:
    """`--to`."""
    parser.add_argument("--to", default="", help="where it was delivered, if your mail server says so")


def run(asked: Namespace) -> int:
    """Keep the answer. 65 sends the e-mail back to its writer with a sentence; 75 asks the server to try again."""
    from django.db import Error as DatabaseTrouble

    from withness.home.preparing import open_house

    open_house()
    from withness.foundation.refusing import Refused
    from withness.shares.receiving import LARGEST, receive

    try:
        receive(sys.stdin.buffer.read(LARGEST + 1), to=asked.to)
    except Refused as no:
        print(no.sentence, file=sys.stderr)  # noqa: T201
        return BAD_DATA
    except DatabaseTrouble:
        return TRY_LATER
    return 0
