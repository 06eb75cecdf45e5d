"""Finding the person a command is about, and what it takes to open their account for them."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from withness.foundation.refusing import NotUnderstood

if TYPE_CHECKING:
    from withness.people.models import Person


def arguments(parser: ArgumentParser) -> None:
    """The name, and the reason."""
    parser.add_argument("name", metavar="NAME", help="the nickname they sign in with, in any case")
    parser.add_argument("--reason", default="", help="why; kept in the audit trail (needed for real people)")


def somebody(name: str) -> Person:
    """Who signs in under this nickname, in any case. Raises `NotUnderstood`."""
    from withness.people.models import Person

    found = Person.objects.called(name)
    if found is None:
        raise NotUnderstood("name", f"There is nobody called “{name}” here.")
    return found


def open_for(asked: Namespace, *, way: str) -> Person:
    """Whose account is opened; written down, and they are told. The demo's people own nothing and are told nothing.

    Raises `NotUnderstood` without a reason. Call it in the transaction that makes the way in.
    """
    from withness.people.auditing import open_account

    person = somebody(asked.name)
    if not person.is_demo and not asked.reason.strip():
        raise NotUnderstood("reason", "This is a real person's account. Say why with --reason; they are told.")
    open_account(person=person, way=way, why=asked.reason)
    return person


def say(sentence: str) -> None:
    """To whoever sits there; standard output is for what a program may read."""
    print(sentence, file=sys.stderr)  # noqa: T201
