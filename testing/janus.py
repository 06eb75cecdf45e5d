"""A Janus of our own for the time of a test: its AudioBridge, its HTTP door on this machine only, and nothing recorded."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import Request, urlopen

from testing.houses import free_port

SECRET = "a secret for tests only"
PLUGINS, TRANSPORTS = "plugins", "transports"


def janus_here() -> str:
    """The program, or nothing."""
    return shutil.which("janus") or ""


@contextlib.contextmanager
def running_janus(folder: Path) -> Iterator[str]:
    """Serve one; answers the setting for `WITHNESS_JANUS`."""
    port, first = free_port(), 21_000 + free_port() % 20_000
    libraries = next(Path("/usr/lib").glob("*/janus"))
    for name, one in ((PLUGINS, "libjanus_audiobridge.so"), (TRANSPORTS, "libjanus_http.so")):
        (folder / name).mkdir(parents=True)
        (folder / name / one).symlink_to(libraries / name / one)
    (folder / "janus.jcfg").write_text(
        f'general: {{ configs_folder = "{folder}" plugins_folder = "{folder}/{PLUGINS}" '
        f'transports_folder = "{folder}/{TRANSPORTS}" api_secret = "{SECRET}" debug_level = 3 session_timeout = 30 }}\n'
        f'media: {{ rtp_port_range = "{first}-{first + 400}" }}\n'
        'nat: { ice_enforce_list = "lo,eth,en" ignore_mdns = true }\n'
    )
    (folder / "janus.transport.http.jcfg").write_text(
        f'general: {{ base_path = "/janus" http = true port = {port} ip = "127.0.0.1" https = false }}\n'
        "admin: { admin_http = false }\n"
    )
    (folder / "janus.plugin.audiobridge.jcfg").write_text("general: { }\n")
    command = [janus_here(), "-F", str(folder), "-C", str(folder / "janus.jcfg")]
    with (folder / "log").open("wb") as log:
        served = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        try:
            _wait_for(port, folder)
            yield f"http://127.0.0.1:{port}/janus?secret={quote(SECRET)}"
        finally:
            served.terminate()
            served.wait(10)


def _wait_for(port: int, folder: Path) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        with contextlib.suppress(OSError), urlopen(f"http://127.0.0.1:{port}/janus/info", timeout=2):
            return
        time.sleep(0.1)
    raise AssertionError((folder / "log").read_text()[-2000:])


def asked_directly(setting: str, room: str) -> list[dict[str, Any]]:
    """Who Janus itself says is in a room."""
    told = _message(setting, {"request": "listparticipants", "room": _number(room)})
    found: list[dict[str, Any]] = told.get("participants", [])
    return found


def join_with(setting: str, room: str, *, token: str) -> bool:
    """Whether Janus lets somebody in with that token."""
    told = _message(
        setting, {"request": "join", "room": _number(room), "token": token, "display": "Nobody"}, later=True
    )
    return "error" not in told


def _number(room: str) -> int:
    from withness.circles.voice.janus import number_of

    return number_of(room)


def _message(setting: str, body: dict[str, Any], *, later: bool = False) -> dict[str, Any]:
    base = setting.partition("?")[0]
    session = _post(base, {"janus": "create"})["data"]["id"]
    handle = _post(f"{base}/{session}", {"janus": "attach", "plugin": "janus.plugin.audiobridge"})["data"]["id"]
    told = _post(f"{base}/{session}/{handle}", {"janus": "message", "body": body})
    if later:
        with urlopen(f"{base}/{session}?maxev=1&apisecret={quote(SECRET)}", timeout=10) as answer:
            told = json.loads(answer.read())
    _post(f"{base}/{session}", {"janus": "destroy"})
    found: dict[str, Any] = told["plugindata"]["data"]
    return found


def _post(address: str, body: dict[str, Any]) -> dict[str, Any]:
    asked = Request(
        address,
        json.dumps({**body, "transaction": "t", "apisecret": SECRET}).encode(),
        {"Content-Type": "application/json"},
    )
    with urlopen(asked, timeout=10) as answer:
        told: dict[str, Any] = json.loads(answer.read())
    return told
