"""`withness demo`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

NAME = "demo"
SAYS = "Load the demo community, or put a fresh one in its place; --remove takes it away."


def arguments(parser: ArgumentParser) -> None:
    """`--remove`."""
    parser.add_argument("--remove", action="store_true", help="take the demo away, to the last row")


def run(asked: Namespace) -> int:
    """Load, refresh or remove. Real people and their groups are never touched."""
    from withness.home.preparing import make_ready

    make_ready()
    print(_remove() if asked.remove else _load())  # noqa: T201
    return 0


def _load() -> str:
    from withness.home.demo import demo_is_loaded, load_demo

    was_here = demo_is_loaded()
    load_demo()
    return "The demo community is fresh again." if was_here else "The demo community is here."


def _remove() -> str:
    from withness.home.demo import demo_is_loaded, remove_demo

    if not demo_is_loaded():
        return "There is no demo community here. Nothing was changed."
    remove_demo()
    return "The demo community is gone, to the last row."
