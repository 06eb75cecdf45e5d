"""Small secrets of an account, sealed with the house's own secret, so that a copy of the database alone opens nothing."""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def seal(text: str) -> str:
    """`text`, readable only with this house's secret."""
    return _key().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """The text again; nothing, if it was sealed under another secret."""
    try:
        return _key().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return ""


def _key() -> Fernet:
    digest = hashlib.sha256(f"{settings.SECRET_KEY}:people.sealing".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
