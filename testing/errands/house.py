"""Errands about the house itself: its streams, timers and rows, and every page it has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def events(stream: str, count: int = 1, kind: str = "presence", by: str = "") -> int:
    """Things happen in a stream, each in a transaction of its own; answers the last number."""
    from django.db import transaction

    from withness.foundation.events import record

    last = 0
    for _ in range(count):
        with transaction.atomic():
            last = record(stream=stream, kind=kind, by=by, share="23456789bcdfghjkm")
    return last


def told(stream: str) -> list[list[Any]]:
    """All that a stream holds: number, kind, by whom."""
    from withness.foundation.events import since

    return [[event.seq, event.kind, event.by] for event in since(stream, 0, most=100_000)]


def remind(kind: str, about: str, seconds: float = 0) -> None:
    """Set a timer."""
    from datetime import timedelta

    from withness.foundation import clock
    from withness.foundation.timers import set_timer

    set_timer(kind=kind, about=about, due_at=clock.now() + timedelta(seconds=seconds))


def letters(count: int) -> None:
    """So many letters wait to be carried."""
    from django.db import transaction

    from withness.foundation.mail import send_letter

    with transaction.atomic():
        for number in range(count):
            send_letter(to=f"somebody{number}@example.org", subject="Something is waiting", words="Come and see.")


def rows(sql: str) -> list[list[Any]]:
    """What a query finds, as text where JSON has no word for it."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql)
        found = cursor.fetchall() if cursor.description else []
    return [[value if isinstance(value, int | float | str | None) else str(value) for value in row] for row in found]


def furnish() -> dict[str, Any]:
    """The demo, with something in every room."""
    from testing.proving.furnishing import furnish_everything

    return furnish_everything()


def pages(who: list[str]) -> dict[str, Any]:
    """For each of these people of the demo (and for nobody, the empty name): which address shows them a page, and what none
    of them was shown.
    """
    from django.urls import get_resolver

    from testing.proving.addresses import _pages
    from testing.proving.every_address import pages_for
    from withness.people.models import Person

    seen = {name: pages_for(Person.objects.get(nickname=name) if name else None) for name in who}
    return {"seen": seen, "unseen": sorted(set(_pages(get_resolver(), "/")) - set().union(*seen.values()))}


ALL: tuple[Callable[..., Any], ...] = (events, told, remind, letters, rows, furnish, pages)
