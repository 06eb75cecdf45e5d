"""`withness steward`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.home.commands import somebody

NAME = "steward"
SAYS = "Make NAME a steward, or with --release no longer one."


def arguments(parser: ArgumentParser) -> None:
    """Who, which way, and why."""
    parser.add_argument("name", metavar="NAME", help="the nickname they sign in with, in any case")
    parser.add_argument("--release", action="store_true", help="they are a steward no longer")
    parser.add_argument(
        "--reason", default="", help="why; kept in the audit trail, where they may read it (needed to release)"
    )


def run(asked: Namespace) -> int:
    """Make them one, or release them. Either is written down, and they are told."""
    from withness.home.preparing import make_ready

    make_ready()
    from withness.people.stewarding import any_stewards, appoint_steward, release_steward

    person = somebody.somebody(asked.name)
    if asked.release:
        if not asked.reason.strip():
            raise NotUnderstood("reason", "Say why with --reason; they may read it.")
        release_steward(person=person, why=asked.reason)
        somebody.say(f"“{person.nickname}” is a steward no longer, and was told.")
        return 0
    if not person.is_demo and not any_stewards():
        raise NotAllowed("This community has not begun yet. To begin it: withness first-steward NAME")
    appoint_steward(person=person, why=asked.reason.strip() or "Whoever runs this house asked them.")
    somebody.say(f"“{person.nickname}” is a steward now, and was told.")
    return 0
