"""The people of the demo themselves: accounts without a password, what they consented to, and what is between them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from withness.home.demo.cast import (
    BOUNDARY_BY,
    BOUNDARY_DRAWN,
    BOUNDARY_PLACE,
    BOUNDARY_TOWARDS,
    NO_PASSWORD,
    STEWARD,
    nickname_of,
)
from withness.home.demo.chance import demo_id, draw
from withness.home.demo.places import Place
from withness.home.demo.reading import PersonStory, people
from withness.people.consenting import WORDS_VERSION
from withness.people.models import Consent, Person, Stewardship
from withness.safety.models import Boundary


def households(places: Iterable[Place], now: datetime) -> tuple[list[Person], list[Consent]]:
    """Everybody of `people.txt`, and what they consented to on the day they came."""
    first: dict[str, datetime] = {}
    for place in places:
        for member in place.members.values():
            here = str(member.person_id)
            first[here] = min(first.get(here, now), member.joined_at)
    everybody, consents = [], []
    for told in people().values():
        came = min(first.get(demo_id("person", told.name), now), now - told.here_for) - timedelta(minutes=4)
        person = _person(told, came)
        everybody.append(person)
        consents += [_consent(person, about, came) for about, _label in Consent.ABOUT]
    return everybody, consents


def stewardship(now: datetime) -> Stewardship:
    """Dana looks after the whole house."""
    return Stewardship(person_id=demo_id("person", STEWARD), since=now - timedelta(weeks=30))


def boundary(places: Iterable[Place], now: datetime) -> Boundary:
    """Ana does not want to meet Eve, whom she knows only by the alias that Eve wears in one group."""
    place = next(place for place in places if place.story.slug == BOUNDARY_PLACE)
    own_face, face = place.face_of(BOUNDARY_BY), place.face_of(BOUNDARY_TOWARDS)
    assert own_face is not None
    assert face is not None
    drawn_at = now - BOUNDARY_DRAWN
    return Boundary(
        id=demo_id("boundary", BOUNDARY_BY, BOUNDARY_TOWARDS), drawn_by_id=demo_id("person", BOUNDARY_BY),
        towards_id=demo_id("person", BOUNDARY_TOWARDS), place=place.group.id, own_face=own_face.id, face=face.id,
        drawn_at=drawn_at,         elsewhere_from=drawn_at + timedelta(days=1 + 13 * draw("elsewhere", BOUNDARY_BY)),
    )  # fmt: skip


def _person(told: PersonStory, came: datetime) -> Person:
    return Person(
        id=demo_id("person", told.name), nickname=nickname_of(told.name), language=told.language, zone=told.zone,
        joined_on=came.date(), is_demo=True, password=NO_PASSWORD,
    )  # fmt: skip


def _consent(person: Person, about: str, at: datetime) -> Consent:
    """Being old enough, or keeping what one writes about one's health."""
    return Consent(
        id=demo_id("consent", person.id, about), person=person, about=about, words_version=WORDS_VERSION[about],
        given_at=at,
    )  # fmt: skip
