"""`withness` and `python -m withness`: the command line of the house."""

from __future__ import annotations

import sys

from withness.home.commands.line import run


def main() -> None:
    """Do what was asked and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
