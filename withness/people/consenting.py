"""Consent: asked in plain words, written down, taken back as easily as it was given."""

from __future__ import annotations

from django.db import transaction

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.people.happenings import ConsentWithdrawn
from withness.people.models import Consent, Person

WORDS_VERSION = {"health": 1, "age": 1}


def has_consented(person: Person, about: str) -> bool:
    """Whether an open consent stands."""
    return Consent.objects.filter(person=person, about=about, withdrawn_at=None).exists()


def consent(*, person: Person, about: str) -> Consent:
    """Write it down, once."""
    given, _ = Consent.objects.get_or_create(
        person=person,
        about=about,
        withdrawn_at=None,
        defaults={"words_version": WORDS_VERSION[about], "given_at": clock.now()},
    )
    return given


def withdraw_consent(*, person: Person, about: str) -> None:
    """Take it back; the rooms that rested on it let go of what they kept."""
    with transaction.atomic():
        open_ones = Consent.objects.filter(person=person, about=about, withdrawn_at=None)
        if open_ones.update(withdrawn_at=clock.now()):
            announce(ConsentWithdrawn(person_id=person.id, about=about))


def consents_of(person: Person) -> list[Consent]:
    """Everything a person agreed to or took back, the newest first."""
    return list(Consent.objects.filter(person=person).order_by("-given_at"))
