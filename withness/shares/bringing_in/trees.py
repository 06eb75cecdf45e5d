"""What the JSON of forums has in common: topics with posts, whichever way they are wrapped."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from withness.shares.bringing_in.rows import MOST, Unreadable

Told = dict[str, Any]


def read_json(body: bytes) -> Any:
    """Raises `Unreadable`."""
    try:
        return msgspec.json.decode(body.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        raise Unreadable("This file is not JSON that can be read to its end. Nothing was changed.") from None


def listed(value: Any) -> list[Told]:
    """The objects in a list, or in an object by whose keys they are called. A key that begins with `_` loses that."""
    found = value if isinstance(value, list) else list(value.values()) if isinstance(value, dict) else []
    if len(found) > MOST:
        raise Unreadable(f"This file has more than {MOST} pieces. Cut it into several.")
    return [{key.lstrip("_"): one[key] for key in sorted(one)} for one in found if isinstance(one, dict)]


def said(one: Any, *names: str) -> str:
    """The first of these fields that has something in it, as text."""
    for name in names:
        value = one.get(name) if isinstance(one, dict) else None
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return str(value).strip()
    return ""


def whole_number(value: Any) -> int:
    """A number that orders posts; nothing counts as 0."""
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def by_name(topics: Any, name: str) -> Iterator[Told]:
    """Topics in a list, beneath `topics`, or one by itself (known by its field `name`)."""
    if isinstance(topics, dict) and name not in topics:
        for key in ("topics", "topic", "response"):
            if key in topics:
                yield from by_name(topics[key], name)
                return
        yield from listed(topics)
    elif isinstance(topics, dict):
        yield from listed([topics])
    else:
        yield from listed(topics)
