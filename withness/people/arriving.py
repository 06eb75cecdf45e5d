"""Arriving: an account begins. Only what the house needs is asked, and nothing is kept before the last step."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.ids import new_id
from withness.foundation.refusing import NotUnderstood
from withness.people.consenting import consent
from withness.people.models import Person
from withness.people.nicknames import taken, well_formed
from withness.people.showing import zones_to_choose


@dataclass(frozen=True)
class Arrival:
    """What somebody has said so far on their way in."""

    nickname: str
    health: bool = False
    language: str = "en"
    zone: str = "UTC"
    handle: str = ""  # what a passkey was made for, if there is one
    email: str = ""  # confirmed, if there is one


def free_nickname(text: str) -> str:
    """A nickname that is well formed and nobody else's. Raises `NotUnderstood`."""
    nickname = well_formed(text)
    if Person.objects.filter(nickname=nickname).exists():
        raise taken()
    return nickname


def check_new_password(password: str, *, nickname: str) -> None:
    """Raises `NotUnderstood` with every reason why this password would be guessed."""
    try:
        validate_password(password, Person(nickname=nickname))
    except ValidationError as weak:
        raise NotUnderstood("password", " ".join(weak.messages)) from weak


def arrive(arrival: Arrival, *, password: str = "") -> Person:
    """Begin the account: the person, that they are old enough, and their consent if they gave it.

    Raises `NotUnderstood` when the nickname has been taken meanwhile, or the password would be guessed.
    """
    if password:
        check_new_password(password, nickname=arrival.nickname)
    person = _person(arrival)
    if password:
        person.set_password(password)
    else:
        person.set_unusable_password()
    try:
        with transaction.atomic():
            person.save(force_insert=True)
            consent(person=person, about="age")
            if arrival.health:
                consent(person=person, about="health")
            if arrival.email:
                EmailAddress.objects.create(user=person, email=arrival.email, verified=True, primary=True)
    except IntegrityError as quicker:
        raise _came_too_late(arrival) from quicker
    return person


def _came_too_late(arrival: Arrival) -> NotUnderstood:
    """Somebody else took the nickname, or confirmed the address, in the same moment."""
    if Person.objects.filter(nickname=arrival.nickname).exists():
        return taken()
    return NotUnderstood("email", _("This address cannot be used here. Please use another one."))


def _person(arrival: Arrival) -> Person:
    languages = dict(settings.LANGUAGES)
    zones = dict(zones_to_choose())
    return Person(
        id=new_id(),
        nickname=free_nickname(arrival.nickname),
        language=arrival.language if arrival.language in languages else settings.LANGUAGE_CODE,
        zone=arrival.zone if arrival.zone in zones else settings.HOUSE_ZONE,
        joined_on=clock.now().date(),
        handle=arrival.handle or None,
    )


def old_enough(text: str) -> bool:
    """Whether somebody of this age (in whole years) may join. Raises `NotUnderstood` when it is no age."""
    digits = text.strip()
    if not digits.isdecimal() or not 4 < int(digits) < 121:
        raise NotUnderstood("age", _("Write your age in years, as a number."))
    return int(digits) >= settings.YOUNGEST
