"""The data folder: made on first start, readable by its owner only, with a secret of its own."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
import tempfile
from pathlib import Path

from config.environment import BadSetting

MARK = "withness.txt"
MARK_SAYS = "Withness keeps what belongs to this community here. Keep this folder closed to others.\n"
MOST_BESIDE = 8  # a log or a settings file may lie beside ours; a folder with more in it is meant for something else
_made_for_now = secrets.token_urlsafe(48)


def default_data_folder(root: Path) -> str:
    """`data/` in a checkout; outside one (installed as a wheel) the usual place for a user's data."""
    if (root / "pyproject.toml").exists():
        return str(root / "data")
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return str(Path(base) / "withness")


def read_secret(folder: Path) -> str:
    """The kept secret; before there is one, a secret for this process alone (nothing may be signed to last with it)."""
    try:
        return (folder / "secret").read_text().strip() or _made_for_now
    except (FileNotFoundError, NotADirectoryError):
        return _made_for_now
    except OSError as no:
        raise BadSetting(f"The secret in {folder} cannot be read: {no.strerror}.") from None


def make_data_folder(folder: Path, run: Path, *, needs_secret: bool = True) -> str:
    """Make the folder, the place for sockets, and the secret unless one is there; answers the secret that is kept.

    A folder of one's own is closed to others the first time. Raises `BadSetting` for a folder that is somebody else's.
    """
    try:
        refuse_foreign_folder(folder)
        for place in (folder, run):
            place.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not (place / MARK).exists():
                place.chmod(0o700)
                (place / MARK).write_text(MARK_SAYS)
        return _keep_secret(folder) if needs_secret else ""
    except OSError as no:
        raise BadSetting(f"The data folder {folder} cannot be used: {no.strerror}.") from None


def refuse_foreign_folder(folder: Path) -> None:
    """Raises `BadSetting` for a folder in which others keep something: we would close it to them, and mix with theirs."""
    if folder.exists() and not folder.is_dir():
        raise BadSetting(f"WITHNESS_DATA must name a folder, and {folder} is a file.")
    held = {path.name for path in folder.iterdir()} if folder.exists() else set()
    if not held or held & {MARK, "withness.sqlite3"}:
        return
    state = folder.stat()
    others = state.st_uid != os.geteuid() or bool(state.st_mode & stat.S_IWOTH)
    if others or len(held) > MOST_BESIDE or len(folder.resolve().parts) <= 2 or folder.resolve() == Path.home():
        raise BadSetting(f"{folder} holds other things; give Withness a folder of its own in WITHNESS_DATA.")


def open_to_others(place: Path) -> bool:
    """Whether anybody but its owner may look into a file or a folder."""
    try:
        return bool(stat.S_IMODE(place.stat().st_mode) & 0o077)
    except OSError:
        return False


def _keep_secret(folder: Path) -> str:
    """Whole or not at all, and the first of two who start at once wins."""
    kept = folder / "secret"
    if not kept.exists():
        handle, fresh = tempfile.mkstemp(dir=folder, prefix="secret-")
        with os.fdopen(handle, "w") as file:
            file.write(_made_for_now + "\n")
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(fresh, kept)
        Path(fresh).unlink()
    return kept.read_text().strip()
