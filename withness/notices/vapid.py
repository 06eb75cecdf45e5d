"""The house's own key for waking devices (VAPID, RFC 8292): push services then know that it is always the same house.

Made once and kept in the data folder. Who loses it loses nothing but the waking: people must ask for it again.
"""

from __future__ import annotations

import base64
import contextlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings

from withness.foundation import clock

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

FILE = "push-key.pem"
GOOD_FOR = 12 * 3600  # seconds; RFC 8292 allows a day


def make_push_key() -> None:
    """Unless there is one. Whole or not at all, and the first of two who start at once wins."""
    kept = Path(settings.DATA_DIR) / FILE
    if kept.exists():
        return
    from cryptography.hazmat.primitives import serialization as as_
    from cryptography.hazmat.primitives.asymmetric import ec

    pem = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        as_.Encoding.PEM, as_.PrivateFormat.PKCS8, as_.NoEncryption()
    )
    handle, fresh = tempfile.mkstemp(dir=kept.parent, prefix="push-key-")
    with os.fdopen(handle, "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    with contextlib.suppress(FileExistsError):
        os.link(fresh, kept)
    Path(fresh).unlink()


def public_key() -> str:
    """The half that browsers are given: an uncompressed point, base64url without padding."""
    from cryptography.hazmat.primitives import serialization as as_

    raw = _key().public_key().public_bytes(as_.Encoding.X962, as_.PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def authorization(endpoint: str) -> str:
    """What a request to that push service carries: who we are, signed, for that service and some hours only."""
    import jwt

    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int(clock.now().timestamp()) + GOOD_FOR,
        "sub": f"mailto:{settings.DEFAULT_FROM_EMAIL}",
    }
    return f"vapid t={jwt.encode(claims, _key(), algorithm='ES256')}, k={public_key()}"


def _key() -> EllipticCurvePrivateKey:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    make_push_key()
    key = load_pem_private_key((Path(settings.DATA_DIR) / FILE).read_bytes(), None)
    if not isinstance(key, EllipticCurvePrivateKey):
        raise TypeError(f"{FILE} holds another kind of key")
    return key
