"""Secret addresses under which a person's own calendar program reads along."""

from __future__ import annotations

import secrets

from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.hashes import hash_of
from withness.foundation.ids import looks_like_id
from withness.foundation.refusing import NotAllowed
from withness.groups.belonging import memberships
from withness.groups.rules import is_paused
from withness.meetings.models import CalendarKey, Series
from withness.people.models import Person

MOST = 5


def make_key(*, person: Person, is_discreet: bool) -> str:
    """The last part of a new secret address. Shown once; kept as a hash."""
    if CalendarKey.objects.filter(person=person).count() >= MOST:
        raise NotAllowed(_("You have five calendar addresses. Remove one that you no longer use first."))
    token = secrets.token_urlsafe(24)
    CalendarKey.objects.create(person=person, token_hash=hash_of(token), is_discreet=is_discreet, made_at=clock.now())
    return token


def key_of(token: str) -> CalendarKey | None:
    """What this address opens, or nothing."""
    if not 20 <= len(token) <= 60 or not token.isascii():
        return None
    return CalendarKey.objects.select_related("person").filter(token_hash=hash_of(token)).first()


def keys_of(person: Person) -> list[CalendarKey]:
    """A person's addresses, the newest first."""
    return list(CalendarKey.objects.filter(person=person).order_by("-made_at"))


def revoke(*, person: Person, key_id: str) -> bool:
    """Close one's own address, at once."""
    gone, _rows = CalendarKey.objects.filter(person=person, id=key_id).delete() if looks_like_id(key_id) else (0, {})
    return bool(gone)


def meetings_of(person: Person) -> list[Series]:
    """Every meeting of every group this person belongs to."""
    groups = [member.group_id for member in memberships(person)]
    rows = Series.objects.filter(group_id__in=groups, ended_at=None).select_related("venue", "group")
    return list(rows.prefetch_related("differences").order_by("id"))


def rests_in(person: Person) -> set[str]:
    """The groups (ids) in which this person was asked to pause."""
    return {member.group_id for member in memberships(person) if is_paused(member)}
