"""Houses that really serve, for journeys and fault tests: a process tree on a free port, over a data folder of its own.

with running_house(tmp_path) as house:
    cast = house.errand("cast")
    house.get("/")                        # a page
    house.kill()                          # as `kill -9` of the parent
    house.start()                         # again, on the same data
"""

from __future__ import annotations

import contextlib
import functools
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from testing.ready import copy_tables

ROOT = Path(__file__).resolve().parent.parent
READY = 30.0  # seconds, on a machine that is busy with other tests


@dataclass
class House:
    """One house: where it is, how it is started, and what may be done to it."""

    folder: Path
    environment: dict[str, str]
    command: list[str]
    port: int
    before: list[str] = field(default_factory=list)  # such as ["prlimit", "--nofile=1024:1024"]
    process: subprocess.Popen[bytes] | None = None
    _runner: subprocess.Popen[str] | None = None

    @property
    def base_url(self) -> str:
        """Where its pages are."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """The parent of its processes, while it serves."""
        assert self.process is not None
        return self.process.pid

    def start(self) -> None:
        """Serve, and come back when it says that it is open."""
        log = (self.folder / "log").open("ab")
        self.process = subprocess.Popen(
            [*self.before, *self.command], cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=log, start_new_session=True,
        )  # fmt: skip
        assert self.process.stdout is not None
        line = _line_within(self.process.stdout.fileno(), READY)
        if b"open" not in line:
            raise AssertionError(f"the house did not open: {line!r}\n{self.log()[-3000:]}")

    def stop(self, *, patience: float = 10) -> int:
        """End it kindly; its exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self._ended(patience)

    def kill(self) -> None:
        """End it as `kill -9` of the parent does."""
        assert self.process is not None
        self.process.kill()
        self._ended(10)

    def _ended(self, patience: float) -> int:
        assert self.process is not None
        assert self.process.stdout is not None
        code = self.process.wait(patience)
        self.process.stdout.close()
        self.process = None
        return code

    def children(self) -> dict[str, list[int]]:
        """The processes of the tree by what they do: `web`, `live`, `worker`."""
        found: dict[str, list[int]] = {}
        for pid in _children_of(self.process.pid if self.process else 0):
            with contextlib.suppress(OSError):
                name = Path(f"/proc/{pid}/comm").read_text().strip()
                found.setdefault(name.removeprefix("withness "), []).append(pid)
        return found

    def errand(self, name: str, **more: Any) -> Any:
        """Have something done inside (`testing/errands`) and answer what came of it."""
        if self._runner is None or self._runner.poll() is not None:
            self._runner = subprocess.Popen(
                [sys.executable, "-m", "testing.errands"], cwd=ROOT, env=self.environment, text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            )  # fmt: skip
        assert self._runner.stdin is not None
        assert self._runner.stdout is not None
        self._runner.stdin.write(json.dumps({"errand": name, "with": more}) + "\n")
        self._runner.stdin.flush()
        line = self._runner.stdout.readline()
        answer = json.loads(line) if line else {"trouble": "the errand runner ended"}
        if "trouble" in answer:
            raise AssertionError(answer["trouble"])
        return answer["came"]

    def get(self, path: str, *, token: str = "", timeout: float = 10) -> tuple[int, bytes]:
        """Status and body of a page."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        try:
            with urlopen(Request(self.base_url + path, headers=headers), timeout=timeout) as answer:
                return answer.status, answer.read()
        except OSError as trouble:
            if hasattr(trouble, "code"):
                with trouble:  # type: ignore[attr-defined]
                    return trouble.code, trouble.read()  # type: ignore[attr-defined]
            raise

    def log(self) -> str:
        """What it wrote to standard error, over all its starts."""
        return (self.folder / "log").read_text()

    def close(self) -> None:
        """Leave nothing running."""
        if self._runner is not None and self._runner.stdin is not None and self._runner.stdout is not None:
            self._runner.stdin.close()
            self._runner.stdout.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._runner.wait(10)
            self._runner.kill()  # a busy machine may need longer; the house must not stay for that
            self._runner.wait(10)
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self._ended(10)


@contextlib.contextmanager
def running_house(
    folder: Path, *, postgres: str = "", redis: str = "", web: int = 1, live: int = 1, files: int = 0,
    begin: bool = True, faults: Sequence[str] = (), **settings: str,
) -> Iterator[House]:  # fmt: skip
    """A house that serves. `postgres`: the address of a server on which to make a database for it (else SQLite).

    `files` limits its open files, hard. `faults` are put in on purpose (`testing/seeded.py`). `settings` are further
    variables of its environment.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as last:
        url = last.enter_context(_database(postgres)) if postgres else ""
        port = free_port()
        house = House(
            folder=folder,
            environment=_environment(folder, port, url, redis, web, live) | settings,
            command=[
                sys.executable,
                "-m",
                *(["testing.seeded", *faults] if faults else ["withness.foundation.serving"]),
            ],
            port=port,
            before=["prlimit", f"--nofile={files}:{files}"] if files else [],
        )
        last.callback(house.close)
        _furnish(house, url)
        if begin:
            house.start()
        yield house


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as knock:
        knock.bind(("127.0.0.1", 0))
        return int(knock.getsockname()[1])


