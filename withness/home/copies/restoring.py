"""Putting a copy back, and erasing again what was erased since: nothing that somebody let go of comes back."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection, connections

from withness.foundation.erasures import FILE as LEDGER
from withness.home.copies.databases import CannotCopy, counts_of_sqlite, is_empty, put_back_postgresql, put_back_sqlite
from withness.home.copies.making import BESIDE, SECRETS, Copy, Say, open_keys, unpack
from withness.home.copies.sealing import Key


def restore(copy: Copy, key: Key, ledgers: Sequence[Path], say: Say) -> None:
    """Put `copy` in the place of this house, when all of it could be opened and every erasure was done again.

    What was here before stays beside it (SQLite), or must be nothing (PostgreSQL). Raises `CannotCopy`, `CannotOpen`.
    """
    data = Path(settings.DATA_DIR)
    with tempfile.TemporaryDirectory(dir=data, prefix=".restoring-") as bench:
        place = Path(bench)
        place.chmod(0o700)
        say("Opening the copy.")
        about = unpack(copy.house, key, place)
        rows, secrets = open_keys(copy.keys, key)
        if about["kind"] != connection.vendor:
            raise CannotCopy(f"This copy is of {about['kind']}; DATABASE_URL names {connection.vendor}.")
        lines = _all_lines([*ledgers, data / LEDGER, place / LEDGER])
        (place / LEDGER).write_text("\n".join(sorted(lines)) + "\n" if lines else "")
        for name, words in secrets.items():
            (place / name).write_text(words)
            (place / name).chmod(0o600)
        if about["kind"] == "sqlite":
            _sqlite(place, data, rows, say)
        else:
            _postgresql(place, rows, say)
        for name in (*BESIDE, *SECRETS):
            if (place / name).exists():
                os.replace(place / name, data / name)
    say(f"Restored as it was at {about['at']}. Everybody signs in again. Now: withness doctor")


def _sqlite(place: Path, data: Path, rows: dict[str, list[list[object]]], say: Say) -> None:
    base = place / "database"
    put_back_sqlite(base, rows)
    say(f"{sum(counts_of_sqlite(base).values()):,} rows are sound.")
    base.rename(place / "withness.sqlite3")
    _erase_again(place, say, DATABASE_URL="")
    with closing(sqlite3.connect(place / "withness.sqlite3")) as restored:
        restored.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connections.close_all()
    now = Path(str(settings.DATABASES["default"]["NAME"]))
    for end in ("", "-wal", "-shm"):
        old = Path(f"{now}{end}")
        if old.exists():
            old.rename(data / f"before-restore.sqlite3{end}")
    os.replace(place / "withness.sqlite3", now)


def _postgresql(place: Path, rows: dict[str, list[list[object]]], say: Say) -> None:
    if not is_empty():
        raise CannotCopy("The database of DATABASE_URL is not empty. Restore into an empty one, then point to it.")
    put_back_postgresql(place / "database", rows)
    _erase_again(place, say)


def _erase_again(place: Path, say: Say, **more: str) -> None:
    """In a process of its own, which knows only the restored house."""
    around = {
        **os.environ,
        "WITHNESS_DATA": str(place),
        "WITHNESS_RUN": str(place / "run"),
        "WITHNESS_DEMO": "no",
        **more,
    }
    around = {name: value for name, value in around.items() if value}
    words = [sys.executable, "-m", "withness", "restore", "--erase-again"]
    done = subprocess.run(words, env=around, capture_output=True, text=True, check=False)  # noqa: S603 -- our own words
    if done.returncode:
        raise CannotCopy(
            f"What was erased could not be erased again, so nothing was restored: {done.stderr.strip()[-300:]}"
        )
    say(done.stdout.strip())


def _all_lines(places: Sequence[Path]) -> set[str]:
    return {line for place in places if place.exists() for line in place.read_text().split("\n") if line}
