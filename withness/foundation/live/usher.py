"""Asking the database who somebody is and what they may hear. Runs in the reader's thread, never on the loop."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from withness.foundation import events
from withness.foundation.live.doors import Credential, Known, View, open_door, recognising
from withness.foundation.live.knocking import Knock

SLICE = 0.02  # seconds after which waiting news comes first again


@dataclass(frozen=True, slots=True)
class Place:
    """A stream that somebody may hear, and the numbers between which it is kept just now."""

    name: str
    view: View
    newest: int
    kept_from: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What comes of a knock: nobody we know; or somebody, with their places; or without, where one is not theirs."""

    known: Known | None = None
    places: tuple[Place, ...] = ()


@dataclass
class Usher:
    """One look at the database for several people. What is asked twice in it is answered once, and nothing is kept:
    every question is answered by the state of things after it was asked.
    """

    _known: dict[Credential, Known | None] = field(default_factory=dict)
    _views: dict[tuple[str, str], View | None] = field(default_factory=dict)
    _where: dict[str, tuple[int, int]] = field(default_factory=dict)

    def answer(self, knock: Knock) -> Answer:
        """Whom we meet, and the places they may take; the same 404 for a stream that is not theirs and one that is none."""
        credential = knock.credential()
        known = self._recognise(credential) if credential else None
        if known is None:
            return Answer()
        names = knock.streams()
        views = [self.view(known, name) for name in names]
        if not names or None in views:
            return Answer(known)
        found = [view for view in views if view is not None]
        self._look_where(found)
        places = tuple(Place(n, v, *self._where[v.stream]) for n, v in zip(names, found, strict=True))
        return Answer(known, places)

    def view(self, known: Known, name: str) -> View | None:
        """The stream of that name as they may hear it now."""
        asked = (known.person_id, name)
        if asked not in self._views:
            self._views[asked] = open_door(known.person, name)
        return self._views[asked]

    def _recognise(self, credential: Credential) -> Known | None:
        if credential not in self._known:
            self._known[credential] = recognising().first(credential)
        return self._known[credential]

    def _look_where(self, views: list[View]) -> None:
        unknown = [view.stream for view in views if view.stream not in self._where]
        if unknown:
            self._where.update(events.where(unknown))


def answer_all(knocks: list[Knock]) -> list[Answer]:
    """Answers for the first of these, for as many as there is time for."""
    usher, until = Usher(), time.monotonic() + SLICE
    answers: list[Answer] = []
    for knock in knocks:
        answers.append(usher.answer(knock))
        if time.monotonic() > until:
            break
    return answers


def ask_again(asked: list[tuple[str, tuple[str, ...]]]) -> list[dict[str, View | None] | None]:
    """For each key and the streams heard with it: how each may be heard now; None when the key is over."""
    usher = Usher()
    people: dict[str, Known | None] = {key: recognising().again(key) for key, _ in asked}
    answers: list[dict[str, View | None] | None] = []
    for key, names in asked:
        known = people[key]
        answers.append({name: usher.view(known, name) for name in names} if known else None)
    return answers


def gone(keys: list[str]) -> set[str]:
    """Those of these keys that are over: signed out, taken back, outlived."""
    return recognising().gone(keys)
