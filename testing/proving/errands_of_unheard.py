"""What the proofs of “nobody unheard” do in a house of their own: a fresh database, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HOUSE = Path(__file__).resolve().parent.parent.parent
PATIENCE = 4 * 3600


def in_a_house(do: str, **more: Any) -> Any:
    """Run one of the functions of `testing/unheard/living.py` on a new SQLite database; what it answers."""
    with tempfile.TemporaryDirectory() as folder:
        keep = {name: value for name, value in os.environ.items() if not name.startswith(("WITHNESS_", "DATABASE_"))}
        environment = keep | {
            "DJANGO_SETTINGS_MODULE": "testing.settings", "UNHEARD_FOLDER": folder, "PYTEST_VERSION": "0",
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-m", "testing.unheard.living", do, json.dumps(more)], cwd=HOUSE, env=environment,
            capture_output=True, text=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout.splitlines()[-1])
