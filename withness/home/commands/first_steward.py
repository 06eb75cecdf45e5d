"""`withness first-steward`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from withness.foundation.refusing import NotAllowed
from withness.home.commands.somebody import say

if TYPE_CHECKING:
    from withness.people.models import Person

NAME = "first-steward"
SAYS = "Begin a real community, with NAME as its first steward."


def arguments(parser: ArgumentParser) -> None:
    """Who."""
    parser.add_argument("name", metavar="NAME", help="their nickname; an account is made if nobody has it")


def run(asked: Namespace) -> int:
    """Make the steward, and for a new account print a link that signs them in once."""
    from withness.home.preparing import make_ready

    make_ready()
    from django.db import transaction

    from withness.people.signing_links import make_link

    with transaction.atomic():
        person, new = _person(asked.name)
        _make_steward(person)
        link = make_link(person=person) if new else ""
    say(f"“{person.nickname}” is the first steward of this community.")
    if new:
        print(link)  # noqa: T201
        say("The account is new. The link above signs them in once, within half an hour; then they set a way in.")
    _tell_of_demo()
    return 0


def _person(name: str) -> tuple[Person, bool]:
    """Who it is, and whether their account was made for this. Raises `NotAllowed` or `NotUnderstood`."""
    from withness.people.arriving import Arrival, arrive
    from withness.people.models import Person
    from withness.people.stewarding import any_stewards

    if any_stewards():
        raise NotAllowed("This community has begun already: it has a steward. Nothing was changed.")
    found = Person.objects.called(name)
    if found is None:
        return arrive(Arrival(nickname=name)), True
    if found.is_demo:
        raise NotAllowed(
            f"“{found.nickname}” belongs to the demo. Choose a nickname that nobody has. Nothing was changed."
        )
    return found, False


def _make_steward(person: Person) -> None:
    from withness.people.auditing import OPERATOR, write_down
    from withness.people.stewarding import make_steward

    make_steward(person=person)
    write_down(role=OPERATOR, what="made_first_steward", why="The community begins.", about=person)


def _tell_of_demo() -> None:
    from withness.home.demo import demo_is_loaded

    if demo_is_loaded():
        say(
            "The demo stays, apart from real people and never in one group with them. To remove it: withness demo --remove"
        )
