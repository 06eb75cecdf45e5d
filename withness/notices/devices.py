"""Devices that a person asked us to wake when something waits."""

from __future__ import annotations

import base64
import binascii
import hashlib
import ipaddress
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.ids import looks_like_id
from withness.foundation.open_internet import is_open
from withness.foundation.refusing import NotUnderstood
from withness.notices.models import Device
from withness.people.models import Person

LONGEST = 600


def devices_of(person: Person) -> list[Device]:
    """The newest first."""
    return list(Device.objects.filter(person=person).order_by("-since", "id"))


def add_device(*, person: Person, endpoint: str, p256dh: str, auth: str, name: str = "") -> Device:
    """Wake this browser from now on. An address that was somebody else's on this browser is theirs no longer.

    Raises `NotUnderstood` for what no browser's push service would give.
    """
    if not _could_be_a_push_service(endpoint) or not _is_point(p256dh) or len(_bytes(auth)) != 16:
        raise NotUnderstood("endpoint", _("Your browser gave us nothing we can reach it by. Please try again."))
    with transaction.atomic():
        mark = hashlib.sha256(endpoint.encode()).hexdigest()
        device, _new = Device.objects.update_or_create(
            endpoint_hash=mark,
            defaults={
                "person": person, "endpoint": endpoint, "p256dh": p256dh, "auth": auth, "name": name[:40],
                "since": clock.now(), "failures": 0,
            },
        )  # fmt: skip
        for old in devices_of(person)[Device.MOST :]:
            old.delete()
    return device


def remove_device(*, person: Person, device_id: str) -> bool:
    """Wake it no more. False when this person has none of that id."""
    return looks_like_id(device_id) and bool(Device.objects.filter(person=person, id=device_id).delete()[0])


def _could_be_a_push_service(endpoint: str) -> bool:
    """https, the usual port, no name and password, and not a number of a network that is closed. Where a name leads is
    looked at each time we go there.
    """
    try:
        parts = urlsplit(endpoint)
        port = parts.port or 443
    except ValueError:
        return False
    if len(endpoint) > LONGEST or not endpoint.isascii() or not endpoint.isprintable() or " " in endpoint:
        return False
    if parts.scheme != "https" or not parts.hostname or parts.username is not None or port != 443:
        return False
    try:
        ipaddress.ip_address(parts.hostname)
    except ValueError:
        return "." in parts.hostname
    return is_open(parts.hostname)


def _bytes(text: str) -> bytes:
    try:
        return (
            base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True) if len(text) < 100 else b""
        )
    except (binascii.Error, ValueError):
        return b""


def _is_point(text: str) -> bool:
    from cryptography.hazmat.primitives.asymmetric import ec

    raw = _bytes(text)
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw)
    except ValueError:
        return False
    return len(raw) == 65
