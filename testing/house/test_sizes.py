"""Small files and small functions. What is larger stands in `debts.txt`, with its reason in `docs/debts.md`."""

from __future__ import annotations

from collections.abc import Iterator

from testing.house.reading import HOUSE, files, functions_of, name_of, python_files

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
CODE = ("withness", "config", "testing", "bench", "bin", "conftest.py", "manage.py")


def too_large() -> Iterator[str]:
    """`path` or `path:function` for everything over the wall."""
    looks = [path for path in files(".js", ".css", ".html") if "stories" not in path.parts]
    for path in [*python_files(*CODE, tests=True), *looks]:
        if len(path.read_text().splitlines()) > LONGEST_FILE:
            yield name_of(path)
    for path in python_files(*CODE, tests=True):
        for function in functions_of(path):
            if (function.end_lineno or 0) - function.lineno + 1 > LONGEST_FUNCTION:
                yield f"{name_of(path)}:{function.name}"


def debts() -> list[str]:
    return (HOUSE / "testing" / "house" / "debts.txt").read_text().split()


def test_nothing_grows_over_the_wall_but_what_is_written_down() -> None:
    assert sorted(too_large()) == sorted(debts())


def test_every_debt_has_its_reason() -> None:
    page = (HOUSE / "docs" / "debts.md").read_text()
    assert [debt for debt in debts() if f"`{debt}`" not in page] == []
