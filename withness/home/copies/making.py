"""Making a copy of the whole house: two sealed files for two places, and a look at them by restoring."""

from __future__ import annotations

import json
import os
import tarfile
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from withness.foundation import clock
from withness.foundation.erasures import FILE as LEDGER
from withness.home.copies.databases import CannotCopy, Rows, copy_database, counts_of_sqlite, look_at_postgresql
from withness.home.copies.sealing import Key, Opened, Sealing

BESIDE = ("helplines.json", LEDGER)  # of the data folder, where they are there
SECRETS = ("secret", "push-key.pem")
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Copy:
    """The two files of a copy: the house, and the keys that must not lie beside it."""

    house: Path
    keys: Path


def make_copy(folder: Path, key: Key, say: Say) -> Copy:
    """A copy of this moment in `folder`, looked at by opening it again. Raises `CannotCopy`; then no file is left."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = f"withness-{clock.now():%Y%m%d-%H%M%S}"
    made = Copy(folder / f"{name}.house", folder / f"{name}.keys")
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix=".making-") as bench:
            base = Path(bench) / "database"
            say("Copying the database as it is at this moment.")
            kind, keys = copy_database(base)
            counts = counts_of_sqlite(base) if kind == "sqlite" else {}
            _seal_house(made.house, key, base, {"kind": kind, "at": f"{clock.now():%Y-%m-%dT%H:%MZ}"}, say)
            _seal_keys(made.keys, key, keys)
            base.unlink()
            say("Opening the copy again, to see that it can be restored.")
            _look(made, key, Path(bench), kind, counts, say)
    except BaseException:
        for file in (made.house, made.keys):
            file.unlink(missing_ok=True)
        raise
    return made


def unpack(house: Path, key: Key, folder: Path) -> dict[str, str]:
    """Open the house of a copy into `folder`; answers what stands on it. Raises `CannotOpen`."""
    with house.open("rb") as sealed:
        opened = Opened(sealed, key)
        with tarfile.open(fileobj=opened, mode="r|") as box:
            for member in box:
                if member.name in {"database", *BESIDE} and member.isfile():
                    box.extract(member, folder, filter="data")
        while opened.read(2**16):  # to the very end: a copy that was cut off is noticed
            pass
    return opened.about


def open_keys(file: Path, key: Key) -> tuple[Rows, dict[str, str]]:
    """The wrapped keys, and the secrets of the house by file name. Raises `CannotOpen`."""
    with file.open("rb") as sealed:
        told = json.loads(Opened(sealed, key).read())
    return told["rows"], told["secrets"]


def _seal_house(to: Path, key: Key, base: Path, about: dict[str, str], say: Say) -> None:
    with _closed(to) as file, Sealing(file, key, {**about, "version": settings.VERSION}) as sealing:
        with tarfile.open(fileobj=sealing, mode="w|") as box:
            for name in BESIDE:
                if (Path(settings.DATA_DIR) / name).exists():
                    box.add(Path(settings.DATA_DIR) / name, arcname=name)
            box.add(base, arcname="database", filter=_nobodys)
        sealing.close()
        file.flush()
        os.fsync(file.fileno())
    say(f"Sealed {base.stat().st_size / 2**20:.1f} MB of database into {to.stat().st_size / 2**20:.1f} MB.")


def _seal_keys(to: Path, key: Key, rows: Rows) -> None:
    folder = Path(settings.DATA_DIR)
    secrets = {name: (folder / name).read_text() for name in SECRETS if (folder / name).exists()}
    with _closed(to) as file, Sealing(file, key, {"kind": "keys"}) as sealing:
        sealing.write(json.dumps({"rows": rows, "secrets": secrets}).encode())


def _look(made: Copy, key: Key, bench: Path, kind: str, counts: dict[str, int], say: Say) -> None:
    place = bench / "look"
    place.mkdir()
    unpack(made.house, key, place)
    open_keys(made.keys, key)
    if kind == "sqlite":
        if counts_of_sqlite(place / "database") != counts:
            raise CannotCopy("What came back is not what went in. Is the disk of this machine sound?")
        say(f"It can be restored: {sum(counts.values()):,} rows in {len(counts)} tables, as they were.")
    else:
        say(
            f"It can be restored: {look_at_postgresql(place / 'database')} steps of the database's own history came back."
        )


def _closed(to: Path):  # type: ignore[no-untyped-def]
    return os.fdopen(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _nobodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry
