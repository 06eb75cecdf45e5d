"""Hearing hints, from wherever they come. Every one of these may fail; the sweep once a second does not."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from django.conf import settings
from django.db import connection

from withness.foundation.boxes import Box
from withness.foundation.live.company import Company
from withness.foundation.live.desk import Desk
from withness.foundation.wakeups import CHANNEL

log = logging.getLogger("withness.live")
AGAIN = 5.0  # seconds before a broken ear is tried again
_OF_PSYCOPG = ("dbname", "user", "password", "host", "port", "sslmode", "sslrootcert", "sslcert", "sslkey", "options")


def listen_to_box(desk: Desk, company: Company, box: Box) -> None:
    """Hints from this machine."""

    def look() -> None:
        hints, perhaps_more = box.take()
        for stream in hints:
            company.hint(stream)
        if perhaps_more:
            company.hint_everything()

    desk.loop.add_reader(box.socket.fileno(), look)


def listen_to_other_machines(desk: Desk, company: Company) -> None:
    """Hints that come by way of Redis, or of PostgreSQL."""
    if settings.REDIS_URL:
        desk.run(_for_ever(company, _hear_redis))
    elif connection.vendor == "postgresql" and settings.WAKE_BY_NOTIFY:
        desk.run(_for_ever(company, _hear_postgres))


async def _for_ever(company: Company, hear: Callable[[Company], Awaitable[None]]) -> None:
    while True:
        try:
            await hear(company)
        except Exception as trouble:
            log.warning("ear_broke", extra={"trouble": type(trouble).__name__})
        await asyncio.sleep(AGAIN)


async def _hear_postgres(company: Company) -> None:
    from psycopg import AsyncConnection

    known = connection.get_connection_params()
    params = {name: known[name] for name in _OF_PSYCOPG if known.get(name)}
    async with await AsyncConnection.connect(**params, autocommit=True) as ear:
        await ear.execute(f"LISTEN {CHANNEL}")
        company.hint_everything()
        async for hint in ear.notifies():
            company.hint(hint.payload)


async def _hear_redis(company: Company) -> None:
    from redis.asyncio import Redis

    async with Redis.from_url(settings.REDIS_URL, health_check_interval=30) as client, client.pubsub() as ear:
        await ear.subscribe(CHANNEL)
        company.hint_everything()
        async for hint in ear.listen():
            if hint["type"] == "message":
                company.hint(hint["data"].decode())
