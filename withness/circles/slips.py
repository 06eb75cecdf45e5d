"""A slip that says that somebody was in a circle. Signed, so that whoever is shown it can check it here without an account.

It says only what its owner chose, and we keep no copy: the slip itself is all there is. The key comes from the secret of
this house (Ed25519, its seed derived by HKDF-SHA-256), so slips can be checked for as long as the secret stays.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from withness.circles.models import Circle
from withness.circles.rules import seat_of, was_there
from withness.foundation.refusing import NotAllowed
from withness.foundation.text import clean_line
from withness.groups.models import Member
from withness.people.models import Person

LONGEST = 900


def write_slip(
    *, by: Member, person: Person, circle: Circle, name: str = "", group: bool = False, minutes: bool = False
) -> str:
    """The slip as text. The day is always on it; a name, the group and how long it took only where they were chosen."""
    seat = seat_of(circle, by)
    if seat is None or circle.began_at is None or circle.closed_at is None or not was_there(circle, seat.number):
        raise NotAllowed(_("A slip is for those who were in the circle, within a day after it is over."))
    from withness.foundation.clock import zone_of

    says: dict[str, Any] = {"on": circle.began_at.astimezone(zone_of(person.zone)).date().isoformat()}
    if clean_line(name, longest=60):
        says["name"] = clean_line(name, longest=60)
    if group:
        says["group"] = circle.group.title
    if minutes:
        begun = max(circle.began_at, seat.joined_at)
        says["minutes"] = max(1, round((circle.closed_at - begun).total_seconds() / 60))
    words = json.dumps(says, separators=(",", ":"), sort_keys=True, ensure_ascii=False).encode()
    return _text(words) + "." + _text(_key().sign(words))


def read_slip(slip: str) -> dict[str, Any] | None:
    """What a slip says, if it is ours and nobody has changed it."""
    from cryptography.exceptions import InvalidSignature

    words, dot, mark = slip.partition(".")
    if not dot or len(slip) > LONGEST or not slip.isascii():
        return None
    try:
        told, signed = _bytes(words), _bytes(mark)
        _key().public_key().verify(signed, told)
        says: dict[str, Any] = json.loads(told)
    except (binascii.Error, InvalidSignature, ValueError):
        return None
    return says


def public_key() -> str:
    """The key with which anybody can check a slip without us, as text (base64url of its 32 bytes)."""
    return _text(_key().public_key().public_bytes_raw())


def _key() -> Any:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    secret = hashlib.sha256(settings.SECRET_KEY.encode()).digest()
    seed = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"withness slips 1").derive(secret)
    return Ed25519PrivateKey.from_private_bytes(seed)


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
