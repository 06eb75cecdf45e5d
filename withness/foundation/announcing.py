"""Across or up: announce. A room says what happened; who cares is written on one page, `config/wiring.py`.

Reactions run at once, inside the caller's transaction, and write rows only: what one person was told is true for
everybody or for nobody. Mail and wake-ups leave after the commit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Model
from django.db.models.signals import post_delete

Happening = TypeVar("Happening")
_reactions: dict[type[Any], list[Callable[[Any], None]]] = defaultdict(list)


def react(to: type[Happening], do: Callable[[Happening], None]) -> None:
    """Ask that `do` runs whenever a happening of that type is announced. Asking twice changes nothing."""
    if do not in _reactions[to]:
        _reactions[to].append(do)


def announce(happening: object) -> None:
    """Tell everyone who asked. An error in a reaction is an error of the verb: both roll back together."""
    for do in _reactions[type(happening)]:
        do(happening)


def when_deleted(model: type[Model], do: Callable[[Model], None], *, name: str) -> None:
    """Have `do` hear of each row of `model` that is deleted, whichever verb did it: for the ledger of erasures only."""

    def heard(instance: Model, **_more: object) -> None:
        do(instance)

    post_delete.connect(heard, sender=model, weak=False, dispatch_uid=name)
