"""Proofs: promises tried out many thousand times, from a seed that anybody can use again.

A proof is a function in a file of `testing/proving/`, marked `@proof("name", "what it shows")`. It takes `seed` and
`full`, answers its figures, and raises `AssertionError` when the promise does not hold. `bin/test` tries a small
sample of each; `bin/test --deep NAME` tries it at full size and writes the result into `docs/proofs.md`.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import django
from django.apps import apps

from withness import __version__

HOUSE = Path(__file__).resolve().parent.parent
PAGE = HOUSE / "docs" / "proofs.md"
Figures = Mapping[str, object]
Try = Callable[[int, bool], Figures]

_HEAD = """# What has been proved, and how

Each line is one promise tried at full size with `bin/test --deep NAME`; `--seed N` repeats it. A small sample of each
runs in every `bin/test`. A line is written whether the promise held or not. A proof that cannot fail proves nothing:
`kill`, `hostile`, `strangers` and `crowd` are first tried on houses with a fault put in on purpose
(`testing/seeded.py`), which they must notice.

| proof | what it shows | result | figures | seed | on | version |
|---|---|---|---|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Proof:
    """A promise, and how it is tried."""

    name: str
    shows: str
    run: Try


_proofs: dict[str, Proof] = {}


def proof(name: str, shows: str) -> Callable[[Try], Try]:
    """Mark a function as the proof of that name."""

    def mark(run: Try) -> Try:
        _proofs[name] = Proof(name, shows, run)
        return run

    return mark


def all_proofs() -> dict[str, Proof]:
    """Every proof of the house, by its name. Some of them speak of rows, so Django is made ready where it is not yet."""
    import testing.proving

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "testing.settings")
    if not apps.ready:
        django.setup()
    for module in pkgutil.iter_modules(testing.proving.__path__):
        importlib.import_module(f"testing.proving.{module.name}")
    return dict(sorted(_proofs.items()))


def write_down(tried: Proof, *, seed: int, held: bool, figures: Figures, seconds: float) -> None:
    """Put the result into `docs/proofs.md`, in the place of the one before."""
    said = ", ".join(f"{name} {value}" for name, value in figures.items())
    line = (
        f"| {tried.name} | {tried.shows} | {'held' if held else '**did not hold**'} | {said}, {seconds:.0f} s | {seed} "
        f"| {datetime.now(UTC):%Y-%m-%d} | {_version()} |"
    )
    lines = {kept.split(" | ")[0]: kept for kept in _kept_lines()}
    lines[f"| {tried.name}"] = line
    PAGE.write_text(_HEAD + "\n".join(lines[name] for name in sorted(lines)) + "\n")


def _kept_lines() -> list[str]:
    text = PAGE.read_text() if PAGE.exists() else ""
    return [line for line in text.partition("|---|---|---|---|---|---|---|\n")[2].splitlines() if line.startswith("| ")]


def _version() -> str:
    if not shutil.which("git"):
        return __version__
    asked = ["git", "describe", "--always", "--dirty"]
    found = subprocess.run(asked, cwd=HOUSE, capture_output=True, text=True, check=False)
    return found.stdout.strip() or __version__
