"""Reading the code without running it. Each check is a command; `bin/check` runs them, and so does a house test."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent.parent
_BIN = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Check:
    """A command, and what to do when it complains."""

    name: str
    command: tuple[str, ...]
    mend: str


CHECKS = (
    Check("style", (str(_BIN / "ruff"), "check", "-q", "."), "Try: .venv/bin/ruff check --fix"),
    Check("format", (str(_BIN / "ruff"), "format", "--check", "-q", "."), "Try: .venv/bin/ruff format"),
    Check("floors", (str(_BIN / "lint-imports"),), "Imports go down only: docs/house.md"),
    Check(
        "migrations",
        (sys.executable, "manage.py", "makemigrations", "--check", "--dry-run", "--settings", "testing.settings"),
        "Try: .venv/bin/python manage.py makemigrations",
    ),
    Check("types", (str(_BIN / "mypy"),), "mypy is strict here: every public function says what it takes and gives"),
)


def complaints(check: Check) -> str:
    """What the check found, with what mends it; empty when all is well."""
    done = subprocess.run(check.command, cwd=HOUSE, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else f"{(done.stdout + done.stderr).strip()}\n\n{check.mend}"


def check_all() -> int:
    """All of them, one after the other; answers how many complained."""
    wrong = 0
    for check in CHECKS:
        found = complaints(check)
        wrong += bool(found)
        print(f"{check.name}: {found or 'well'}", flush=True)
    return wrong
