"""A database with every table and no row, made once for one state of the migrations and copied from then on.

To climb all migrations takes some seven seconds of CPU, and every worker and every house in a test needs what comes of
it. The file lies in `.ready/`, named by everything that it comes of; whoever gets a copy still runs `migrate` or asks
whether there is something to migrate, so that a file that is behind is noticed and not believed.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHELF = ROOT / ".ready"
MEMORY = "/dev/shm"  # noqa: S108 -- a folder of our own is made in it
COMES_OF = ("requirements.lock", "config/settings.py", "withness/foundation/databases.py", "withness/*/migrations/*.py")


def in_memory() -> str | None:
    """A folder with no disk behind it, where there is one with room; None elsewhere, for where temporary files go."""
    return MEMORY if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > 2**30 else None


def copy_tables(to: Path) -> None:
    """Put an empty SQLite database with every table at `to`, readable for us alone."""
    to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copyfile(ready_tables(), to)
    to.chmod(0o600)


def ready_tables() -> Path:
    """The file to copy, made now where it is not there yet; a second process waits for the first."""
    SHELF.mkdir(exist_ok=True)
    file = SHELF / f"tables-{_state()}.sqlite3"
    with (SHELF / "lock").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        if not file.exists():
            for older in SHELF.glob("tables-*"):
                older.unlink()
            _make(file)
    return file


def _state() -> str:
    """One word for everything that the tables come of."""
    seen = hashlib.sha256(f"{sys.version} {sqlite3.sqlite_version}".encode())
    for pattern in COMES_OF:
        for path in sorted(ROOT.glob(pattern)):
            seen.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return seen.hexdigest()[:16]


def _make(file: Path) -> None:
    """Climb every migration from nothing, then bring the file to rest, so that a copy of it is whole."""
    ours = ("WITHNESS_", "DJANGO_", "PYTEST_", "DATABASE_URL", "REDIS_URL")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    with tempfile.TemporaryDirectory(prefix="withness-ready-") as folder:
        done = subprocess.run(
            [sys.executable, "-P", "manage.py", "migrate", "-v0"], cwd=ROOT, env=clean | {"WITHNESS_DATA": folder},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]
        made = Path(folder) / "withness.sqlite3"
        with sqlite3.connect(made) as settled:
            busy, *_ = settled.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        settled.close()
        assert not busy, "somebody else held the new database"
        shutil.copyfile(made, file.with_suffix(".new"))
    file.with_suffix(".new").replace(file)
