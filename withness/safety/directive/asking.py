"""Asking those whom a directive names. They are asked first, say where a word reaches them, and may withdraw any day.

They learn who asks, and the very words they would get; nothing about groups, and nothing else of the directive.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.hashes import hash_of
from withness.foundation.ids import looks_like_id
from withness.foundation.limits import Limit, TooMuch, spend
from withness.foundation.mail import send_letter
from withness.foundation.refusing import NotUnderstood, TooSoon
from withness.people.models import Person
from withness.people.sealing import seal, unseal
from withness.safety.models import Named

_SALT = "withness.directive.address"
_LETTERS = Limit("directive letters", burst=4, per_hour=4)


@dataclass(frozen=True, slots=True)
class Card:
    """What somebody is asked: by whom (as they sign), under which name, and the words they would get."""

    name: str
    sign: str
    words: str


def asked_by(token: str) -> Named | None:
    """Who is asked with this token."""
    return Named.objects.filter(token_hash=hash_of(token)).first()


def card_of(named: Named) -> Card:
    """What they are asked."""
    raw = json.loads(unseal(named.card) or "{}")
    return Card(raw.get("name", ""), raw.get("from", ""), raw.get("words", ""))


def write_to_confirm(*, named: Named, token: str, email: str) -> None:
    """Send a letter to the address they gave; pressing its link confirms it. Raises `NotUnderstood`, `TooSoon`."""
    email = _address(email)
    try:
        spend(_LETTERS, f"named:{named.id}")
    except TooMuch as much:
        raise TooSoon(_("Please wait a little, then try again."), much.wait) from much
    signed = signing.dumps({"n": named.id, "a": email}, salt=_SALT)
    send_letter(
        to=email, subject=_("Is this your address?"),
        words=_("If you wrote this address down just now, press this link. If not, do nothing.\n\n%(link)s\n")
        % {"link": f"{settings.BASE_URL}/asked/{token}/yes/{signed}"},
    )  # fmt: skip


def confirm_signed(*, token: str, signed: str) -> Named | None:
    """The link in that letter was pressed, within a week. Nothing for a link that is none."""
    try:
        said = signing.loads(signed, salt=_SALT, max_age=7 * 24 * 3600)
    except signing.BadSignature:
        return None
    named = asked_by(token)
    return confirm(token=token, email=said["a"]) if named is not None and named.id == said["n"] else None


def confirm(*, token: str, email: str = "", person: Person | None = None) -> Named | None:
    """Yes: by letter to a confirmed address, or here, for somebody who lives here too (never the owner themselves)."""
    named = asked_by(token)
    if named is None or (person is not None and person.id == named.owner_id) or not (email or person):
        return None
    named.address, named.person = seal(_address(email)) if email else "", person
    named.confirmed_at, named.withdrawn_at = clock.now(), None
    named.save(update_fields=["address", "person", "confirmed_at", "withdrawn_at"])
    return named


def withdraw(*, token: str) -> None:
    """No, or no longer. It takes effect at once, also while a run is going on; the address is let go of."""
    with transaction.atomic():
        Named.objects.filter(token_hash=hash_of(token)).update(withdrawn_at=clock.now(), address="", person=None)


def may_be_told(named: Named) -> bool:
    """Whether they said yes, did not take it back, and a word can reach them."""
    reachable = bool(named.address and settings.MAIL_OFFERED) or named.person_id is not None
    return named.confirmed_at is not None and named.withdrawn_at is None and reachable


def _address(email: str) -> str:
    email = email.strip()
    try:
        validate_email(email)
    except ValidationError as no:
        raise NotUnderstood("email", _("This does not look like an address. Please look once more.")) from no
    return email


def named_for(person: Person, named_id: str) -> Named | None:
    """Where somebody names this person, who agreed."""
    return (
        Named.objects.filter(id=named_id, person=person, withdrawn_at=None).first() if looks_like_id(named_id) else None
    )


def withdraw_here(*, person: Person, named_id: str) -> None:
    """As `withdraw`, by somebody who lives here too."""
    Named.objects.filter(id=named_id, person=person).update(withdrawn_at=clock.now(), address="", person=None)
