"""With both databases, two workers share the tests: what speaks of rows is tried on both, all else on exactly one."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from testing import plugin

HERE, THERE = "SQLite", "PostgreSQL"


@dataclass
class Item:
    """A test, as far as the sharing looks at it."""

    marks: set[str]
    fixturenames: list[str]

    def get_closest_marker(self, name: str) -> bool:
        """Whether it is marked so."""
        return name in self.marks


@pytest.mark.parametrize(
    ("marks", "fixtures", "tried_on"),
    [
        ("", "cast db", {HERE, THERE}),
        ("django_db", "", {HERE, THERE}),
        ("", "", {HERE}),
        ("slow", "db", {HERE}),
        ("slow django_db", "", {HERE}),
        ("slow browser", "windows", {THERE}),
        ("slow browser", "db", {THERE}),
        ("slow browser evening", "windows", {THERE}),
        ("browser", "live_server page", {HERE}),
        ("browser sqlite", "windows", {HERE}),
        ("sqlite", "db", {HERE}),
        ("postgres", "db", {THERE}),
        ("slow postgres", "", {THERE}),
    ],
)
def test_what_is_tried_where(marks: str, fixtures: str, tried_on: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    item = Item(set(marks.split()), fixtures.split())
    monkeypatch.setattr(plugin, "BOTH", True)
    found = set()
    for name in (HERE, THERE):
        monkeypatch.setattr(plugin, "_on_postgres", lambda name=name: name == THERE)
        if plugin._is_for_us(item):
            found.add(name)
    assert found == tried_on


@pytest.mark.parametrize("marks", ["", "slow", "slow browser", "browser"])
def test_alone_everything_is_tried(marks: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plugin, "BOTH", False)
    assert plugin._is_for_us(Item(set(marks.split()), ["db"]))
