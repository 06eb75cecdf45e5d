"""Making the house ready: its folder, its database, its styles. Every command begins here, on an empty folder too."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from config.environment import BadSetting, unknown_names

if TYPE_CHECKING:
    from django.conf import LazySettings


def read_settings() -> LazySettings:
    """The settings, as they are in the environment. Raises `BadSetting` when one cannot be understood."""
    from django.conf import settings

    if not settings.configured:
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    _ = settings.DATA_DIR  # here they are read
    for sentence in unknown_names():
        raise BadSetting(sentence)
    return settings


def open_house() -> None:
    """Read the settings, make the data folder if there is none, and wake the rooms. Raises `BadSetting`."""
    from django.apps import apps

    settings = read_settings()
    os.umask(0o077)
    if not apps.ready:
        _keep_house(Path(settings.DATA_DIR))
        import django

        django.setup()


def make_ready() -> int:
    """As `open_house`, with the database brought up to date; answers how many steps that took."""
    open_house()
    from withness.notices.vapid import make_push_key

    make_push_key()
    return migrate()


def begin() -> None:
    """Make the database where nothing has ever been; one that is there stays as it is."""
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    if not MigrationRecorder(connection).applied_migrations():
        migrate()


def pending_steps() -> list[str]:
    """The migrations that this version knows and the database has not seen."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{step.app_label} {step.name}" for step, _backwards in plan]


def migrate() -> int:
    """Bring the database up to date, one process at a time. Raises `BadSetting` when it is from a later version."""
    from django.core.management import call_command

    with _alone():
        _refuse_the_future()
        steps = pending_steps()
        if steps:
            call_command("migrate", verbosity=0, interactive=False)
    return len(steps)


def collect_styles() -> bool:
    """Gather styles, scripts and pictures into the data folder when a file or the version changed; True if it did."""
    from django.conf import settings
    from django.core.management import call_command

    stamp = Path(settings.DATA_DIR) / "static.stamp"
    with _alone():
        fresh = _print_of_styles()
        if stamp.exists() and stamp.read_text() == fresh and Path(settings.STATIC_ROOT).exists():
            return False
        call_command("collectstatic", verbosity=0, interactive=False)
        stamp.write_text(fresh)
    return True


def _keep_house(data: Path) -> None:
    """The folder and its secret; another process that starts at the same moment may have made the secret first."""
    from django.conf import settings

    from config.keeping import make_data_folder

    kept = make_data_folder(data, Path(settings.RUN_DIR), needs_secret=not os.environ.get("WITHNESS_SECRET"))
    if kept and kept != settings.SECRET_KEY:
        settings.SECRET_KEY = kept


def _refuse_the_future() -> None:
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    here = dict(loader.disk_migrations or {})
    replaced = {tuple(step) for migration in here.values() for step in migration.replaces}
    rooms = {label for label, _name in here}
    if any(step[0] in rooms and step not in here and step not in replaced for step in loader.applied_migrations):
        raise BadSetting(
            "This data was written by a later version of Withness. Install that version, then start again."
        )


def _print_of_styles() -> str:
    """A fingerprint of every file that would be gathered: its name, size and time."""
    from django.contrib.staticfiles.finders import get_finders

    from withness import __version__

    found = hashlib.sha256(__version__.encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            state = os.stat(storage.path(path))
            found.update(f"{path} {state.st_size} {state.st_mtime_ns}\n".encode())
    return found.hexdigest()


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """One process of this data folder at a time; on PostgreSQL one of all machines. Falls with its holder."""
    from django.conf import settings
    from django.db import connection

    door = os.open(settings.DATA_DIR, os.O_RDONLY)
    try:
        fcntl.flock(door, fcntl.LOCK_EX)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_lock(%s)", [0x77697468])
        yield
    finally:
        if connection.vendor == "postgresql" and connection.connection is not None:
            with contextlib.suppress(Exception), connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [0x77697468])
        os.close(door)
