"""`bin/serve`, as a newcomer types it: prepares once, then only starts; ends with Ctrl-C, and leaves nobody behind."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import tree
from testing.houses import ROOT, House, free_port

pytestmark = [pytest.mark.slow, pytest.mark.sqlite]


@pytest.fixture
def prepared(tmp_path: Path) -> Iterator[tuple[House, float]]:
    """A house made ready, and the seconds of CPU that took."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("WITHNESS_", "DATABASE_", "REDIS_"))
    }
    port = free_port()
    settings = {"WITHNESS_DATA": str(tmp_path / "data"), "WITHNESS_PORT": str(port), "WITHNESS_DEMO": "no"}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    tmp_path.joinpath("log").touch()
    house = House(folder=tmp_path, environment=kept | settings, command=[str(ROOT / "bin" / "serve")], port=port)
    before = _cpu_of_children()
    done = subprocess.run([*house.command, "--prepare"], env=house.environment, capture_output=True, check=False)
    took = _cpu_of_children() - before
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "data" / "withness.sqlite3").exists()
    yield house, took
    house.close()


@pytest.fixture
def house(prepared: tuple[House, float]) -> House:
    return prepared[0]


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_the_second_start_only_starts_and_control_c_ends_it(prepared: tuple[House, float]) -> None:
    house, first = prepared
    environment = ROOT / ".venv" / "withness-stamp.json"
    made_at = environment.stat().st_mtime_ns
    house.start()
    assert house.process is not None
    used = tree.cpu(house.process.pid)
    assert environment.stat().st_mtime_ns == made_at
    assert used < first / 2, f"{used:.1f} s of CPU, and {first:.1f} s the first time"  # 4 and 15, on a slow machine
    status, body = house.get("/")
    assert status == 200
    assert b"Withness" in body
    children = tree.members(house.process.pid)[1:]
    assert len(children) >= 3
    os.killpg(house.process.pid, signal.SIGINT)  # as a terminal sends it, to everybody at once
    assert house.process.wait(10) == 0
    assert not any(_alive(pid) for pid in children)


def test_killing_it_leaves_no_child(house: House) -> None:
    house.start()
    assert house.process is not None
    children = tree.members(house.process.pid)[1:]
    house.kill()
    until = time.monotonic() + 10
    while any(map(_alive, children)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(_alive, children))


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
