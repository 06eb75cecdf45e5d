"""Addresses to answer a share by e-mail: one for each member and share, signed, good for some weeks.

Nothing about them is kept: what one says stands in it, and only this house can sign it. Mail programs and servers
change capitals as they like, so there are none.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings

from withness.foundation import clock
from withness.foundation.ids import ID_LENGTH, looks_like_id

GOOD_FOR = timedelta(days=21)
_DAY, _SIGNED = 4, 16  # characters: the last day it is good for, in base 36; 80 bits of signature


@dataclass(frozen=True, slots=True)
class Place:
    """Who may answer there, and what."""

    member_id: str
    share_id: str


def address_for(place: Place) -> str:
    """Where this member answers this share, for three weeks from now."""
    local, _at, host = settings.REPLY_ADDRESS.partition("@")
    last = _in_36((clock.now() + GOOD_FOR - datetime(1970, 1, 1, tzinfo=UTC)).days)
    said = f"{place.member_id}{place.share_id}{last}"
    return f"{local}+{said}{_sign(said)}@{host}"


def place_of(address: str) -> Place | None:
    """What an address stands for; nothing when we did not sign it, or it is too old."""
    local, _at, host = address.strip().lower().rpartition("@")
    ours, _at, our_host = settings.REPLY_ADDRESS.lower().partition("@")
    token = local.removeprefix(f"{ours}+")
    if not ours or host != our_host or token == local or len(token) != 2 * ID_LENGTH + _DAY + _SIGNED:
        return None
    said, signed = token[:-_SIGNED], token[-_SIGNED:]
    if not signed.isascii() or not hmac.compare_digest(_sign(said), signed):
        return None
    member_id, share_id, last = said[:ID_LENGTH], said[ID_LENGTH : 2 * ID_LENGTH], int(said[2 * ID_LENGTH :], 36)
    today = (clock.now() - datetime(1970, 1, 1, tzinfo=UTC)).days
    ids = looks_like_id(member_id) and looks_like_id(share_id)
    return Place(member_id, share_id) if ids and today <= last else None


def _sign(said: str) -> str:
    key = hashlib.sha256(b"withness.answering-by-mail:" + settings.SECRET_KEY.encode()).digest()
    return base64.b32encode(hmac.digest(key, said.encode(), "sha256")[:10]).decode().lower()


def _in_36(number: int) -> str:
    digits = ""
    while number:
        number, place = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[place] + digits
    return digits.rjust(_DAY, "0")
