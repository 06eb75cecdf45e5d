"""`withness audit`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

NAME = "audit"
SAYS = "Look whether the record of who looked at what is whole."


def arguments(parser: ArgumentParser) -> None:
    """None."""


def run(asked: Namespace) -> int:  # noqa: ARG001
    """Say so; 1 when an entry is missing or was changed."""
    from withness.home.preparing import make_ready

    make_ready()
    from withness.people.auditing import first_broken, how_many

    broken = first_broken()
    if broken is None:
        print(f"The record is whole: {how_many()} entries, none changed.")  # noqa: T201
        return 0
    print(f"The record does not close at entry {broken}: something in it was changed or is missing.")  # noqa: T201
    return 1
