"""One door per thing: pages and the API reach rows through the eyes of whoever asks, never around them."""

from __future__ import annotations

import ast
from pathlib import Path

from testing.house.reading import name_of, python_files, tree_of

DOOR = "visible_to"
WRITES = {"save", "delete", "create", "update", "bulk_create", "get_or_create", "update_or_create"}

OF_THE_BROWSER = ("session", "shown", "context", "more", "router")  # dictionaries, and the ways of HTTP


def faces_outward(path: Path) -> bool:
    """Whether a file answers requests."""
    return path.parent.name in {"views", "api"} or path.name == "views.py" or path.name.startswith("api")


def other_ways_in(tree: ast.Module) -> list[int]:
    """Lines on which `.objects` is used for anything but `visible_to`, or the database is spoken to directly."""
    return [node.lineno for node in ast.walk(tree) if _goes_around(node)]


def _goes_around(node: ast.AST) -> bool:
    if isinstance(node, ast.Name):
        return node.id == "get_object_or_404"
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and node.func.attr == "cursor"
    if isinstance(node, ast.Attribute):
        rows = isinstance(node.value, ast.Attribute) and node.value.attr == "objects"
        return (rows and node.attr != DOOR) or node.attr in {"_default_manager", "_base_manager"}
    return False


def test_another_way_in_would_be_noticed() -> None:
    tried = (
        "Share.objects.visible_to(person)\nShare.objects.filter(id=1)\nget_object_or_404(Share)\nconnection.cursor()"
    )
    assert sorted(other_ways_in(ast.parse(tried))) == [2, 3, 4]


def test_pages_and_the_api_come_in_through_the_door() -> None:
    outward = [path for path in python_files("withness") if faces_outward(path)]
    assert len(outward) >= 3
    wrong = [f"{name_of(path)}:{line}" for path in outward for line in other_ways_in(tree_of(path))]
    assert wrong == []


def test_pages_do_not_write_rows_themselves() -> None:
    wrong = [
        f"{name_of(path)}:{node.lineno} {ast.unparse(node.func)}"
        for path in python_files("withness")
        if faces_outward(path)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES
        if not ast.unparse(node.func.value).endswith(OF_THE_BROWSER)
    ]
    assert wrong == []
