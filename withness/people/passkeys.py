"""Passkeys: a key that lives in the person's device. No e-mail is needed for one, so we drive allauth's ceremony here.

allauth keeps the challenge in the session between the two halves of each ceremony, and checks the answer.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import json
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from fido2.utils import websafe_decode

from withness.foundation.ids import new_id
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.text import clean_line
from withness.people.asking import called_by
from withness.people.models import Person

MOST, LONGEST_NAME = 12, 40


def passkeys_work_here(request: HttpRequest) -> bool:
    """Whether a browser would make a passkey for the address it came by: a name (never a number), over https or here."""
    name = called_by(request)
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return request.is_secure() or name == "localhost"
    return False


def begin_passkey(person: Person) -> dict[str, Any]:
    """What the browser needs for making a key for `person`, who may not be saved yet."""
    if not person.handle:
        person.handle = new_id()
        Person.objects.filter(id=person.id).update(handle=person.handle)
    options: dict[str, Any] = auth.begin_registration(person, passwordless=True)
    return options


def made_passkey(credential: str) -> dict[str, Any]:
    """The device's answer, once it fits what we asked. Raises `NotUnderstood` when it does not."""
    answer = _read(credential)
    try:
        auth.parse_registration_response(answer)
        verified = auth.complete_registration(answer).is_user_verified()
    except (ValidationError, ValueError, TypeError, KeyError) as trouble:
        raise _not_made() from trouble
    if not verified:
        raise _not_made()
    return _without_the_device(answer)


def keep_passkey(*, person: Person, made: dict[str, Any], name: str = "") -> Authenticator:
    """Keep a key that the device made. Raises `NotAllowed` beyond twelve of them."""
    if len(passkeys_of(person)) >= MOST:
        raise NotAllowed(_("You have twelve passkeys. Remove one that you no longer use, then add a new one."))
    kept: Authenticator = auth.WebAuthn.add(person, _name(name), made).instance
    return kept


def begin_proof(person: Person | None = None) -> dict[str, Any]:
    """What the browser needs for showing a key: any key of this house, or one of this person's."""
    options: dict[str, Any] = auth.begin_authentication(person)
    return options


def proven_passkey(credential: str, person: Person | None = None) -> Authenticator:
    """The key that was shown (one of `person`'s, if given). Raises `NotUnderstood` when it fits nobody."""
    answer = _read(credential)
    try:
        auth.parse_authentication_response(answer)
        found: Authenticator = auth.complete_authentication(person or _owner(answer), answer)
    except (ValidationError, ValueError, TypeError, KeyError) as trouble:
        raise NotUnderstood(
            "passkey", _("That passkey does not open an account here. Please try another way.")
        ) from trouble
    return found


def passkeys_of(person: Person) -> list[Authenticator]:
    """A person's passkeys, the newest first."""
    found = Authenticator.objects.filter(user_id=person.id, type=Authenticator.Type.WEBAUTHN)
    return list(found.order_by("-created_at"))


def passkey_of(person: Person, outer_id: str) -> Authenticator | None:
    """One's own passkey by the name under which pages speak of it."""
    return next((key for key in passkeys_of(person) if hmac.compare_digest(outer_id_of(key), outer_id)), None)


def outer_id_of(passkey: Authenticator) -> str:
    """A name for a passkey in addresses; its row's number would count everybody's."""
    words = f"passkey:{passkey.pk}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), words, hashlib.sha256).hexdigest()[:20]


def rename_passkey(*, passkey: Authenticator, name: str) -> None:
    """Call it what its owner wants."""
    passkey.data = {**passkey.data, "name": _name(name)}
    passkey.save(update_fields=["data"])


def forget_the_hour(**signal: Any) -> None:
    """allauth notes the second at which a key was used; the day is enough to know it again."""
    used = signal["authenticator"]
    used.last_used_at = used.last_used_at.replace(hour=0, minute=0, second=0, microsecond=0)
    used.save(update_fields=["last_used_at"])


def _owner(answer: dict[str, Any]) -> Person:
    handle = websafe_decode(answer.get("response", {}).get("userHandle") or "").decode()
    return Person.objects.get(handle=handle) if handle else Person()


def _read(credential: str) -> dict[str, Any]:
    try:
        answer = json.loads(credential)
    except ValueError as trouble:
        raise _not_made() from trouble
    if not isinstance(answer, dict) or len(credential) > 20_000:
        raise _not_made()
    return answer


def _without_the_device(answer: dict[str, Any]) -> dict[str, Any]:
    """Only what is needed to check the key later; not what kind of device holds it."""
    return {name: value for name, value in answer.items() if name != "authenticatorAttachment"}


def _name(name: str) -> str:
    return clean_line(name, longest=LONGEST_NAME) or str(_("My passkey"))


def _not_made() -> NotUnderstood:
    return NotUnderstood(
        "passkey", _("The passkey was not made. Nothing is lost; try once more, or choose another way.")
    )
