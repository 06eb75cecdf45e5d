"""`withness restore`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from withness.home.commands import backup

NAME = "restore"
SAYS = "Put a copy back; what was erased since is erased again."


def arguments(parser: ArgumentParser) -> None:
    """The two files, what opens them, and further ledgers of erasures."""
    parser.add_argument("house", nargs="?", default="", help="the file that ends with .house")
    parser.add_argument("keys", nargs="?", default="", help="the file that ends with .keys")
    parser.add_argument("--ledger", action="append", default=[], help="a file “erasures” of another machine or copy")
    parser.add_argument("--erase-again", action="store_true", help="only erase again what the ledger here says")
    backup.key_argument(parser)


def run(asked: Namespace) -> int:
    """Restore, while nothing is served."""
    from withness.home.preparing import make_ready, open_house

    if asked.erase_again:
        make_ready()
        return _erase_again()
    open_house()
    from withness.home.copies.databases import CannotCopy
    from withness.home.copies.making import Copy
    from withness.home.copies.restoring import restore
    from withness.home.copies.sealing import CannotOpen
    from withness.home.examining import is_served

    if not asked.house or not asked.keys:
        return _no("Please name both files of the copy: the one that ends with .house, then the one with .keys.")
    if is_served():
        return _no("The house is being served. Stop it first; nothing was changed.")
    try:
        copy = Copy(Path(asked.house), Path(asked.keys))
        restore(copy, backup.key_for(asked), [Path(one) for one in asked.ledger], print)
    except (CannotCopy, CannotOpen) as no:
        return _no(str(no))
    return 0


def _erase_again() -> int:
    from withness.foundation.erasures import ledger_file, read_ledger, replay
    from withness.foundation.timers import run_due

    count = replay(read_ledger(ledger_file()))
    while count and run_due():  # what erasing leaves for later, such as the letters of the index
        pass
    print(f"{count} things that were erased after this copy was made are erased again.")  # noqa: T201
    return 0


def _no(sentence: str) -> int:
    print(sentence, file=sys.stderr)  # noqa: T201
    return 2
