"""The command line, typed in this process, and a small demo."""

from __future__ import annotations

import pytest

from withness.home.commands.line import run
from withness.home.demo import loading
from withness.home.demo.reading import stories


@pytest.fixture
def typed(db: None, capsys: pytest.CaptureFixture[str]) -> object:
    """`typed("token", "ana")` answers exit code, standard output and standard error."""

    def type_it(*words: str) -> tuple[int, str, str]:
        code = run(list(words))
        said = capsys.readouterr()
        return code, said.out, said.err

    return type_it


@pytest.fixture
def few_stories(monkeypatch: pytest.MonkeyPatch) -> None:
    """The demo is small: two of its groups, and everybody of its cast."""
    few = tuple(story for story in stories() if story.slug in {"long_nights", "still_water"})
    monkeypatch.setattr(loading, "stories", lambda: few)
