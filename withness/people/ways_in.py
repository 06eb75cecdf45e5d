"""Changing how one comes in. One never takes away one's own last way."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from withness.foundation.models import Letterbox
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.people.arriving import check_new_password
from withness.people.models import Person, Session
from withness.people.overview import ways_in_of


def set_password(*, person: Person, password: str, but: str = "") -> None:
    """Set or change it, and sign out everywhere else: all sessions end except the one whose key is `but`.

    Raises `NotUnderstood` when it would be guessed.
    """
    if not password:
        raise NotUnderstood("password", _("Choose a password of at least 15 letters."))
    check_new_password(password, nickname=person.nickname)
    person.set_password(password)
    _keep_password(person, but)


def drop_password(*, person: Person, but: str = "") -> None:
    """Come in without a password from now on. Sessions elsewhere end. Raises `NotAllowed` when no other way is left."""
    if person.has_usable_password() and ways_in_of(person).lasting < 2:
        raise _last_way()
    person.set_unusable_password()
    _keep_password(person, but)


def drop_passkey(*, person: Person, passkey: Authenticator) -> None:
    """The key opens nothing any more. Raises `NotAllowed` when no other way is left."""
    if ways_in_of(person).lasting < 2:
        raise _last_way()
    passkey.delete()


def keep_email(*, person: Person, email: str) -> None:
    """Keep an address whose owner has just shown that it is theirs; an earlier one is forgotten.

    Raises `NotUnderstood` when it has become somebody else's meanwhile.
    """
    try:
        with transaction.atomic():
            _forget_emails(person)
            EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    except IntegrityError as quicker:
        raise NotUnderstood("email", _("This address cannot be used here. Please use another one.")) from quicker


def drop_email(*, person: Person) -> None:
    """Forget the address, and letters that are on their way there. Raises `NotAllowed` when no other way is left."""
    ways = ways_in_of(person)
    if ways.email and not (ways.password or ways.passkeys):
        raise _last_way()
    with transaction.atomic():
        _forget_emails(person)


def _forget_emails(person: Person) -> None:
    known = EmailAddress.objects.filter(user_id=person.id)
    Letterbox.objects.filter(to__in=list(known.values_list("email", flat=True))).delete()
    known.delete()


def _keep_password(person: Person, but: str) -> None:
    with transaction.atomic():
        person.save(update_fields=["password"])
        Session.objects.filter(person=person).exclude(session_key=but).delete()


def _last_way() -> NotAllowed:
    return NotAllowed(_("This is your last way in. Add another one first, then you can remove it."))
