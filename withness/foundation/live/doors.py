"""Who may hear what. The rooms upstairs say so; `config/wiring.py` brings them and these doors together.

A stream has a name outside (`group:ID`, `me`) and one inside (`group:ID`, `person:ID`): a person's id never leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from withness.foundation.events import Happened, record

DOORS = "doors"  # the stream of what has changed about who may hear what; nobody hears it but the live processes
MOST_STREAMS = 32  # on one connection


class Credential(NamedTuple):
    """What a listener shows us: the key of a session, or a token."""

    kind: str
    secret: str


@dataclass(frozen=True, slots=True)
class Known:
    """Who it is. `key` stands for the credential from now on; it need not be, and for tokens is not, the secret."""

    person_id: str
    key: str
    person: Any


@dataclass(frozen=True, slots=True)
class View:
    """One stream as one person hears it: its name inside, and whose doings are left blank from when on (None: ever)."""

    stream: str
    hidden: Mapping[str, datetime | None] = field(default_factory=dict)

    def shows(self, event: Happened) -> bool:
        """Whether neither who did it nor who wrote what it is about is out of sight."""
        return self._in_sight(event.by, event.at) and self._in_sight(event.of, event.of_at)

    def _in_sight(self, member_id: str, at: datetime | None) -> bool:
        if member_id not in self.hidden:
            return True
        since = self.hidden[member_id]
        return since is not None and at is not None and at < since


@dataclass(frozen=True, slots=True)
class Recognising:
    """How credentials become people: `first` from what is shown, `again` from a key, `gone` for keys that are over."""

    first: Callable[[Credential], Known | None]
    again: Callable[[str], Known | None]
    gone: Callable[[list[str]], set[str]]


_recognising: list[Recognising] = []
_doors: dict[str, Callable[[Any, str], View | None]] = {}


def recognise_with(how: Recognising) -> None:
    """Say how listeners are recognised."""
    _recognising[:] = [how]


def recognising() -> Recognising:
    """How listeners are recognised."""
    return _recognising[0]


def door(prefix: str, fn: Callable[[Any, str], View | None]) -> None:
    """Streams called `prefix` or `prefix:REST` are heard through `fn(person, rest)`; None means: not by this person."""
    _doors[prefix] = fn


def open_door(person: Any, name: str) -> View | None:
    """The stream of that name as this person hears it. None for one that is not theirs, or never was."""
    prefix, colon, rest = name.partition(":")
    fn = _doors.get(prefix)
    if fn is None or bool(colon) != bool(rest) or not name.isascii():
        return None
    return fn(person, rest)


def look_again(person_id: str) -> None:
    """In the transaction that changes what this person may hear: have every door of theirs asked anew.

    Live processes read this together with the events it concerns, and always after them, so that nothing that happens
    after a boundary is drawn is heard across it.
    """
    record(stream=DOORS, kind="look_again", person=person_id)
