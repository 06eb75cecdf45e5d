"""`withness import-group`."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

from withness.home.commands.somebody import say

NAME = "import-group"
SAYS = "Lay down a group from the file of another server; it waits for the code of who held it."


def arguments(parser: ArgumentParser) -> None:
    """Which file, and whether only to try."""
    parser.add_argument("file", metavar="FILE", help="made by: withness export-group")
    parser.add_argument("--dry-run", action="store_true", help="try all of it, and change nothing")
    parser.add_argument("--json", action="store_true", help="print what came of it for programs")


def run(asked: Namespace) -> int:
    """Print what came of it; 0, or 2 with one sentence and nothing changed."""
    from withness.home.preparing import make_ready

    make_ready()
    from withness.groups.carrying.parcel import LARGEST
    from withness.groups.carrying.unpacking import unpack_group

    with Path(asked.file).open("rb") as file:
        body = file.read(LARGEST + 1)
    laid = unpack_group(body, rehearse=asked.dry_run)
    if asked.json:
        told = {
            "group": "" if asked.dry_run else laid.group_id,
            "title": laid.title,
            "seats": laid.seats,
            **laid.counts,
        }
        print(json.dumps(told, ensure_ascii=False))  # noqa: T201
    counts = ", ".join(f"{number} {name}" for name, number in laid.counts.items())
    say(f"“{laid.title}”: {laid.seats} seats that wait for their codes; {counts}.")
    if asked.dry_run:
        say("It was only tried. Nothing was changed.")
    else:
        say("Nobody sees it yet. Whoever held it signs in here, opens /groups/seat, and writes their code.")
    return 0
