"""What we ask of a database before a person's words may rest on it.

SQLite with `synchronous=NORMAL` lost acknowledged shares in 760 of 1,000 simulated power cuts, and PostgreSQL with
`synchronous_commit=off` in 12 of 12; with the settings asserted here none (docs/decisions/0003-durability.md).
"""

from __future__ import annotations

import contextlib
from typing import Any

from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper


class CarelessDatabase(Exception):
    """The database would lose words it had promised to keep, so we will not start on it."""


SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=FULL;"
    "PRAGMA secure_delete=ON;"
    "PRAGMA temp_store=MEMORY;"
    "PRAGMA journal_size_limit=16777216;"
    "PRAGMA cache_size=-8000;"
)
Must = dict[str, tuple[object, ...]]
_SQLITE_MUST: Must = {
    "journal_mode": ("wal", "memory"),
    "synchronous": (2,),
    "secure_delete": (1,),
    "foreign_keys": (1,),
}
_POSTGRES_MUST: Must = {
    "synchronous_commit": ("on", "remote_apply", "remote_write"),
    "fsync": ("on",),
    "full_page_writes": ("on",),
}


def check_connection(*, connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Refuse a connection that does not keep what it acknowledges. Raises `CarelessDatabase`."""
    wrong = careless_settings(connection)
    if wrong:
        raise CarelessDatabase("The database would not keep what it promised: " + "; ".join(wrong))


def careless_settings(connection: BaseDatabaseWrapper) -> list[str]:
    """A sentence for each setting that would lose words; an empty list is well."""
    must = _SQLITE_MUST if connection.vendor == "sqlite" else _POSTGRES_MUST
    ask = "PRAGMA {}" if connection.vendor == "sqlite" else "SHOW {}"
    wrong = []
    with connection.cursor() as cursor:
        for name, wanted in must.items():
            cursor.execute(ask.format(name))
            found = cursor.fetchone()[0]
            if found not in wanted:
                wrong.append(f"{name} is {found}, and must be {wanted[0]}")
    return wrong


def settle() -> None:
    """Have SQLite write what was erased over, and empty its log, now rather than some time later. Never fails the verb.

    `secure_delete` empties the pages; the log beside the database may hold what they said before. Somebody who is
    reading at this moment is not waited for: the log is then emptied when it is next full.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    with contextlib.suppress(DatabaseError), connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout=500")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            cursor.execute(f"PRAGMA busy_timeout={int(connection.settings_dict['OPTIONS'].get('timeout', 5)) * 1000}")
