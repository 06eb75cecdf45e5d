"""Taking everything along: one file with all that is kept about a person, for reading and for programs."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from withness.people.leaving import everything_about
from withness.people.models import Person

Render = Callable[[dict[str, Any]], str]


def pack_everything(person: Person, *, render: Render) -> bytes:
    """A ZIP with `everything.json` and, made of the same by `render`, `everything.html`. All rooms, as of now."""
    everything = plain(everything_about(person))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("everything.json", json.dumps(everything, ensure_ascii=False, indent=2))
        box.writestr("everything.html", render(everything))
    return packed.getvalue()


def plain(thing: Any) -> Any:
    """The same in what JSON knows: times as ISO text, everything strange as words."""
    if isinstance(thing, dict):
        return {str(name): plain(value) for name, value in thing.items()}
    if isinstance(thing, list | tuple | set):
        return [plain(value) for value in thing]
    if isinstance(thing, datetime | date | time):
        return thing.isoformat()
    return thing if thing is None or isinstance(thing, bool | int | float | str) else str(thing)
