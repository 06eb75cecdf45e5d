"""How the house stands, for programs that watch it: alive, ready, and a page of numbers. Never a word of anybody's."""

from __future__ import annotations

import hmac
import os
from collections.abc import Iterator

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest

from withness.foundation import clock
from withness.foundation.counting import counters
from withness.foundation.models import HouseNote, Letterbox, Timer
from withness.foundation.serving.worker import BREATH
from withness.home.preparing import pending_steps
from withness.people.asking import asked_from_here


def may_read_numbers(request: HttpRequest) -> bool:
    """Who asks from this machine, by its own name and not through a proxy; or with the token of the settings."""
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if settings.METRICS_TOKEN and hmac.compare_digest(token.encode(), settings.METRICS_TOKEN.encode()):
        return True
    return asked_from_here(request)


def not_ready() -> str:
    """Why pages cannot be served yet, in a few words; empty when they can."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return "the database has not been brought up to date" if pending_steps() else ""
    except DatabaseError:
        return "the database does not answer"


def numbers() -> str:
    """The page of numbers, in the text format that Prometheus reads (version 0.0.4)."""
    return "".join(f"# HELP {name} {about}\n# TYPE {name} {kind}\n{lines}" for name, about, kind, lines in _metrics())


def _metrics() -> Iterator[tuple[str, str, str, str]]:
    now = clock.now()
    due = Timer.objects.filter(due_at__lte=now, taken_until=None)
    oldest = due.order_by("due_at").values_list("due_at", flat=True).first()
    breath = HouseNote.objects.filter(name=BREATH).values_list("at", flat=True).first()
    for name, about, value in (
        ("withness_up", "Pages are served.", 1),
        ("withness_timers_due", "Things to do that are due and that no worker has taken.", due.count()),
        (
            "withness_timers_lag_seconds",
            "How long the oldest of them waits.",
            (now - oldest).total_seconds() if oldest else 0,
        ),
        (
            "withness_timers_failing",
            "Things that failed more than three times.",
            Timer.objects.filter(tries__gt=3).count(),
        ),
        ("withness_letters_waiting", "Letters that have not left yet.", Letterbox.objects.count()),
        (
            "withness_worker_seconds",
            "Since the worker was last heard of.",
            (now - breath).total_seconds() if breath else -1,
        ),
        ("withness_database_bytes", "Size of the database file; 0 on PostgreSQL.", _database_bytes()),
    ):
        yield name, about, "gauge", f"{name} {value}\n"
    lines = "".join(f'withness_things_total{{what="{what}"}} {times}\n' for what, times in counters().items())
    yield "withness_things_total", "How often something happened.", "counter", lines
    version = f'withness_version_info{{version="{settings.VERSION}"}} 1\n'
    yield "withness_version_info", "Which version runs.", "gauge", version


def _database_bytes() -> int:
    if connection.vendor != "sqlite":
        return 0
    name = str(connection.settings_dict["NAME"])
    return sum(os.path.getsize(f"{name}{end}") for end in ("", "-wal") if os.path.exists(f"{name}{end}"))
