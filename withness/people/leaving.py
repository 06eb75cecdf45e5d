"""Leaving with everything that is yours: what this house knows of a person, and letting all of it go.

Every room that holds something of a person says so on the wiring page with `room_holds`; a house test sees that none
is missing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction

from withness.foundation import erasures
from withness.foundation.databases import settle
from withness.foundation.models import Event, Letterbox, Stream
from withness.people.auditing import empty_entries_about
from withness.people.happenings import ConsentWithdrawn
from withness.people.models import AuditEntry, Person, RecoveryWords, SigninLink, Stewardship

Export = Callable[[Person], Any]
Forget = Callable[[Person], None]
_rooms: dict[str, tuple[Export, Forget]] = {}
_rests: dict[str, str] = {}  # which consent a room rests on


def room_holds(room: str, *, export_for: Export, forget: Forget, rests_on: str = "") -> None:
    """A room that keeps something of people: how it tells it, and how it lets go of it.

    What `rests_on` a consent is kept for as long as that consent stands.
    """
    _rooms[room] = (export_for, forget)
    _rests[room] = rests_on


def rooms_that_hold() -> list[str]:
    """The rooms that have spoken up."""
    return sorted(_rooms)


def everything_about(person: Person) -> dict[str, Any]:
    """All that is kept about a person, room by room, as plain data they can take with them."""
    return {room: export_for(person) for room, (export_for, _forget) in _rooms.items()}


def erase(*, person: Person) -> None:
    """Let go of everything about a person, in one transaction, upper rooms first. It cannot be undone."""
    with transaction.atomic():
        erasures.note("person", person.id)
        for room in reversed(list(_rooms)):
            _rooms[room][1](person)
        transaction.on_commit(settle)


def leave_without_consent(happened: ConsentWithdrawn) -> None:
    """Who no longer wants it kept loses all of it in the rooms that rest on this consent, upper rooms first."""
    for person in Person.objects.filter(id=happened.person_id):
        for room in reversed([name for name in _rooms if _rests[name] == happened.about]):
            _rooms[room][1](person)


def erase_again(person_id: str) -> None:
    """For `foundation.erasures`: somebody whom a restore brought back leaves again."""
    for person in Person.objects.filter(id=person_id):
        erase(person=person)


def all_people() -> list[str]:
    """For `foundation.erasures`: everybody's id."""
    return list(Person.objects.values_list("id", flat=True))


def export_for(person: Person) -> dict[str, Any]:
    """The account itself: what was chosen, agreed to and done. Not what opens it: a file may be found by others."""
    return {
        "nickname": person.nickname,
        "language": person.language,
        "zone": person.zone,
        "light": person.light,
        "joined_on": person.joined_on,
        "of_the_demo": person.is_demo,
        "emails": _emails(person),
        "consents": list(person.consents.values("about", "words_version", "given_at", "withdrawn_at")),
        "signed_in": list(person.sessions.values("device", "begun_at", "seen_on", "expire_date")),
        "sign_in_links": list(SigninLink.objects.filter(person=person).values("expires_at")),
        "passkeys_and_apps": [
            {"kind": key.type, "name": key.data.get("name", ""), "made_at": key.created_at, "used_at": key.last_used_at}
            for key in Authenticator.objects.filter(user_id=person.id)
        ],
        "recovery_words": list(RecoveryWords.objects.filter(person=person).values("made_at", "kept_at")),
        "tokens": list(person.tokens.values("name", "made_at", "used_on")),
        "steward": list(Stewardship.objects.filter(person=person).values("since")),
        "written_down_about_me": list(AuditEntry.objects.filter(about=person).values("at", "role", "what", "why")),
        "written_down_by_me": list(AuditEntry.objects.filter(by=person).values("at", "role", "what", "why")),
    }


def forget(person: Person) -> None:
    """The account itself, and with it everything that hangs on it."""
    empty_entries_about(person)
    Letterbox.objects.filter(to__in=_emails(person)).delete()
    Event.objects.filter(stream=f"person:{person.id}").delete()
    Stream.objects.filter(name=f"person:{person.id}").delete()
    person.delete()


def _emails(person: Person) -> list[str]:
    return list(EmailAddress.objects.filter(user_id=person.id).values_list("email", flat=True))
