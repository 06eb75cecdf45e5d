"""`withness serve`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

NAME = "serve"
SAYS = "Make ready, and serve the house until Ctrl-C or TERM."


def arguments(parser: ArgumentParser) -> None:
    """`--prepare`."""
    parser.add_argument("--prepare", action="store_true", help="make ready and stop there")


def run(asked: Namespace) -> int:
    """Refuse what would put people at risk; else prepare, then serve."""
    from config.refusing import reasons_to_refuse
    from withness.home.preparing import collect_styles, make_ready, read_settings

    reasons = reasons_to_refuse(read_settings())
    if reasons:
        print("\n".join(reasons), file=sys.stderr)  # noqa: T201
        return 2
    make_ready()
    collect_styles()
    _bring_in_demo()
    return 0 if asked.prepare else _serve()


def _bring_in_demo() -> None:
    """Into a new folder, on this machine only."""
    from withness.home.demo import demo_is_wanted, load_demo

    if demo_is_wanted():
        load_demo()


def _serve() -> int:
    from django.db import connections

    from withness.foundation.serving import serve
    from withness.foundation.serving.listening import CannotListen

    connections.close_all()  # children must not share one
    try:
        return serve()
    except CannotListen as no:
        print(no, file=sys.stderr)  # noqa: T201
        return 2
