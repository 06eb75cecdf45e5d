"""The command line as an operator types it: a process of its own, with a data folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
OURS = ("WITHNESS_", "DATABASE_URL", "REDIS_URL", "DJANGO_", "TEST_")


def withness(folder: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Type `withness …`; answers what it said and with which code it left."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return subprocess.run(
        [sys.executable, "-P", "-m", "withness", *words],
        env=clean | {"WITHNESS_DATA": str(folder), "PYTHONPATH": str(ROOT)} | variables,
        cwd="/", capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
