"""What can be reported. Each room says for its own things how they are found, looked at, held, shown again and erased.

Rooms upstairs register on the wiring page; a room that does not can still be reported as far as its groups and members.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from withness.foundation.ids import looks_like_id
from withness.people.models import Person


@dataclass(frozen=True, slots=True)
class Target:
    """A thing as it can be reported: whose it is (never shown), where, and the page to go back to."""

    kind: str
    thing: str
    place: str
    face: str
    person: Person | None
    is_demo: bool
    back: str
    alias: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Something a steward sees: the thing itself (`is_it`), or one of at most five around it. `html` is safe."""

    alias: str
    html: str
    at: datetime
    is_it: bool


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing. `find` goes through the eyes of who reports; the rest is for verbs of stewards. Where a room
    gives no `hold` the thing cannot be held or removed.
    """

    name: str
    label: str | Promise
    find: Callable[[Person, str], Target | None]
    look: Callable[[str], list[Piece]]
    hold: Callable[[str], None] | None = None
    show: Callable[[str], None] | None = None
    erase: Callable[[str], None] | None = None


_kinds: dict[str, Kind] = {}


def reportable(kind: Kind) -> None:
    """Let things of this kind be reported. Saying it twice changes nothing."""
    _kinds[kind.name] = kind


def kind_of(name: str) -> Kind | None:
    """The kind of that name, if a room declared it."""
    return _kinds.get(name)


def find_target(person: Person, kind: str, thing_id: str) -> Target | None:
    """The thing, if this person may see it; nothing otherwise, as for a thing that never was."""
    known = _kinds.get(kind)
    return known.find(person, thing_id) if known is not None and looks_like_id(thing_id) else None
