"""The environment: made once, mended when it is not whole, renewed when a lock changes, and honest when it cannot be."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from testing.settings_read import HOUSE

PYTHON = getattr(sys, "_base_executable", sys.executable)


@pytest.fixture
def small_house(tmp_path: Path) -> Path:
    """A house whose locks ask for nothing, so that its environment is made in seconds and without a network."""
    house = tmp_path / "a house with spaces"
    shutil.copytree(HOUSE / "bin", house / "bin", ignore=shutil.ignore_patterns("__pycache__"))
    for lock in ("requirements.lock", "requirements-dev.lock"):
        (house / lock).write_text("# nothing\n")
    return house


def make(house: Path, *, python: str = PYTHON, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [python, "-I", str(house / "bin" / "inside" / "environment.py"), python]
    return subprocess.run(command, env=os.environ | variables, capture_output=True, text=True, check=False)


def a_python(folder: Path, words: str) -> str:
    """A Python that runs `words` of shell first."""
    folder.mkdir(exist_ok=True)
    fake = folder / "python3"
    fake.write_text(f'#!/bin/sh\n{words}\nexec "{PYTHON}" "$@"\n')
    fake.chmod(0o755)
    return str(fake)


@pytest.mark.slow
def test_it_is_made_once_and_mended_when_it_is_not_whole(small_house: Path) -> None:
    first = make(small_house)
    assert (first.returncode, first.stdout) == (0, "")
    assert first.stderr == "Making the environment in .venv. The first time takes about a minute.\n"
    venv = small_house / ".venv"
    made_at = (venv / "pyvenv.cfg").stat().st_mtime_ns
    assert make(small_house).stderr == ""
    assert (venv / "pyvenv.cfg").stat().st_mtime_ns == made_at

    (venv / "withness-stamp.json").unlink()  # as when somebody pulled the plug half way
    mended = make(small_house)
    assert mended.returncode == 0
    assert mended.stderr == ("The environment in .venv is not whole, or belongs to another Python. Making it again.\n")
    assert (venv / "pyvenv.cfg").stat().st_mtime_ns > made_at


@pytest.mark.slow
def test_a_changed_lock_renews_and_a_house_that_moved_is_made_again(small_house: Path) -> None:
    make(small_house)
    venv = small_house / ".venv"
    made_at, stamp = (venv / "pyvenv.cfg").stat().st_mtime_ns, (venv / "withness-stamp.json").read_text()
    (small_house / "requirements.lock").write_text("# nothing at all\n")
    assert make(small_house).returncode == 0
    assert (venv / "pyvenv.cfg").stat().st_mtime_ns == made_at
    assert json.loads((venv / "withness-stamp.json").read_text())["run"] != json.loads(stamp)["run"]

    moved = small_house.rename(small_house.with_name("moved"))
    assert "Making it again" in make(moved).stderr
    shown = subprocess.run([str(moved / ".venv" / "bin" / "withness")], capture_output=True, text=True, check=False)
    assert "No module named withness" in shown.stderr  # this small house has no rooms; but its Python starts


@pytest.mark.slow
def test_what_cannot_be_fetched_is_said_without_an_address(small_house: Path) -> None:
    lock = f"nothing-of-that-name==1.0 \\\n    --hash=sha256:{'0' * 64}\n"
    (small_house / "requirements.lock").write_text(lock)
    nowhere = "http" + "://127.0.0.1:1/simple"
    said = make(small_house, PIP_INDEX_URL=nowhere, PIP_EXTRA_INDEX_URL=nowhere, PIP_RETRIES="0", PIP_FIND_LINKS="")
    assert said.returncode == 2
    assert said.stderr.splitlines()[-1].startswith("The packages could not be fetched. Is there a network? pip said: ")
    assert "127.0.0.1" not in said.stderr
    assert not (small_house / ".venv" / "withness-stamp.json").exists()


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="only root may fetch Debian packages")
def test_root_fetches_the_missing_part_of_python(small_house: Path, tmp_path: Path) -> None:
    there = tmp_path / "there"
    python = a_python(tmp_path / "bin", f'case "$*" in *"import ensurepip"*) [ -e {there} ] || exit 1;; esac')
    apt = tmp_path / "bin" / "apt-get"
    apt.write_text(f'#!/bin/sh\necho "$@" >>{tmp_path}/asked\ntouch {there}\n')
    apt.chmod(0o755)
    said = make(small_house, python=python, PATH=f"{tmp_path}/bin:{os.environ['PATH']}")
    assert said.returncode == 0, said.stderr
    assert (tmp_path / "asked").read_text().split()[-1].endswith("-venv")
    assert "One part of Python is missing. Fetching it: apt-get install -y python3" in said.stderr


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module itself, with a Python that cannot make environments."""
    spec = importlib.util.spec_from_file_location("environment", HOUSE / "bin" / "inside" / "environment.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "can_make", lambda _python: False)
    monkeypatch.setattr(module.os, "geteuid", lambda: 1000)
    return module


def refusal(do: Callable[[], object], error: type[Exception]) -> str:
    with pytest.raises(error) as no:
        do()
    return str(no.value)


def test_who_is_not_root_is_told_the_one_command(environment: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment.shutil, "which", lambda _name: "/usr/bin/apt-get")
    monkeypatch.setattr(environment, "is_the_usual", lambda _version: True)
    said = refusal(lambda: environment.one_that_can_make("python3"), environment.CannotGoOn)
    assert said == (
        "One part of Python is missing. Run this once, then start again: sudo apt-get install -y python3-venv"
    )


@pytest.mark.parametrize("kind", ["dist-info", "egg-info"])  # the pip of Debian 12 leaves the second of what it builds
def test_a_package_is_there_however_pip_wrote_it_down(
    environment: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: str
) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("http-ece==1.2.1 \\\n    --hash=sha256:0\n")
    monkeypatch.setattr(environment, "packages", lambda: tmp_path)
    monkeypatch.setattr(environment, "LOCKS", {"run": lock})
    assert not environment.all_there(["run"])
    (tmp_path / f"http_ece-1.2.1.{kind}").mkdir()
    assert environment.all_there(["run"])


def test_where_there_is_no_debian_it_says_what_is_missing(
    environment: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment.shutil, "which", lambda _name: None)
    said = refusal(lambda: environment.one_that_can_make("python3"), environment.CannotGoOn)
    assert said == "This Python cannot make environments: it lacks its modules venv and ensurepip."


def test_a_package_that_was_changed_on_the_way_is_refused(
    environment: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = subprocess.CompletedProcess([], 1, "", "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS")
    monkeypatch.setattr(environment, "run", lambda *_words, **_more: done)
    said = refusal(lambda: environment.install(["run"]), environment.CannotGoOn)
    assert said == "A package that arrived is not the one we locked, so nothing of it was installed."


@pytest.mark.parametrize("command", ["serve", "test", "check"])
def test_a_python_that_is_too_old_is_told_in_one_sentence(command: str, tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\ncase "$*" in *print*) echo "; python3 here is 3.9";; *) exit 1;; esac\n')
    old.chmod(0o755)
    (tmp_path / "dirname").symlink_to(shutil.which("dirname") or "/usr/bin/dirname")
    said = subprocess.run(
        ["/bin/sh", str(HOUSE / "bin" / command)],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr == "Withness needs Python 3.11 or newer; python3 here is 3.9.\n"
