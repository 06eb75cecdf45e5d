"""`withness backup`."""

from __future__ import annotations

import getpass
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from withness.home.copies.sealing import Key

NAME = "backup"
SAYS = "Make a sealed copy of the whole house, and see that it can be restored."


def arguments(parser: ArgumentParser) -> None:
    """Where to, and sealed with what."""
    parser.add_argument("folder", nargs="?", default="", help="where to; left out: backups in the data folder")
    key_argument(parser)


def key_argument(parser: ArgumentParser) -> None:
    """`--key-file`; without it a passphrase is asked for."""
    parser.add_argument(
        "--key-file", default="", help="a file of at least 32 bytes; left out: a passphrase is asked for"
    )


def run(asked: Namespace) -> int:
    """Make both files, and say where they are."""
    from withness.home.preparing import make_ready

    make_ready()
    from django.conf import settings

    from withness.home.copies.databases import CannotCopy
    from withness.home.copies.making import make_copy
    from withness.home.copies.sealing import CannotOpen

    try:
        folder = Path(asked.folder or Path(settings.DATA_DIR) / "backups")
        made = make_copy(folder, key_for(asked, twice=True), print)
    except (CannotCopy, CannotOpen) as no:
        print(no, file=sys.stderr)  # noqa: T201
        return 2
    _remember()
    print(f"{made.house}\n{made.keys}\nKeep the two in different places: together they open everything.")  # noqa: T201
    return 0


def key_for(asked: Namespace, *, twice: bool = False) -> Key:
    """The key that was named, or a passphrase typed in. Raises `CannotOpen`."""
    from withness.home.copies.sealing import CannotOpen, key_from

    if asked.key_file:
        return key_from(Path(asked.key_file))
    if not sys.stdin.isatty():
        return key_from(None, sys.stdin.readline().rstrip("\n"))
    words = getpass.getpass("Passphrase: ")
    if twice and getpass.getpass("Once more: ") != words:
        raise CannotOpen("The two were not the same. Nothing was made.")
    return key_from(None, words)


def _remember() -> None:
    """When this house was last copied, for `withness doctor`."""
    from withness.foundation import clock
    from withness.foundation.models import HouseNote

    HouseNote.objects.update_or_create(name="backup", defaults={"at": clock.now()})
