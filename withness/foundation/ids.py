"""Names for things, drawn at random: nobody can count us, order us or guess a neighbour from an address."""

from __future__ import annotations

import secrets

# No vowels, so that no id ever spells a word; no digit that looks like a letter.
LETTERS = "23456789bcdfghjkmnpqrstvwxz"
ID_LENGTH = 17  # 27**17 is more than 80 bits


def new_id() -> str:
    """A fresh opaque id: 17 characters, more than 80 bits of chance."""
    chance = secrets.randbits(96)
    letters = []
    for _ in range(ID_LENGTH):
        chance, place = divmod(chance, len(LETTERS))
        letters.append(LETTERS[place])
    return "".join(letters)


def looks_like_id(text: str) -> bool:
    """Whether `text` could name anything at all. A malformed id is answered exactly like a missing thing."""
    return len(text) == ID_LENGTH and all(letter in LETTERS for letter in text)
