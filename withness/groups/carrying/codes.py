"""The code that opens one seat in another house: shown once, kept as a hash, and the hash is what travels."""

from __future__ import annotations

import hashlib
import secrets

LETTERS = "23456789BCDFGHJKMNPQRSTVWXZ"  # no vowels, and nothing that looks like something else
PARTS, PART = 5, 4  # 27**20 is more than 95 bits


def new_code() -> str:
    """A fresh code, in five parts that one can copy by hand."""
    parts = ("".join(secrets.choice(LETTERS) for _letter in range(PART)) for _part in range(PARTS))
    return "-".join(parts)


def hash_of_code(code: str) -> str:
    """What is kept of a code, however it was typed: in small letters, with spaces, without the dashes."""
    plain = "".join(letter for letter in code[:200].upper() if letter.isalnum())
    return hashlib.sha256(f"seat {plain}".encode(errors="replace")).hexdigest()
