"""How a calendar file is written: escaped, folded at 75 octets, with CRLF."""

from __future__ import annotations

from datetime import UTC, datetime

LONGEST = 75  # octets


def escaped(words: str) -> str:
    """Words as a TEXT value."""
    words = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return words.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def in_utc(at: datetime) -> str:
    """`20260303T190000Z`."""
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def on_wall(at: datetime) -> str:
    """`20260303T190000`, without a zone."""
    return at.strftime("%Y%m%dT%H%M%S")


def bound(lines: list[str]) -> bytes:
    """The file itself."""
    return b"".join(_folded(line) for line in lines)


def _folded(line: str) -> bytes:
    rest, pieces, room = line.encode(), [], LONGEST
    while len(rest) > room:
        cut = room
        while rest[cut] & 0xC0 == 0x80:  # not inside a letter
            cut -= 1
        pieces.append(rest[:cut])
        rest, room = rest[cut:], LONGEST - 1
    return b"\r\n ".join([*pieces, rest]) + b"\r\n"
