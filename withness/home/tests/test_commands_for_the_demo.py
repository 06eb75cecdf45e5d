"""`withness demo`: it comes into a new folder, is made fresh, goes when told to, and never returns by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from testing.cast import a_person
from withness.home.demo import demo_is_loaded
from withness.home.tests.typing_it import withness


@pytest.fixture
def typed(typed: object, settings: object) -> object:
    """On a machine that nobody else reaches."""
    settings.HOST = "127.0.0.1"
    return typed


def test_it_comes_is_made_fresh_and_goes(typed: object, few_stories: None) -> None:
    assert typed("demo") == (0, "The demo community is here.\n", "")
    assert typed("demo") == (0, "The demo community is fresh again.\n", "")
    assert typed("demo", "--remove") == (0, "The demo community is gone, to the last row.\n", "")
    assert not demo_is_loaded()
    assert typed("demo", "--remove") == (0, "There is no demo community here. Nothing was changed.\n", "")


def test_it_does_not_come_where_a_real_person_is(typed: object) -> None:
    a_person("ines")
    code, said, no = typed("demo")
    assert (code, said) == (2, "")
    assert no == "The demo is only for a new data folder on your own machine. Nothing was changed.\n"
    assert not demo_is_loaded()


@pytest.mark.slow
def test_a_served_folder_has_it_until_it_is_taken_away(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    assert withness(folder, "serve", "--prepare").returncode == 0
    assert withness(folder, "demo").stdout == "The demo community is fresh again.\n"
    assert withness(folder, "demo", "--remove").returncode == 0
    assert withness(folder, "serve", "--prepare").returncode == 0
    assert withness(folder, "demo", "--remove").stdout == "There is no demo community here. Nothing was changed.\n"


@pytest.mark.slow
def test_it_does_not_come_by_itself_where_it_is_not_wanted(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    assert withness(folder, "serve", "--prepare", WITHNESS_DEMO="no").returncode == 0
    assert "There is no demo" in withness(folder, "demo", "--remove").stdout
