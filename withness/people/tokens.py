"""Keys for programs: shown once, kept as a hash, found by it."""

from __future__ import annotations

import secrets

from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.hashes import hash_of
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.text import clean_line
from withness.people.models import ApiToken, Person

PREFIX = "wn_"
MOST = 20


def make_token(*, person: Person, name: str) -> str:
    """A new key for a program that acts for `person`: 192 bits of chance, kept nowhere in the clear.

    `name` is the person's own reminder, up to 60 letters. Raises `NotUnderstood`, or `NotAllowed` beyond 20 keys.
    """
    name = clean_line(name, longest=60)
    if not name:
        raise NotUnderstood("name", _("Give the key a name, so that you know later what it is for."))
    if ApiToken.objects.filter(person=person).count() >= MOST:
        raise NotAllowed(_("You have twenty keys. Remove one that you no longer use, then make a new one."))
    token = PREFIX + secrets.token_urlsafe(24)
    ApiToken.objects.create(person=person, token_hash=hash_of(token), name=name, made_at=clock.now())
    return token


def person_of_token(token: str) -> Person | None:
    """Whom this key acts for, or nobody. Notes once a day that the key is in use."""
    if not token.startswith(PREFIX):
        return None
    row = ApiToken.objects.select_related("person").filter(token_hash=hash_of(token)).first()
    if row is None:
        return None
    today = clock.now().date()
    if row.used_on != today:
        ApiToken.objects.filter(id=row.id).update(used_on=today)
    return row.person


def tokens_of(person: Person) -> list[ApiToken]:
    """A person's keys, the newest first."""
    return list(ApiToken.objects.filter(person=person).order_by("-made_at"))


def revoke(*, person: Person, token_id: str) -> bool:
    """End one's own key, at once. False when there is none of that id."""
    gone, _rows = ApiToken.objects.filter(person=person, id=token_id).delete()
    return bool(gone)
