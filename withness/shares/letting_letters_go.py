"""Emptying SQLite's index of words that were taken back. PostgreSQL does so by itself, when it tidies.

The index keeps deleted words in its old leaves until they are merged with newer ones. Merging all of them rewrites the
index, so the worker does it a little at a time and holds up nobody who writes.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import connection, transaction

from withness.foundation import clock
from withness.foundation.databases import settle
from withness.foundation.models import Timer
from withness.foundation.timers import set_timer

LET_LETTERS_GO = "let_letters_go"
LEAVES_AT_ONCE = 200  # some fifty milliseconds
GATHER = timedelta(minutes=10)  # what is taken back in this time goes in one merging
NOTHING_LEFT = 2  # SQLite's own sign: a step that changed fewer rows found nothing to merge


def let_letters_go_soon() -> None:
    """Somebody took words back: empty the index within ten minutes."""
    if not Timer.objects.filter(kind=LET_LETTERS_GO).exists():
        _have_it_done(GATHER)


def let_letters_go_now() -> None:
    """Somebody left for good: empty the index as soon as the worker is free."""
    _have_it_done(timedelta(0))


def let_letters_go(timer: Timer) -> None:
    """One step. The first marks all leaves for merging; further ones merge until nothing is left to be merged."""
    begun = bool(timer.ids.get("begun"))
    with connection.cursor() as cursor:
        wrapped: Any = connection.connection
        before = wrapped.total_changes
        leaves = LEAVES_AT_ONCE if begun else -LEAVES_AT_ONCE
        cursor.execute("INSERT INTO shares_findable_fts(shares_findable_fts, rank) VALUES ('merge', %s)", [leaves])
        changed = wrapped.total_changes - before
    if changed < NOTHING_LEFT:
        transaction.on_commit(settle)
    else:
        _have_it_done(timedelta(0), begun=True)


def _have_it_done(later: timedelta, **ids: bool) -> None:
    if connection.vendor == "sqlite":
        set_timer(kind=LET_LETTERS_GO, about="search", due_at=clock.now() + later, **ids)
