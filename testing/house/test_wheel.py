"""The wheel: installed outside any checkout, without a network, it serves with its pages, styles and languages."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import sysconfig
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from testing.house.reading import HOUSE, all_files, name_of
from testing.houses import free_port

pytestmark = pytest.mark.slow
OURS = ("WITHNESS_", "DATABASE_URL", "REDIS_URL", "DJANGO_", "TEST_", "PYTHONPATH")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built with what is already here."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(build, cwd=HOUSE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel in it; the packages it needs are lent by ours."""
    home = tmp_path_factory.mktemp("elsewhere")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home / "env")], check=True)
    shelf = next((home / "env" / "lib").glob("python*/site-packages"))
    (shelf / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    install = ["-m", "pip", "--python", str(home / "env" / "bin" / "python"), "install", "--quiet"]
    subprocess.run([sys.executable, *install, "--no-deps", "--no-index", str(wheel)], check=True)
    return home


def clean(home: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return kept | {"HOME": str(home), "XDG_DATA_HOME": str(home / "share")} | more


def withness(home: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = [str(home / "env" / "bin" / "withness"), *words]
    return subprocess.run(command, cwd=home, env=clean(home, **more), capture_output=True, text=True, check=False)


def get(address: str, **headers: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as no:
        with no:
            return no.code, no.read().decode()


@pytest.fixture
def served(installed: Path) -> Iterator[str]:
    """The address of a house that serves from the wheel."""
    port = free_port()
    command = [str(installed / "env" / "bin" / "withness"), "serve"]
    settings = clean(installed, WITHNESS_PORT=str(port), WITHNESS_DEMO="no")
    with (installed / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=installed, env=settings, stdout=log, stderr=log)
    try:
        until = time.monotonic() + 60
        while b"open" not in (installed / "log").read_bytes():
            assert server.poll() is None, (installed / "log").read_text()
            assert time.monotonic() < until, (installed / "log").read_text()
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(20) == 0


def test_it_holds_the_rooms_and_their_looks_and_no_tests(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    looks = {
        name_of(path)
        for path in all_files()
        if name_of(path).startswith(("withness/", "config/", "look/"))
        and "tests" not in path.parts
        and path.suffix not in {".po", ".pot"}
    }
    assert looks - held == set()
    assert [name for name in held if "/tests/" in name or name.startswith("testing") or name.endswith(".po")] == []
    assert (
        not {name.split("/")[0] for name in held}
        - {"withness", "config", "look"}
        - {name.split("/")[0] for name in held if ".dist-info/" in name}
    )


def test_its_command_line_works_anywhere(installed: Path) -> None:
    assert re.fullmatch(r"withness \d+\.\d+\.\d+\n", withness(installed, "--version").stdout)
    assert withness(installed, "nonsense").returncode == 2
    well = withness(installed, "doctor", WITHNESS_PORT="1")
    assert (well.returncode, well.stderr) == (0, "")
    assert (installed / "share" / "withness" / "withness.sqlite3").exists()


def test_it_serves_pages_styles_and_languages(served: str) -> None:
    status, front = get(served + "/")
    assert status == 200
    assert "Withness" in front
    style = re.search(r'href="(/static/[^"]+\.css)"', front)
    assert style is not None
    assert get(served + style[1])[0] == 200
    assert get(served + "/help")[0] == 200
    assert get(served + "/nothing/here")[0] == 404
    assert 'dir="rtl"' in get(served + "/", **{"Accept-Language": "ar"})[1]
