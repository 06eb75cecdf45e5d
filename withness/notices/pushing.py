"""Waking a person's devices (Web Push, RFC 8030): that something is waiting, never what, by whom or where.

Like a letter, it is asked at the very moment it leaves whether it is still wanted and still true. It goes through the
push service of the browser's maker, sealed for that browser (RFC 8291), and every one of them looks alike.
"""

from __future__ import annotations

import base64
import json
import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import lru_cache
from http.client import HTTPException
from urllib.parse import urlsplit

from django.db import close_old_connections, transaction
from django.db.models import F, Max
from django.utils import translation
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.models import Timer
from withness.foundation.open_internet import NotOpen, Pinned, open_number_of
from withness.foundation.rows import ask
from withness.foundation.timers import set_timer
from withness.notices.happenings import Told
from withness.notices.kinds import wordings_of
from withness.notices.models import Device, Notice
from withness.notices.vapid import authorization
from withness.notices.wishes import loud_again, wishes_of
from withness.people.models import Person

log = logging.getLogger("withness.push")
WAKE = "wake"
GATHER, APART = timedelta(minutes=1), timedelta(minutes=20)
KEPT = 24 * 3600  # seconds for which the push service tries
MANY = 8  # failures in a row, after which a device is let go
SIZE = 256  # bytes: every push is as long as every other
PATIENCE = 8.0  # seconds for each step


def plan_push(told: Told) -> None:
    """Somebody was told something: if they have devices to wake, plan to. What is planned already covers this too."""
    if not ask("SELECT 1 FROM notices_device WHERE person_id = %s LIMIT 1", [told.person_id]):
        return
    if not Timer.objects.filter(kind=WAKE, about=told.person_id).exists():
        set_timer(kind=WAKE, about=told.person_id, due_at=clock.now() + GATHER)


def wake(timer: Timer) -> None:
    """Wake them if it is still wanted and true; later in quiet hours, or when the last time was just now."""
    person = Person.objects.filter(id=timer.about).first()
    if person is None:
        return
    unseen = list(Notice.objects.filter(person=person, seen_at=None, pushed_at=None))
    waiting = list(wordings_of(unseen, person))
    if not waiting:
        return
    last = Notice.objects.filter(person=person).aggregate(last=Max("pushed_at"))["last"]
    later = last + APART if last and last + APART > clock.now() else loud_again(wishes_of(person), zone=person.zone)
    if later is not None:
        set_timer(kind=WAKE, about=timer.about, due_at=later)
        return
    Notice.objects.filter(id__in=waiting).update(pushed_at=clock.now())
    wake_now(person)


def wake_now(person: Person) -> None:
    """All devices of this person, after the commit, at any hour. Whoever calls this has asked whether they may."""
    ids = list(Device.objects.filter(person=person).values_list("id", flat=True))
    transaction.on_commit(lambda: [_carriers().submit(_carry, device_id, person.language) for device_id in ids])


@lru_cache(maxsize=1)
def _carriers() -> ThreadPoolExecutor:
    """A push service that answers slowly must not hold up anything else, nor any row of ours."""
    return ThreadPoolExecutor(max_workers=4, thread_name_prefix="push")


def _carry(device_id: str, language: str) -> None:
    try:
        device = Device.objects.filter(id=device_id).first()
        if device is not None:
            _settle(device, push(device, language))
    except Exception as trouble:  # nobody waits for this thread: say what kind of trouble it was, and nothing else
        log.warning("push_failed", extra={"trouble": type(trouble).__name__})
    finally:
        close_old_connections()


def _settle(device: Device, status: int) -> None:
    """Forget a browser that is gone, or that could not be reached many times in a row."""
    if status in {404, 410}:
        Device.objects.filter(id=device.id).delete()
    elif 200 <= status < 300:
        Device.objects.filter(id=device.id, failures__gt=0).update(failures=0)
    else:
        Device.objects.filter(id=device.id).update(failures=F("failures") + 1)
        Device.objects.filter(id=device.id, failures__gte=MANY).delete()


def push(device: Device, language: str) -> int:
    """Hand one push over; answers the status of the push service, or 0 when it could not be reached. Not in a
    transaction: it may take seconds.
    """
    with translation.override(language):
        words = json.dumps({"words": _("Something is waiting for you")}, ensure_ascii=False).encode()
    parts = urlsplit(device.endpoint)
    host, port = parts.hostname or "", parts.port or 443
    try:
        line = Pinned(host, port, open_number_of(host, port), secure=True, patience=PATIENCE)
    except NotOpen:
        return 0
    try:
        line.request("POST", parts.path + (f"?{parts.query}" if parts.query else ""), sealed(device, words), {
            "Content-Encoding": "aes128gcm", "Content-Type": "application/octet-stream", "TTL": str(KEPT),
            "Urgency": "normal", "Topic": "waiting", "Authorization": authorization(device.endpoint),
        })  # fmt: skip
        return line.getresponse().status
    except (OSError, HTTPException):
        return 0
    finally:
        line.close()


def sealed(device: Device, words: bytes) -> bytes:
    """`words` for that browser alone, padded with blanks so that its length says nothing."""
    import http_ece
    from cryptography.hazmat.primitives.asymmetric import ec

    found: bytes = http_ece.encrypt(
        words.ljust(SIZE), private_key=ec.generate_private_key(ec.SECP256R1()), dh=_raw(device.p256dh),
        auth_secret=_raw(device.auth), version="aes128gcm",
    )  # fmt: skip
    return found


def _raw(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
