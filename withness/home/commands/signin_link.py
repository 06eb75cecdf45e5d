"""`withness signin-link`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from withness.home.commands import somebody

NAME = "signin-link"
SAYS = "A link that signs NAME in once, for somebody who is locked out."


def arguments(parser: ArgumentParser) -> None:
    """Who, and why."""
    somebody.arguments(parser)


def run(asked: Namespace) -> int:
    """Print the link. It opens the account, nothing that is sealed."""
    from withness.home.preparing import make_ready

    make_ready()
    from django.db import transaction

    from withness.people.signing_links import KEPT, make_link

    with transaction.atomic():
        person = somebody.open_for(asked, way="link")
        link = make_link(person=person)
    print(link)  # noqa: T201
    somebody.say(f"It works once, within {KEPT.seconds // 60} minutes.")
    return 0
