"""What we keep of a token: enough to know it again, not enough to use it."""

from __future__ import annotations

import hashlib


def hash_of(token: str) -> str:
    """The SHA-256 of a token, in hex. Tokens are long and drawn at random, so it needs no salt and no stretching."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
