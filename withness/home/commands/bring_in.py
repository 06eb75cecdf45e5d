"""`withness bring-in`."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from withness.home.commands.some_group import some_group
from withness.home.commands.somebody import say

if TYPE_CHECKING:
    from withness.shares.bringing_in.rows import Report

NAME = "bring-in"
SAYS = "Bring in what people wrote elsewhere: a table, Discourse or NodeBB."
EVERY = 1000  # rows between two words about how far it is


def arguments(parser: ArgumentParser) -> None:
    """Which file, what it is, and into which group."""
    parser.add_argument("file", metavar="FILE", help="what the other place gave out")
    parser.add_argument("--from", dest="kind", required=True, choices=("csv", "discourse", "nodebb"), help="what it is")
    parser.add_argument("--group", required=True, metavar="NAME|ID", help="the group here")
    parser.add_argument("--only", default="", metavar="NAME", help="only this group or category of the file")
    parser.add_argument("--dry-run", action="store_true", help="look at all of it, and change nothing")
    parser.add_argument("--json", action="store_true", help="print the report for programs")


def run(asked: Namespace) -> int:
    """Print the report; 0 when the file could be read, 2 when not."""
    from withness.home.preparing import make_ready

    make_ready()
    from withness.foundation.refusing import NotAllowed
    from withness.shares.bringing_in.laying import bring_in
    from withness.shares.bringing_in.rows import LARGEST

    group = some_group(asked.group)
    if group.closed_at is not None:
        raise NotAllowed("This group has closed. Nothing in it changes any more.")
    with Path(asked.file).open("rb") as file:
        body = file.read(LARGEST + 1)
    report = bring_in(
        body, kind=asked.kind, group=group, only=asked.only, rehearse=asked.dry_run, progress=_tell_progress
    )
    print(json.dumps(report.as_json(), ensure_ascii=False) if asked.json else _for_people(report))  # noqa: T201
    say("It was only looked at. Nothing was changed." if asked.dry_run else f"It stands in “{group.title}” now.")
    return 0


def _tell_progress(done: int) -> None:
    if done % EVERY == 0:
        say(f"{done} rows are done.")


def _for_people(report: Report) -> str:
    told = report.as_json()
    lines = [
        f"{told['accepted']} accepted ({told['with_warnings']} with warnings), {told['rejected']} rejected, "
        f"{told['here_already']} here already; {told['authors']} authors."
    ]
    lines += [f"  row {one.row}: {'; '.join(one.reasons)}" for one in report.rows if one.reasons]
    return "\n".join(lines)
