"""`withness doctor`."""

from __future__ import annotations

import contextlib
from argparse import ArgumentParser, Namespace

NAME = "doctor"
SAYS = "Look whether all is well; a plain sentence for each fault."


def arguments(parser: ArgumentParser) -> None:
    """None."""


def run(asked: Namespace) -> int:  # noqa: ARG001
    """Print what was found; 1 when somebody has to do something."""
    from django.db import Error as DatabaseTrouble

    from withness.foundation.databases import CarelessDatabase
    from withness.home.preparing import begin, open_house

    open_house()
    with contextlib.suppress(DatabaseTrouble, CarelessDatabase):  # told below, with everything else
        begin()
    from withness.home.examining import examine

    found = examine()
    for finding in sorted(found, key=lambda finding: finding.well):
        print(f"{'well ' if finding.well else 'FAULT'}  {finding.sentence}")  # noqa: T201
    return 0 if all(finding.well for finding in found) else 1
