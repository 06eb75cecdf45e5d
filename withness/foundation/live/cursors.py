"""Where a listener stands in each of its streams, as text a client hands back to us: `group:G=41;me=7`."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST = 4096
_MOST_DIGITS = 18


def write(places: Iterable[tuple[str, int]]) -> bytes:
    """The cursor that says: everything up to these numbers has been heard."""
    return ";".join(f"{name}={seq}" for name, seq in places).encode()


def read(text: str) -> dict[str, int] | None:
    """The numbers in a cursor; None when it is not one of ours."""
    if len(text) > LONGEST:
        return None
    found: dict[str, int] = {}
    for part in text.split(";"):
        name, mark, number = part.rpartition("=")
        if not (name and mark and number.isascii() and number.isdigit() and len(number) <= _MOST_DIGITS):
            return None
        found[name] = int(number)
    return found
