"""Numbers as a form or an address sends them: whatever anybody may write there, an answer and never a fault."""

from __future__ import annotations

BIGGEST = 10**18 - 1  # what every database here keeps


def whole(text: str | None, *, least: int = 0, most: int = BIGGEST) -> int | None:
    """The whole number that stands in `text`, with space around it or none; nothing for anything else.

    Only the digits 0 to 9 count: “²” is a digit to Python, and no number. `least` and `most` are still within.
    """
    plain = (text or "").strip()
    if not (plain.isascii() and plain.isdigit() and len(plain) <= len(str(BIGGEST))):
        return None
    number = int(plain)
    return number if least <= number <= most else None


def signed(text: str | None) -> int | None:
    """As `whole`, also below nothing: “-12”."""
    plain = (text or "").strip()
    number = whole(plain.removeprefix("-")) if plain[1:2] != " " else None
    return number if number is None or not plain.startswith("-") else -number