def postgres_here() -> str:
    """The PostgreSQL that tests may use, or nothing."""
    return os.environ.get("TEST_POSTGRES_URL") or os.environ.get("TEST_DATABASE_URL", "")


def _environment(folder: Path, port: int, url: str, redis: str, web: int, live: int) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("WITHNESS_", "PYTEST_", "DJANGO_"))
    }
    kept.pop("DATABASE_URL", None)
    kept.pop("REDIS_URL", None)
    return kept | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "WITHNESS_DATA": str(folder),
        "WITHNESS_PORT": str(port),
        "WITHNESS_SECRET": "a secret for houses in tests, long enough to be one",
        "WITHNESS_WEB_PROCESSES": str(web),
        "WITHNESS_LIVE_PROCESSES": str(live),
        "WITHNESS_DEMO": "no",
        **({"DATABASE_URL": url} if url else {}),
        **({"REDIS_URL": redis} if redis else {}),
    }


def _furnish(house: House, url: str) -> None:
    """Styles and tables, made once and copied from then on; on PostgreSQL the tables came with the database."""
    shutil.copytree(_styles(), house.folder / "static", dirs_exist_ok=True)
    if not url:
        copy_tables(house.folder / "withness.sqlite3")


@functools.cache
def _styles() -> Path:
    """The gathered files of the look. They go with the process that gathered them."""
    import atexit

    folder = Path(tempfile.mkdtemp(prefix="withness-styles-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _manage(_environment(folder, 1, "", "", 1, 1), "collectstatic", "--noinput", "-v0")
    return folder / "static"


def _manage(environment: dict[str, str], *words: str) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()[-3000:]


@contextlib.contextmanager
def _database(server: str) -> Iterator[str]:
    """A database of our own on that server, with every table in it, dropped again afterwards."""
    name, model = f"withness_house_{uuid.uuid4().hex[:12]}", _model_database(server)
    _said_to(server, f'CREATE DATABASE "{name}" TEMPLATE "{model}"')
    try:
        yield server.rpartition("/")[0] + "/" + name
    finally:
        _said_to(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@functools.cache
def _model_database(server: str) -> str:
    """The name of an empty one with every table, for others to be copied from. It goes with the process that made it."""
    import atexit

    name = f"withness_model_{uuid.uuid4().hex[:12]}"
    _said_to(server, f'CREATE DATABASE "{name}"')
    atexit.register(_said_to, server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    with tempfile.TemporaryDirectory(prefix="withness-model-") as folder:
        url = server.rpartition("/")[0] + "/" + name
        _manage(_environment(Path(folder), 1, url, "", 1, 1), "migrate", "-v0")
    return name


def _said_to(server: str, words: str) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(words)


def _line_within(handle: int, seconds: float) -> bytes:
    """The first line that comes, or as much of it as came in time. By `poll`: `select` knows no handle above 1023."""
    import select

    poll = select.poll()
    poll.register(handle, select.POLLIN)
    line, until = b"", time.monotonic() + seconds
    while not line.endswith(b"\n") and time.monotonic() < until:
        if poll.poll(100):
            piece = os.read(handle, 1024)
            if not piece:
                break
            line += piece
    return line


def _children_of(pid: int) -> list[int]:
    with contextlib.suppress(OSError):
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []
