"""Copying a database while it is at work, and putting a copy back: SQLite by itself, PostgreSQL by its own tools."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

KEYS = ("people_wrap",)  # wrapped keys: kept in a file apart
SHORT_LIVED = ("people_session", "people_signinlink", "withness_cache")  # a restore must sign nobody in
Rows = dict[str, list[list[Any]]]


class CannotCopy(Exception):
    """A tool is missing or said no; the sentence says which."""


def copy_database(to: Path) -> tuple[str, Rows]:
    """A copy of one moment in `to`, without wrapped keys and without what signs anybody in; its kind, and those keys."""
    if connection.vendor == "sqlite":
        return "sqlite", _copy_sqlite(Path(str(settings.DATABASES["default"]["NAME"])), to)
    keys = {table: _rows(table) for table in KEYS}
    left_out = [f"--exclude-table-data={table}" for table in (*KEYS, *SHORT_LIVED)]
    _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", *left_out, f"--file={to}", _name())
    return "postgresql", keys


def put_back_sqlite(copy: Path, keys: Rows) -> None:
    """Put the wrapped keys back into a copy. PostgreSQL: `put_back_postgresql`."""
    with closing(sqlite3.connect(copy)) as base, base:
        for table, rows in keys.items():
            for row in rows:
                base.execute(f"INSERT OR REPLACE INTO {table} VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608 -- our own names


def put_back_postgresql(copy: Path, keys: Rows, *, name: str = "") -> None:
    """Put a copy into an empty database."""
    _run("pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", f"--dbname={name or _name()}", str(copy))
    with connection.cursor() as cursor:
        for table, rows in keys.items() if not name else ():
            for row in rows:
                marks = ", ".join(["%s"] * len(row))
                cursor.execute(f"INSERT INTO {table} VALUES ({marks})", row)  # noqa: S608 -- our own names


def counts_of_sqlite(copy: Path) -> dict[str, int]:
    """How many rows each table of a copy holds. Raises `CannotCopy` when SQLite finds anything wrong with it."""
    with closing(sqlite3.connect(f"file:{copy}?mode=ro", uri=True)) as base:
        said = base.execute("PRAGMA integrity_check").fetchone()[0]
        if said != "ok":
            raise CannotCopy(f"SQLite says of the copy: {said}")
        if base.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise CannotCopy("In the copy something points at what is not there.")
        names = [row[0] for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return {name: base.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608 -- our own names


def look_at_postgresql(copy: Path) -> int:
    """Restore a dump into a database of its own, count the tables, and drop it. Raises `CannotCopy`."""
    trial = f"withness_look_{os.getpid()}"
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{trial}"')
    try:
        put_back_postgresql(copy, {}, name=_name(trial))
        said = _run("psql", "--no-psqlrc", "-tAc", "SELECT count(*) FROM django_migrations", _name(trial))
        return int(said.strip())
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{trial}"')


def is_empty() -> bool:
    """Whether the database of this house holds nothing yet."""
    return not connection.introspection.table_names()


def _copy_sqlite(source: Path, to: Path) -> Rows:
    with closing(sqlite3.connect(source, timeout=60)) as base:
        base.execute("VACUUM INTO ?", [str(to)])
    with closing(sqlite3.connect(to, isolation_level=None)) as base:
        here = {row[0] for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        keys = {table: [list(row) for row in base.execute(f"SELECT * FROM {table}")] for table in KEYS if table in here}  # noqa: S608 -- our own names
        for table in here & {*KEYS, *SHORT_LIVED}:
            base.execute(f"DELETE FROM {table}")  # noqa: S608 -- our own names
        base.execute("VACUUM")
    return keys


def _rows(table: str) -> list[list[Any]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 -- our own names
        found: Iterable[tuple[Any, ...]] = cursor.fetchall()
        return json.loads(json.dumps([list(row) for row in found], default=str))  # type: ignore[no-any-return]


def _name(other: str = "") -> str:
    """How PostgreSQL's own tools find the database; the password goes another way."""
    base = connection.settings_dict
    parts = {"host": base["HOST"], "port": base["PORT"], "user": base["USER"], "dbname": other or base["NAME"],
             **{key: str(value) for key, value in base["OPTIONS"].items() if key.startswith("ssl") or key == "host"}}  # fmt: skip
    return " ".join(f"{key}='{value!s}'" for key, value in parts.items() if value)


def _run(tool: str, *words: str) -> str:
    around = {**os.environ, "PGPASSWORD": str(connection.settings_dict["PASSWORD"] or "")}
    try:
        done = subprocess.run([tool, *words], capture_output=True, text=True, env=around, check=False)  # noqa: S603 -- our own words
    except FileNotFoundError:
        raise CannotCopy(f"{tool} is not on this machine: install your system's postgresql-client.") from None
    if done.returncode:
        raise CannotCopy(f"{tool} said: {done.stderr.strip()[-300:]}")
    return done.stdout
