"""Counters for `/metrics`: how often something happened, and nothing else. A counter that cannot be kept stops nobody."""

from __future__ import annotations

import contextlib

from django.db import Error, transaction
from django.db.models import F

from withness.foundation.models import Tally


def count(name: str) -> None:
    """One more of `name`, after whatever is being kept has been kept. Never raises: help must not wait for a number."""
    transaction.on_commit(lambda: _add(name), robust=True)


def counters() -> dict[str, int]:
    """All of them, by name."""
    return dict(Tally.objects.order_by("name").values_list("name", "times"))


def _add(name: str) -> None:
    with contextlib.suppress(Error), transaction.atomic():
        if not Tally.objects.filter(name=name).update(times=F("times") + 1):
            Tally.objects.create(name=name, times=1)
