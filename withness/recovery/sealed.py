"""What stands in an entry: sealed for one row and one key, so that it cannot be moved, swapped or read elsewhere."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from withness.people.keyring import OpenKey
from withness.recovery.models import Entry


@dataclass(frozen=True, slots=True)
class Leaf:
    """An entry, open: for the time of one request, and never kept so."""

    id: str
    kind: str
    on: date
    told: Mapping[str, Any]


def seal_into(entry: Entry, told: Mapping[str, Any], *, key: OpenKey) -> Entry:
    """Put `told` into the entry, sealed. Does not save it."""
    entry.sealed = key.seal(json.dumps(told, ensure_ascii=False), row=_row(entry))
    return entry


def unsealed(entry: Entry, *, key: OpenKey) -> Leaf | None:
    """The entry, open; nothing when it was sealed with a key that is gone."""
    try:
        return Leaf(entry.id, entry.kind, entry.on, json.loads(key.unseal(entry.sealed, row=_row(entry))))
    except ValueError:
        return None


def _row(entry: Entry) -> str:
    return f"recovery.entry:{entry.id}:{entry.kind}"
