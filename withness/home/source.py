"""The source of the very version that runs here, as the licence promises to everybody who uses it."""

from __future__ import annotations

import gzip
import io
import tarfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from django.conf import settings

# Named one by one, so that nothing that merely lies beside them (a data folder, a secret) is ever handed out.
FOLDERS = ("withness", "config", "look", "bin", "docs", "testing", "bench")
PAGES = (
    "README.md", "STYLE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "LICENSE", "pyproject.toml",
    "requirements.lock", "requirements-dev.lock", "manage.py", "conftest.py",
)  # fmt: skip


def archive_name() -> str:
    """What the download is called."""
    return f"withness-{settings.VERSION}.tar.gz"


@lru_cache(maxsize=1)
def archive() -> bytes:
    """Our own files as a `tar.gz`, the same bytes every time; made once a process."""
    packed = io.BytesIO()
    with (
        gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as pressed,
        tarfile.open(fileobj=pressed, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        for path in _ours(settings.ROOT):
            _add(tar, path)
    return packed.getvalue()


def _ours(root: Path) -> Iterator[Path]:
    yield from (root / name for name in PAGES if (root / name).is_file())
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            inner = path.relative_to(root).parts
            if path.is_file() and not path.is_symlink() and not any(_is_not_source(part) for part in inner):
                yield path


def _is_not_source(name: str) -> bool:
    return name.startswith(".") or name == "__pycache__" or name.endswith((".pyc", ".sqlite3", ".log"))


def _add(tar: tarfile.TarFile, path: Path) -> None:
    words = path.read_bytes()
    entry = tarfile.TarInfo(f"withness-{settings.VERSION}/{path.relative_to(settings.ROOT).as_posix()}")
    entry.size, entry.mode = len(words), 0o755 if path.stat().st_mode & 0o100 else 0o644
    tar.addfile(entry, io.BytesIO(words))
