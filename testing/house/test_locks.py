"""What is installed is exactly what was tried: every package with its hashes, and no address to fetch it from."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions

import pytest

from testing.house.reading import HOUSE, all_files, name_of, python_files, tree_of

LOCKS = ["requirements.lock", "requirements-dev.lock"]
MADE_BY_HAND = {"withness/safety/helplines/making.py"}  # run by whoever makes the list of helplines, with the dev lock
REGISTRIES = [
    "py" + "pi.org",
    "pythonhosted" + ".org",
    "npm" + "js.",
    "registry" + ".",
    "jsdelivr" + ".net",
    "unpkg" + ".com",
]


def pins(lock: str) -> dict[str, str]:
    """Each package of a lock file with everything that stands behind its name."""
    text = (HOUSE / lock).read_text().replace("\\\n", " ")
    return {line.split("==")[0]: line for line in text.splitlines() if line.strip()}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_is_one_version_with_its_hashes(lock: str) -> None:
    assert len(pins(lock)) > 30
    pin = re.compile(r"^[a-z0-9._-]+==[^\s;]+( ; [^-]+)?(\s+--hash=sha256:[0-9a-f]{64})+$")
    assert [line[:80] for line in pins(lock).values() if not pin.match(" ".join(line.split()))] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_names_an_address(lock: str) -> None:
    assert re.findall(r"\w+://\S+|--(?:index|extra-index|find-links|trusted-host)\S*", (HOUSE / lock).read_text()) == []


def test_everything_we_ask_for_is_locked() -> None:
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text())
    plain = lambda words: re.split(r"[\[<>=!~; ]", words)[0].lower().replace("_", "-")  # noqa: E731
    assert {plain(words) for words in project["project"]["dependencies"]} - set(pins(LOCKS[0])) == set()
    assert {plain(words) for words in project["dependency-groups"]["dev"]} - set(pins(LOCKS[1])) == set()


def asked_for(tree: ast.AST) -> Iterator[str]:
    """The outermost name of everything a file imports, wherever it stands and however it is asked for."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            yield from (word.value.split(".")[0] for word in node.args if isinstance(word, ast.Constant))


def unlocked(names: set[str], *locks: str) -> set[str]:
    """Those that no package of these locks brings. What merely lies in this environment does not count."""
    ours = {"withness", "config", "look", "testing", "bench"} | sys.stdlib_module_names
    brought = {package for lock in locks for package in pins(lock)}
    by = packages_distributions()
    plain = lambda word: re.sub(r"[-_.]+", "-", word).lower()  # noqa: E731
    return {name for name in names - ours if not brought & {plain(one) for one in by.get(name, ())}}


def test_a_fresh_machine_has_whatever_is_imported() -> None:
    """A package that only lies about here is missing at 3 a.m. on the machine of somebody else."""
    serving = [path for path in python_files("withness", "config", "look") if name_of(path) not in MADE_BY_HAND]
    served = {name for path in serving for name in asked_for(tree_of(path))}
    tried = {name for path in python_files("testing", "withness", tests=True) for name in asked_for(tree_of(path))}
    assert len(served & {"django", "ahocorasick"}) == 2
    assert unlocked(served, LOCKS[0]) == set()
    assert unlocked(tried, *LOCKS) == set()


def test_a_package_that_only_lies_about_is_noticed() -> None:
    lying_about = ast.parse(
        'def f():\n    import pytest\n    import_module("hypothesis.strategies")\n    import nowhere'
    )
    assert unlocked(set(asked_for(lying_about)), LOCKS[0]) == {"pytest", "hypothesis", "nowhere"}


def test_a_package_in_both_locks_has_one_version() -> None:
    run, dev = ({name: line.split()[0] for name, line in pins(lock).items()} for lock in LOCKS)
    assert {name: (run[name], dev[name]) for name in run.keys() & dev.keys() if run[name] != dev[name]} == {}


def test_no_file_names_a_registry() -> None:
    wrong = []
    for path in all_files():
        try:
            text = path.read_text().lower()
        except UnicodeDecodeError:
            continue
        wrong += [f"{name_of(path)}: {host}" for host in REGISTRIES if host in text and host != "registry."]
    assert wrong == []
