"""Links that sign somebody in once, for who is locked out. Made on the server's own command line."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from withness.foundation import clock
from withness.foundation.hashes import hash_of
from withness.people.models import Person, SigninLink

KEPT = timedelta(minutes=30)


def make_link(*, person: Person, kept: timedelta = KEPT) -> str:
    """An address that opens this account once, within `kept`. Earlier links for the same person stop working."""
    token = secrets.token_urlsafe(24)
    with transaction.atomic():
        SigninLink.objects.filter(person=person).delete()
        SigninLink.objects.create(person=person, token_hash=hash_of(token), expires_at=clock.now() + kept)
    return f"{settings.BASE_URL}/account/link/{token}"


def opens(token: str) -> bool:
    """Whether a link still opens something. Looking does not use it up: mail programs and chats look by themselves."""
    return SigninLink.objects.filter(token_hash=hash_of(token), expires_at__gt=clock.now()).exists()


def use_link(token: str) -> Person | None:
    """Use a link up; answers whom it signs in, or nobody when it is spent, too old or made up."""
    with transaction.atomic():
        link = SigninLink.objects.select_related("person").filter(token_hash=hash_of(token)).first()
        if link is None or not SigninLink.objects.filter(token_hash=link.token_hash).delete()[0]:
            return None  # somebody else was quicker
        return link.person if link.expires_at > clock.now() else None
