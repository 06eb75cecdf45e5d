"""The map is true: every room stands on it with its own sentence, on its own floor, and every path leads somewhere."""

from __future__ import annotations

import re

import pytest

from testing.house.reading import HOUSE, all_files, floors, name_of, rooms, sentence_of

DOCUMENTS = [
    "README.md", "STYLE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "LICENSE", "docs/house.md",
    "docs/self-hosting.md", "docs/words.md", "docs/debts.md", "docs/api.md", "docs/proofs.md",
    "docs/decisions/0000-how-we-decide.md",
]  # fmt: skip


def page(name: str) -> str:
    return (HOUSE / name).read_text()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_documents_are_there(name: str) -> None:
    assert page(name).strip()


@pytest.mark.parametrize("room", rooms())
def test_every_room_is_on_the_map_with_its_own_sentence(room: str) -> None:
    number = next(number for number, floor in enumerate(floors()) if room in floor)
    empty = "○" if not (HOUSE / "withness" / room / "apps.py").exists() else ""
    line = f"| {number} | `{room}` | {sentence_of(room)} | {empty}".rstrip()
    assert line in page("docs/house.md")
    told = rf"^(\d|\s)\s+{room}\s+{empty}\s*{re.escape(sentence_of(room))}$"
    assert re.search(told, page("README.md"), re.MULTILINE)


def test_each_of_the_eight_promises_has_its_room() -> None:
    for number in range(1, 9):
        assert any(f"promise {number}" in sentence_of(room) for room in rooms()), number
        assert re.search(rf"^\| {number} ", page("docs/house.md"), re.MULTILINE), number


@pytest.mark.parametrize("path", [path for path in all_files() if path.suffix == ".md"], ids=name_of)
def test_every_link_between_documents_leads_somewhere(path: object) -> None:
    links = re.findall(r"\]\((?!https?:|mailto:)([^)#]+)", path.read_text())
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_every_path_on_the_map_is_there() -> None:
    named = re.findall(
        r"`((?:withness|config|testing|look|bench|bin|docs)/[\w./-]*)`", page("docs/house.md") + page("README.md")
    )
    assert len(named) > 15
    assert [name for name in named if not (HOUSE / name).exists()] == []
