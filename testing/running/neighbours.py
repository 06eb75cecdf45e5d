"""PostgreSQL and Redis for the tests: those that already run on this machine, else our own for the time of one run.

What already runs is used and never stopped. What we start lives in a folder of its own under /tmp, is not run as root,
and dies with us, however we die.
"""

from __future__ import annotations

import contextlib
import ctypes
import getpass
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

HERE = "127.0.0.1"
PATIENCE = 30.0  # seconds for a server of our own to answer


@contextlib.contextmanager
def postgres_for_tests() -> Iterator[str]:
    """The address of a database in which we may make others; empty when there is none and none can be started."""
    running = _running_postgres()
    if running:
        yield running
        return
    binaries = _postgres_binaries()
    if binaries is None:
        yield ""
        return
    with _folder("postgres") as (folder, who), _own_postgres(binaries, folder, who) as url:
        yield url


@contextlib.contextmanager
def own_postgres() -> Iterator[tuple[str, int]]:
    """A PostgreSQL that nobody else uses, and its process, so that what it costs can be told. Raises `RuntimeError`."""
    binaries = _postgres_binaries()
    if binaries is None:
        raise RuntimeError("There is no PostgreSQL on this machine.")
    with _folder("postgres") as (folder, who), _own_postgres(binaries, folder, who) as url:
        if not url:
            raise RuntimeError("A PostgreSQL of our own could not be started.")
        yield url, int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])


@contextlib.contextmanager
def redis_for_tests() -> Iterator[str]:
    """The address of a Redis or Valkey; empty when there is none and none can be started."""
    if _redis_answers(6379):
        yield f"redis://{HERE}:6379/15"
        return
    binary = shutil.which("redis-server") or shutil.which("valkey-server")
    if binary is None:
        yield ""
        return
    port = _free_port()
    command = [binary, "--port", str(port), "--bind", HERE, "--save", "", "--appendonly", "no"]
    with _folder("nobody") as (folder, who), _alive(command, folder, who, lambda: _redis_answers(port)) as well:
        yield f"redis://{HERE}:{port}/15" if well else ""


def _running_postgres() -> str:
    """The first address at which a careful PostgreSQL lets us make databases."""
    given = os.environ.get("TEST_DATABASE_URL", "")
    if given.startswith("postgres"):
        return given if _welcomes_us(given) else ""
    with socket.socket() as knock:
        knock.settimeout(2)
        if knock.connect_ex((HERE, 5432)):
            return ""
    word = os.environ.get("PGPASSWORD", "")
    for name in dict.fromkeys((os.environ.get("PGUSER") or getpass.getuser(), "postgres")):
        for words in dict.fromkeys((word, "", "postgres")):
            secret = f":{quote(words)}" if words else ""
            for database in ("postgres", "test"):
                url = f"postgresql://{quote(name)}{secret}@{HERE}:5432/{database}"
                if _welcomes_us(url):
                    return url
    return ""


def _welcomes_us(url: str) -> bool:
    """Whether we may make databases there, and whether it keeps what it promises: tests would refuse a careless one."""
    import psycopg

    asks = (
        "SELECT (rolcreatedb OR rolsuper) AND current_setting('fsync') = 'on' "
        "AND current_setting('synchronous_commit') = 'on' AND current_setting('full_page_writes') = 'on' "
        "FROM pg_roles WHERE rolname = current_user"
    )
    try:
        with psycopg.connect(url, connect_timeout=3) as connection:
            found = connection.execute(asks).fetchone()
            return bool(found and found[0])
    except psycopg.Error:
        return False


def _postgres_binaries() -> Path | None:
    """The newest PostgreSQL on this machine: on the path, or where Debian keeps it."""
    found = [Path(path).parent for path in [shutil.which("initdb")] if path]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: _number(path.parent.name), reverse=True)
    return next((path for path in found if (path / "initdb").exists() and (path / "postgres").exists()), None)


def _number(text: str) -> float:
    return float(text) if text.replace(".", "", 1).isdigit() else 0.0


@contextlib.contextmanager
def _own_postgres(binaries: Path, folder: Path, who: str | None) -> Iterator[str]:
    data, port = folder / "data", _free_port()
    make = [str(binaries / "initdb"), "-D", str(data), "-A", "trust", "-U", "tests", "-E", "UTF8", "--no-sync"]
    made = subprocess.run(make, cwd=folder, user=who, group=_group(who), capture_output=True, check=False)
    if made.returncode:
        yield ""
        return
    url = f"postgresql://tests@{HERE}:{port}/postgres"
    serve = [str(binaries / "postgres"), "-D", str(data), "-p", str(port), "-h", HERE, "-k", str(folder)]
    with _alive(serve, folder, who, lambda: _welcomes_us(url), stop=signal.SIGINT) as well:
        yield url if well else ""


@contextlib.contextmanager
def _alive(
    command: list[str], folder: Path, who: str | None, answers: Callable[[], bool], *, stop: int = signal.SIGTERM
) -> Iterator[bool]:
    """A server of our own while we need it; says whether it came to answer in time."""
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            command, cwd=folder, user=who, group=_group(who), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            start_new_session=True, preexec_fn=lambda: _die_with_us(stop),
        )  # fmt: skip
    try:
        yield _comes_to_answer(server, answers)
    finally:
        server.send_signal(stop)
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _comes_to_answer(server: subprocess.Popen[bytes], answers: Callable[[], bool]) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        if answers():
            return True
        time.sleep(0.1)
    return False


def _die_with_us(stop: int) -> None:
    """Linux sends this signal to the child when we are gone, even by kill -9; elsewhere we can only tidy up ourselves."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, stop, 0, 0, 0)


@contextlib.contextmanager
def _folder(rather: str) -> Iterator[tuple[Path, str | None]]:
    """A folder for a server of ours, and as whom to run it: never as root, who may not and should not."""
    with tempfile.TemporaryDirectory(prefix="withness-neighbour-", ignore_cleanup_errors=True) as name:
        who = _somebody(rather) if os.geteuid() == 0 else None
        if who:
            shutil.chown(name, user=who, group=_group(who))
        yield Path(name), who


def _somebody(rather: str) -> str:
    for name in (rather, "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    return "nobody"


def _group(who: str | None) -> int | None:
    return pwd.getpwnam(who).pw_gid if who else None


def _redis_answers(port: int) -> bool:
    try:
        with socket.create_connection((HERE, port), timeout=1) as line:
            line.sendall(b"PING\r\n")
            return line.recv(16).startswith(b"+PONG")
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as any_port:
        any_port.bind((HERE, 0))
        return int(any_port.getsockname()[1])
