"""How the code speaks: no drawers for leftovers, no empty promises, and a reason beside everything dangerous."""

from __future__ import annotations

import ast
import re

import pytest

from testing.house.reading import HOUSE, all_files, files, name_of, python_files, rooms, tree_of

LEFTOVERS = re.compile(r"^(utils?|helpers?|services?|managers?|common|misc|base)(\.py)?$")
DANGEROUS = {
    "S608": "SQL put together from parts",
    "S704": "markup that is taken as safe",
    "S701": "templates without escaping",
}
PROMISES = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|coming soon|lorem ipsum", re.IGNORECASE)


def test_there_is_no_drawer_for_leftovers() -> None:
    wrong = {
        name_of(path)
        for path in all_files()
        if any(LEFTOVERS.match(part) for part in path.relative_to(HOUSE).parts) and path.suffix == ".py"
    }
    assert wrong == set()


def test_rooms_that_later_work_will_fill_hold_one_sentence_and_nothing_else() -> None:
    empty = [room for room in rooms() if not (HOUSE / "withness" / room / "apps.py").exists()]
    for room in empty:
        held = [path for path in all_files() if path.is_relative_to(HOUSE / "withness" / room)]
        assert [name_of(path) for path in held] == [f"withness/{room}/__init__.py"]
        assert len(tree_of(held[0]).body) == 1


def public_functions() -> list[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Functions and methods that others may call: none that begins with a line, nor what is inside such a thing."""
    found = []
    for path in python_files("withness", "config"):
        for top in tree_of(path).body:
            members = top.body if isinstance(top, ast.ClassDef) and not top.name.startswith("_") else [top]
            found += [
                (name_of(path), one)
                for one in members
                if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef) and not one.name.startswith("_")
            ]
    return found


def test_every_public_function_says_what_it_promises() -> None:
    assert len(public_functions()) > 300
    silent = [f"{name}:{function.name}" for name, function in public_functions() if not ast.get_docstring(function)]
    assert silent == []


def test_every_file_says_what_it_is_for() -> None:
    silent = [
        name_of(path)
        for path in python_files("withness", "config", "testing", "bench")
        if path.read_text().strip() and not ast.get_docstring(tree_of(path)) and path.name != "__init__.py"
    ]
    assert silent == []


@pytest.mark.parametrize("code", DANGEROUS)
def test_what_is_dangerous_has_its_reason_beside_it(code: str) -> None:
    wrong = [
        f"{name_of(path)}:{number}"
        for path in python_files("withness", "config")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if re.search(rf"noqa:[^#]*\b{code}\b", line) and not re.search(r"-- \w+", line)
    ]
    assert wrong == []


# A mail program presses “no more letters” for the person and has no token; the address itself is the secret.
EXEMPT = {("withness/notices/views.py", "csrf_exempt")}


def test_nothing_is_marked_safe_or_exempt() -> None:
    """But for `thing.html`, which was made safe when it was written, and what stands in `EXEMPT`."""
    words = re.compile(r"\bmark_safe\b|\bcsrf_exempt\b|\bRawSQL\b|\.extra\(|(?<!\.html)\s*\|\s*safe\b|autoescape false")
    wrong = [
        f"{name_of(path)}:{number}"
        for path in [*python_files("withness", "config"), *files(".html", ".txt")]
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if (found := words.search(line)) and path.suffix != ".lock" and (name_of(path), found[0]) not in EXEMPT
    ]
    assert wrong == []


def test_nothing_is_promised_for_later() -> None:
    wrong = [
        f"{name_of(path)}:{number}"
        for path in [*python_files("withness", "config", "testing", "bench"), *files(".html", ".js", ".css", ".md")]
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if PROMISES.search(line) and path.name != "test_words_of_the_code.py"
    ]
    assert wrong == []


def test_reactions_are_written_on_one_page() -> None:
    wrong = [
        name_of(path)
        for path in python_files("withness")
        if re.search(r"^from django\.dispatch|\breact\(|post_save|pre_save|post_delete", path.read_text(), re.MULTILINE)
        and name_of(path) != "withness/foundation/announcing.py"
    ]
    assert wrong == []
