"""The ledger of erasures: what was let go of for good, so that an older copy of the house can be told of it.

It lies beside the database and not in it, since it must outlive what a restore puts back. A line holds a kind and a
hash, no id and no time of day: whoever finds it learns how much was erased, and of whom or what nothing.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import Model

from withness.foundation.announcing import when_deleted

FILE = "erasures"
Again = Callable[[str], None]
_kinds: dict[str, tuple[Callable[[], Iterable[str]], Again]] = {}


def note(kind: str, name: str) -> None:
    """Something is erased for good: written down when the transaction is, and kept however the machine ends."""
    line = _line(kind, name)
    transaction.on_commit(lambda: _write(line))


def replays(kind: str, *, names: Callable[[], Iterable[str]], again: Again) -> None:
    """How a kind is looked for in a restored house, and erased again. For the wiring."""
    _kinds[kind] = (names, again)


def watch(label: str) -> None:
    """Every deleted row of that model is noted, and deleted again after a restore. For the wiring."""
    model: type[Model] = apps.get_model(label)
    rows = model._default_manager

    when_deleted(model, lambda row: note(label, str(row.pk)), name=f"erasures:{label}")
    replays(
        label,
        names=lambda: (str(pk) for pk in rows.values_list("pk", flat=True)),
        again=lambda name: rows.filter(pk=name).delete() and None,
    )


def replay(lines: Iterable[str]) -> int:
    """Erase again whatever of `lines` is here; answers how many things that were."""
    ledger, count = set(lines), 0
    for kind, (names, again) in _kinds.items():
        for name in [name for name in names() if _line(kind, name) in ledger]:
            again(name)
            count += 1
    return count


def read_ledger(place: Path) -> list[str]:
    """The lines of one ledger; none where there is none."""
    return place.read_text().split("\n") if place.exists() else []


def ledger_file() -> Path:
    """Where this house keeps its own."""
    return Path(settings.DATA_DIR) / FILE


def _line(kind: str, name: str) -> str:
    return f"{kind} {hashlib.sha256(f'{kind}:{name}'.encode()).hexdigest()}"


def _write(line: str) -> None:
    handle = os.open(ledger_file(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(handle, f"{line}\n".encode())
        os.fsync(handle)
    finally:
        os.close(handle)
