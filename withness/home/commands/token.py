"""`withness token`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from withness.home.commands import somebody

if TYPE_CHECKING:
    from withness.people.models import Person

NAME = "token"
SAYS = "A key for a program that acts for NAME."
CALLED = "made on the command line"
MOST = 10  # of these for one person; the oldest goes when another is made, and keys of their own are never touched


def arguments(parser: ArgumentParser) -> None:
    """Who, and why."""
    somebody.arguments(parser)


def run(asked: Namespace) -> int:
    """Print the key. It opens nothing that is sealed."""
    from withness.home.preparing import make_ready

    make_ready()
    from django.db import transaction

    from withness.people.tokens import make_token

    with transaction.atomic():
        person = somebody.open_for(asked, way="token")
        _make_room(person)
        token = make_token(person=person, name=CALLED)
    print(token)  # noqa: T201
    return 0


def _make_room(person: Person) -> None:
    from withness.people.tokens import revoke, tokens_of

    ours = [token for token in tokens_of(person) if token.name == CALLED]
    for token in ours[MOST - 1 :]:
        revoke(person=person, token_id=token.id)
