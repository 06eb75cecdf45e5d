"""Looking after a SQLite file, on its one machine: what was erased leaves the write-ahead log too, and soon.

With `secure_delete` on, an erased word is gone from the table at once, but it stands in the log until a checkpoint has
emptied that. On PostgreSQL the server looks after itself.
"""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

from django.db import connection
from django.db.utils import OperationalError

EMPTY_LOG_EVERY = 20.0  # seconds
OPTIMIZE_EVERY = 6 * 3600.0
_POLITE = 150  # milliseconds we stand in the way of writers, at most


class Tidying:
    """Remembers when it last did what."""

    def __init__(self) -> None:
        self.emptied = self.optimized = time.monotonic()

    def tidy(self) -> None:
        """Do what is due. Cheap when nothing is."""
        if connection.vendor != "sqlite":
            return
        now = time.monotonic()
        if now - self.emptied >= EMPTY_LOG_EVERY:
            self.emptied = now
            empty_log()
        if now - self.optimized >= OPTIMIZE_EVERY:
            self.optimized = now
            with contextlib.suppress(OperationalError), connection.cursor() as cursor:
                cursor.execute("PRAGMA optimize")


def empty_log() -> bool:
    """Carry the write-ahead log into the database and cut it to nothing; False when readers were in the way."""
    log = Path(f"{connection.settings_dict['NAME']}-wal")
    try:
        if os.stat(log).st_size == 0:
            return True
    except FileNotFoundError:
        return True
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")  # most of the work, in nobody's way
        cursor.execute("PRAGMA busy_timeout")
        patience = int(cursor.fetchone()[0])
        try:
            cursor.execute(f"PRAGMA busy_timeout = {_POLITE}")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return bool(cursor.fetchone()[0] == 0)
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {patience}")
