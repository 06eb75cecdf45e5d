"""`withness export-group`."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace

from withness.home.commands.some_group import some_group
from withness.home.commands.somebody import say

NAME = "export-group"
SAYS = "Write a group, with the words of those who said yes, into a file for another server."


def arguments(parser: ArgumentParser) -> None:
    """Which group, and where to."""
    parser.add_argument("group", metavar="NAME|ID", help="its name, or its id if two have one name")
    parser.add_argument("file", metavar="FILE", help="the file to write; one that is there stays as it is")


def run(asked: Namespace) -> int:
    """Write the file, readable for its owner only. Never over another one."""
    from withness.home.preparing import make_ready

    make_ready()
    from withness.foundation.refusing import NotAllowed
    from withness.groups.carrying.packing import pack_group
    from withness.groups.carrying.parcel import read_parcel

    if os.path.lexists(asked.file):
        raise NotAllowed(f"{asked.file} is there already. Nothing was written; please name another file.")
    body = pack_group(group=some_group(asked.group))
    door = os.open(asked.file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(door, "wb") as file:
        file.write(body)
    parcel = read_parcel(body)
    words = len(parcel.rooms["shares"]["shares"])
    say(
        f"“{parcel.group.title}” is in {asked.file}: {len(parcel.faces)} faces, {words} shares. Everybody who did not say"
    )
    say(
        "yes stays here, unnamed. The file holds people’s words: carry it by hand or sealed, and let go of it afterwards."
    )
    return 0
