"""`withness migrate`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

NAME = "migrate"
SAYS = "Bring the database up to date (serve does it by itself)."


def arguments(parser: ArgumentParser) -> None:
    """None."""


def run(asked: Namespace) -> int:  # noqa: ARG001
    """Make and mend the database."""
    from withness.home.preparing import make_ready

    steps = make_ready()
    print(f"The database is up to date ({steps} steps taken)." if steps else "The database is up to date.")  # noqa: T201
    return 0
