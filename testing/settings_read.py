"""Reading the settings as another server would, with other surroundings, without starting one."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

HOUSE = Path(__file__).resolve().parent.parent
OURS = ("WITHNESS_", "DATABASE_URL", "REDIS_URL")


@contextmanager
def surroundings(**variables: str) -> Iterator[None]:
    """Only these variables of ours are set."""
    with mock.patch.dict("os.environ"):
        import os

        for name in [name for name in os.environ if name.startswith(OURS)]:
            del os.environ[name]
        os.environ.update(variables)
        yield


def settings_with(**variables: str) -> SimpleNamespace:
    """The settings a server would have. Raises `BadSetting` as that server would."""
    with surroundings(**variables):
        return SimpleNamespace(**runpy.run_path(str(HOUSE / "config" / "settings.py")))


def refused(**variables: str) -> list[str]:
    """Every sentence with which a server would refuse to start."""
    from config.environment import BadSetting
    from config.refusing import reasons_to_refuse

    with surroundings(**variables):
        try:
            read = SimpleNamespace(**runpy.run_path(str(HOUSE / "config" / "settings.py")))
            return reasons_to_refuse(read)
        except BadSetting as no:
            return [str(no)]
