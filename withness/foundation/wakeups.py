"""Hints that a stream has grown, or that a timer is due. Losing every one of them costs a second, never an event.

Within one machine a few bytes go into the box of each live process; on PostgreSQL `NOTIFY` reaches other machines too;
with `REDIS_URL` a publish does the same for large fleets. Every live process and every worker also looks by itself once
a second.
"""

from __future__ import annotations

import contextlib

from django.conf import settings
from django.db import connection

from withness.foundation import boxes

CHANNEL = "withness_wake"
LIVE, WORKER = "live", "worker"


def wake(stream: str) -> None:
    """Say that `stream` has grown: after the commit, and without ever failing the verb that did it."""
    boxes.drop(LIVE, stream)
    if settings.REDIS_URL:
        _tell_redis(stream)
    elif connection.vendor == "postgresql" and settings.WAKE_BY_NOTIFY:
        _tell_postgres(stream)


def nudge_worker() -> None:
    """Say that a timer falls due now. Only on this machine: a worker elsewhere looks once a second."""
    boxes.drop(WORKER, "")


def _tell_postgres(stream: str) -> None:
    with contextlib.suppress(Exception), connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, stream])


def _tell_redis(stream: str) -> None:
    from withness.foundation.redis import publish

    publish(CHANNEL, stream)
