"""Reading the house's own source: which files there are, and what stands in them."""

from __future__ import annotations

import ast
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent.parent
_LEFT = {".git", ".venv", "data", "screens", "node_modules", "__pycache__", ".ready", "dist", "build"} | {
    f".{tool}_cache" for tool in ("mypy", "ruff", "pytest", "import_linter")
}


@cache
def all_files() -> list[Path]:
    """Every file of the house that a newcomer would receive."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=HOUSE, capture_output=True, check=False) if shutil.which("git") else None
    if listed is not None and listed.returncode == 0:
        names = [HOUSE / name for name in listed.stdout.decode().split("\0") if name]
    else:  # unpacked from an archive, on a machine without git
        names = [path for path in HOUSE.rglob("*") if not _LEFT & set(path.relative_to(HOUSE).parts)]
    return sorted(path for path in names if path.is_file())


def files(*endings: str) -> list[Path]:
    """Those whose names end so."""
    return [path for path in all_files() if path.name.endswith(endings)]


def name_of(path: Path) -> str:
    """As one writes it."""
    return path.relative_to(HOUSE).as_posix()


def python_files(*tops: str, tests: bool = False) -> list[Path]:
    """Python files below these folders, without migrations, with or without tests."""
    found = []
    for path in files(".py"):
        parts = path.relative_to(HOUSE).parts
        if parts[0] in tops and "migrations" not in parts and (tests or "tests" not in parts):
            found.append(path)
    return found


@cache
def tree_of(path: Path) -> ast.Module:
    """The file as Python reads it."""
    return ast.parse(path.read_text())


def functions_of(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function in it, also the methods."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@cache
def floors() -> list[list[str]]:
    """The floors from the ground up, each with its rooms, as import-linter holds them."""
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text())
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    return [[room.strip() for room in layer.split("|")] for layer in reversed(layers)]


def rooms() -> list[str]:
    """Every room, from the ground up."""
    return [room for floor in floors() for room in floor]


def sentence_of(room: str) -> str:
    """What a room says of itself."""
    said = ast.get_docstring(tree_of(HOUSE / "withness" / room / "__init__.py"))
    assert said is not None, room
    return said
