"""Where a person is signed in, and ending that: one place, or everywhere but here."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from withness.foundation import clock
from withness.people.models import Person, Session


@dataclass(frozen=True, slots=True)
class Place:
    """One browser that is signed in. `outer_id` names it in pages; the session's own key opens it, and stays inside."""

    outer_id: str
    device: str
    begun_at: datetime
    seen_on: date | None
    here: bool


def places_of(person: Person, *, here: str) -> list[Place]:
    """All of them, this one (whose session key is `here`) first, then the one used last."""
    rows = Session.objects.filter(person=person, expire_date__gt=clock.now()).order_by("-seen_on", "-begun_at")
    places = [
        Place(_outer_id(row.session_key), row.device, row.begun_at, row.seen_on, row.session_key == here)
        for row in rows
    ]
    return sorted(places, key=lambda place: not place.here)


def end_place(*, person: Person, outer_id: str) -> bool:
    """Sign out there, at once. False when there is no such place, or it is somebody else's."""
    for row in Session.objects.filter(person=person):
        if hmac.compare_digest(_outer_id(row.session_key), outer_id):
            row.delete()
            return True
    return False


def end_other_places(*, person: Person, here: str) -> int:
    """Sign out everywhere but here; answers how many places that were."""
    gone, _rows = Session.objects.filter(person=person).exclude(session_key=here).delete()
    return gone


def _outer_id(session_key: str) -> str:
    words = f"session:{session_key}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), words, hashlib.sha256).hexdigest()[:20]
