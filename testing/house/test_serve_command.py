"""`bin/serve`, as a newcomer types it: prepares once, then only starts; ends with Ctrl-C, and leaves nobody behind."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import tree
from testing.houses import ROOT, House, free_port

pytestmark = [pytest.mark.slow, pytest.mark.sqlite]
SOON = 5.0  # seconds of CPU: half of the ten in which a second start must be ready on a quiet machine


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("WITHNESS_", "DATABASE_", "REDIS_"))
    }
    port = free_port()
    settings = {"WITHNESS_DATA": str(tmp_path / "data"), "WITHNESS_PORT": str(port), "WITHNESS_DEMO": "no"}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    tmp_path.joinpath("log").touch()
    house = House(folder=tmp_path, environment=kept | settings, command=[str(ROOT / "bin" / "serve")], port=port)
    done = subprocess.run([*house.command, "--prepare"], env=house.environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "data" / "withness.sqlite3").exists()
    yield house
    house.close()


def test_the_second_start_only_starts_and_control_c_ends_it(house: House) -> None:
    environment = ROOT / ".venv" / "withness-stamp.json"
    made_at = environment.stat().st_mtime_ns
    house.start()
    assert house.process is not None
    used = tree.cpu(house.process.pid)
    assert environment.stat().st_mtime_ns == made_at
    assert used < SOON, f"{used:.1f} s of CPU until it was open"
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
