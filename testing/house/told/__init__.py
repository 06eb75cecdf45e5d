"""What is told of a person in their export, column by column, and why the rest is not. One file for each room."""

from importlib import import_module
from pathlib import Path

from testing.house.told.why import INNER, OTHERS, SECRET, WHOSE

__all__ = ["INNER", "OTHERS", "SECRET", "TOLD", "WHOSE", "WITHHELD"]

TOLD: dict[str, dict[str, str]] = {}
WITHHELD: dict[str, dict[str, str]] = {}
for _path in sorted(Path(__file__).parent.glob("*.py")):
    if _path.stem not in {"__init__", "why"}:
        _room = import_module(f"testing.house.told.{_path.stem}")
        TOLD |= _room.TOLD
        WITHHELD |= _room.WITHHELD
