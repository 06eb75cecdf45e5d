"""Errands about people: who is here, their keys and browsers, coming and going."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any


def cast() -> dict[str, Any]:
    """The cast comes together; answers ids, and a token and a session for each."""
    from testing.cast import assemble

    here = assemble()
    people = {person.nickname: person for person in here.everybody}
    return {
        "groups": {
            "long_nights": here.long_nights.id,
            "thursday": here.thursday.id,
            "still_water": here.still_water.id,
        },
        "people": {name: person.id for name, person in people.items()},
        "tokens": {name: token(person.id) for name, person in people.items()},
        "sessions": {name: session(person.id) for name, person in people.items()},
        "members": {f"{_name(people, p)} in {g}": member.id for (p, g), member in here.faces.items()},
    }


def _name(people: dict[str, Any], person_id: str) -> str:
    return next(name for name, person in people.items() if person.id == person_id)


def demo(*, furnished: bool = False) -> dict[str, Any]:
    """The demo community comes together (`furnished`: and has something in every room); answers a token and a session for
    each of the cast, and what is in each group.
    """
    from testing.proving.furnishing import furnish_everything
    from testing.proving.inside import what_is_inside
    from withness.home.demo.cast import CAST
    from withness.home.demo.loading import load_demo
    from withness.people.models import Person

    furnish_everything() if furnished else load_demo()
    cast = {person.nickname: person.id for person in Person.objects.filter(is_demo=True, nickname__in=CAST)}
    return {
        "tokens": {name: token(person) for name, person in cast.items()},
        "sessions": {name: session(person) for name, person in cast.items()},
        **what_is_inside(cast),
    }


def person(nickname: str) -> dict[str, str]:
    """Somebody new, with a token."""
    from testing.cast import a_person

    made = a_person(nickname)
    return {"id": made.id, "token": token(made.id)}


def token(person_id: str) -> str:
    """A key for a program that acts for this person."""
    from withness.foundation import clock
    from withness.foundation.hashes import hash_of
    from withness.people.models import ApiToken

    word = "wn_" + secrets.token_urlsafe(24)
    ApiToken.objects.create(person_id=person_id, token_hash=hash_of(word), name="a test", made_at=clock.now())
    return word


def revoke(token: str) -> None:
    """That key opens nothing any more."""
    from withness.foundation.hashes import hash_of
    from withness.people.models import ApiToken

    ApiToken.objects.filter(token_hash=hash_of(token)).delete()


def session(person_id: str) -> str:
    """The key of a browser in which this person has signed in."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from withness.people.models import Person
    from withness.people.sessions import SessionStore

    who, store = Person.objects.get(id=person_id), SessionStore()
    store[SESSION_KEY], store[HASH_SESSION_KEY] = who.id, who.get_session_auth_hash()
    store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    store.create()
    store.save()
    return str(store.session_key)


def session_of(nickname: str) -> str:
    """As `session`, for the person of that nickname."""
    from withness.people.models import Person

    return session(Person.objects.get(nickname=nickname).id)


def end_session(key: str) -> None:
    """That browser has been signed out, from anywhere."""
    from withness.people.models import Session

    Session.objects.filter(session_key=key).delete()


def join(person_id: str, group_id: str, alias: str) -> str:
    """A new member."""
    from testing.cast import a_member
    from withness.groups.models import Group
    from withness.people.models import Person

    return str(a_member(Person.objects.get(id=person_id), Group.objects.get(id=group_id), alias).id)


def member_of(member_id: str) -> Any:
    """The member of that id, with group and person."""
    from withness.groups.models import Member

    return Member.objects.select_related("group", "person").get(id=member_id)


def leave(member_id: str) -> None:
    """A member goes."""
    from withness.groups.parting import leave as go

    go(by=member_of(member_id))


def boundary(by: str, towards: str, group_id: str) -> None:
    """One person draws a boundary towards another."""
    from withness.people.models import Person
    from withness.safety.boundaries import draw_boundary

    draw_boundary(by=Person.objects.get(id=by), towards=Person.objects.get(id=towards), place=group_id)


def erase_person(person_id: str) -> None:
    """They leave for good."""
    from withness.people.leaving import erase
    from withness.people.models import Person

    erase(person=Person.objects.get(id=person_id))


ALL: tuple[Callable[..., Any], ...] = (
    cast,
    demo,
    person,
    token,
    revoke,
    session,
    session_of,
    end_session,
    join,
    leave,
    boundary,
    erase_person,
)
