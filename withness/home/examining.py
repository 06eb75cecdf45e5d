"""What `withness doctor` looks at. Each look answers with a sentence, and whether somebody has to do something."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.mail import get_connection
from django.db import DatabaseError, connection

from config.refusing import reasons_to_refuse
from withness.foundation import clock
from withness.foundation.databases import CarelessDatabase, careless_settings
from withness.foundation.housekeeping import CHORE
from withness.foundation.models import Event, HouseNote, Timer
from withness.foundation.serving.worker import BREATH
from withness.home.preparing import pending_steps

LEAST_DISK = 500 * 2**20  # bytes; below this an export or a busy week could fill the disk
WORKER_BREATHES = timedelta(minutes=2)
OVERDUE = timedelta(minutes=10)
CLOCK_MAY_DIFFER = timedelta(minutes=2)
OLD_BACKUP = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Finding:
    """What was seen, in a sentence; `well` when nobody has to do anything."""

    well: bool
    sentence: str


def examine() -> list[Finding]:
    """Look at everything. What needs the database is left out when it does not answer."""
    found = [*_settings(), *_folder(), _disk()]
    database = _database()
    found += database
    if all(finding.well for finding in database):
        found += [finding for look in _LOOKS for finding in look()]
    return [*found, *_mail(), *_redis()]


def examine_quickly() -> list[Finding]:
    """As `examine`, for a page: nobody elsewhere is asked, so it answers at once."""
    found = [*_settings(), *_folder(), _disk()]
    database = _database()
    return found + database + ([one for look in _LOOKS for one in look()] if all(f.well for f in database) else [])


def _settings() -> list[Finding]:
    return [Finding(False, reason) for reason in reasons_to_refuse(settings)] or [
        Finding(True, "The settings are safe.")
    ]


def _folder() -> list[Finding]:
    folder = Path(settings.DATA_DIR)
    trial = folder / "run" / "doctor"
    try:
        trial.parent.mkdir(mode=0o700, exist_ok=True)
        trial.write_text("")
        trial.unlink()
    except OSError as no:
        return [Finding(False, f"The data folder {folder} cannot be written to: {no.strerror}.")]
    return [Finding(True, f"The data folder is {folder}.")]


def _disk() -> Finding:
    free = shutil.disk_usage(settings.DATA_DIR).free
    words = f"{free / 2**30:.1f} GB of disk are free"
    return Finding(free >= LEAST_DISK, f"{words}." if free >= LEAST_DISK else f"Only {words}: make room soon.")


def _database() -> list[Finding]:
    try:
        careless = careless_settings(connection)
    except CarelessDatabase as no:
        return [Finding(False, f"{no}.")]
    except DatabaseError:
        return [Finding(False, "The database does not answer. Is it running, and is DATABASE_URL right?")]
    if careless:
        return [Finding(False, f"The database would lose words: {sentence}.") for sentence in careless]
    name = "SQLite" if connection.vendor == "sqlite" else "PostgreSQL"
    return [Finding(True, f"{name} keeps what it promises.")]


def _migrations() -> list[Finding]:
    steps = pending_steps()
    if steps:
        return [Finding(False, f"The database is {len(steps)} steps behind this version: withness migrate")]
    return [Finding(True, "The database is up to date.")]


def _clock() -> list[Finding]:
    now = clock.now()
    newest = Event.objects.order_by("-at").values_list("at", flat=True).first()
    if now.year < 2026:
        return [Finding(False, f"The clock of this machine says {now:%d %B %Y}. Set it right.")]
    if newest and newest - now > CLOCK_MAY_DIFFER:
        return [Finding(False, f"The clock has gone back: something here happened at {newest:%d %B %Y %H:%M} UTC.")]
    theirs = _database_clock()
    if theirs and abs(theirs - now) > CLOCK_MAY_DIFFER:
        return [Finding(False, "The clocks of this machine and of the database are minutes apart. Set them right.")]
    return [Finding(True, "The clock is right, as far as can be seen from here.")]


def _database_clock() -> datetime | None:
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        found: datetime = cursor.fetchone()[0]
        return found


def _worker() -> list[Finding]:
    now = clock.now()
    breath = HouseNote.objects.filter(name=BREATH).values_list("at", flat=True).first()
    overdue = Timer.objects.filter(due_at__lt=now - OVERDUE).exclude(kind=CHORE).count()
    if overdue:
        return [Finding(False, f"{_things(overdue)} overdue: the worker is not keeping up. Is withness serve running?")]
    if is_served() and (breath is None or now - breath > WORKER_BREATHES):
        return [Finding(False, "Pages are served, but the worker does not breathe. Start withness serve again.")]
    if breath is None or now - breath > WORKER_BREATHES:
        return [Finding(True, "Nothing is served at the moment, and nothing is waiting to be done.")]
    return [Finding(True, "The worker is at work.")]


def _stuck() -> list[Finding]:
    stuck = list(Timer.objects.filter(tries__gt=3).values_list("kind", flat=True))
    kinds = ", ".join(sorted(set(stuck)))
    return [Finding(False, f"{_things(len(stuck))} failing again and again ({kinds}).")] if stuck else []


def _things(count: int) -> str:
    return "One thing is" if count == 1 else f"{count} things are"


def is_served() -> bool:
    """Whether somebody answers where this house would."""
    try:
        with socket.create_connection((settings.HOST, settings.PORT), timeout=1):
            return True
    except OSError:
        return False


def _mail() -> list[Finding]:
    if not settings.MAIL_OFFERED:
        return [Finding(True, "No mail server is set, so no e-mail is offered.")]
    try:
        post = get_connection(timeout=10)
        post.open()
        post.close()
    except Exception as no:  # the many ways in which a mail server says no
        return [Finding(False, f"The mail server does not let us in ({type(no).__name__}). Look at WITHNESS_MAIL.")]
    return [Finding(True, "The mail server lets us in.")]


def _redis() -> list[Finding]:
    if not settings.REDIS_URL:
        return []
    import redis

    from withness.foundation.redis import client

    try:
        client().ping()
    except redis.RedisError:
        return [Finding(False, "REDIS_URL does not answer. Nothing is lost; wake-ups take up to a second longer.")]
    return [Finding(True, "Redis answers.")]


def _backup() -> list[Finding]:
    """A demo needs none; real people's words do, and a copy that is a fortnight old is not one."""
    from withness.people.models import Person

    if not Person.objects.filter(is_demo=False).exists():
        return []
    last = HouseNote.objects.filter(name="backup").values_list("at", flat=True).first()
    if last is None:
        return [Finding(False, "There is no backup yet: withness backup")]
    words = f"The last backup was made on {last:%d %B %Y}"
    return [
        Finding(
            clock.now() - last < OLD_BACKUP,
            f"{words}." if clock.now() - last < OLD_BACKUP else f"{words}: withness backup",
        )
    ]


def _pushes() -> list[Finding]:
    from withness.notices.vapid import public_key

    try:
        public_key()
    except (OSError, ValueError, TypeError):
        return [Finding(False, "The key for waking devices cannot be read: look at push-key.pem in the data folder.")]
    return [Finding(True, "Devices can be woken.")]


_LOOKS: tuple[Callable[[], list[Finding]], ...] = (_migrations, _clock, _worker, _stuck, _backup, _pushes)
