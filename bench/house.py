"""A furnished house that serves with production settings, for a workload to knock at."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from testing.houses import House, running_house


@dataclass(frozen=True)
class Furniture:
    """What is in it: the group that is measured, its threads, and sessions of some of its members."""

    group_id: str
    threads: list[str]
    sessions: list[dict[str, str]]  # {"cookie": "s=…; c=…", "token": CSRF}


@contextlib.contextmanager
def furnished(*, shares: int, postgres: str = "", **more: int) -> Iterator[tuple[House, Furniture]]:
    """A house with that many shares, ready to be asked."""
    with (
        tempfile.TemporaryDirectory(prefix="withness-bench-") as folder,
        running_house(Path(folder), postgres=postgres, begin=False, **more) as house,
    ):
        furniture = furnish_house(house, shares)
        house.start()
        yield house, furniture


def furnish_house(house: House, shares: int) -> Furniture:
    """In a process of its own, so that nothing of it lingers in ours."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.furnish", str(shares)],
        env={**os.environ, **house.environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return Furniture(**json.loads(done.stdout.splitlines()[-1]))
