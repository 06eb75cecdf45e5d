"""The examples of `docs/api.md`, run as they stand there: a shell and a `jq` just large enough for what the page says."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import urlsplit

PAGE = Path(__file__).resolve().parent.parent / "docs" / "api.md"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINE = re.compile(r"^(?:(?P<name>[A-Z]+)=)?(?P<rest>.*?)(?:\s+# (?P<expects>\w+))?$", re.DOTALL)
_ASKED = re.compile(r"^\$\((?P<curl>curl .*?) \| jq -r '(?P<path>.*)'\)$", re.DOTALL)
_CHOSEN = re.compile(r"^\.items\[\] \| select\(\.(\w+) == \"(\w+)\"\) \| \.(\w+)$")


@dataclass
class Call:
    """One `curl`, taken apart."""

    method: str = "GET"
    path: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""


Answer = tuple[int, str]
Do = Callable[[Call], Answer]


def blocks(kind: str) -> list[str]:
    """The blocks of that kind on the page."""
    return [text for name, text in _BLOCK.findall(PAGE.read_text()) if name == kind]


def run_page(*, token: str, do: Do, listen: Do | None = None) -> int:
    """Run every example, in order; answers how many were checked. Raises `AssertionError` where the page is wrong.

    `do` makes one call; `listen` opens a live stream (without it those examples are left out).
    """
    said = {"TOKEN": token}
    checked = 0
    for name, rest, expects in _commands():
        asked = _ASKED.match(rest)
        if not rest.startswith(("curl ", "$(")):
            said[name] = Template(shlex.split(rest)[0]).substitute(said)
            continue
        call = _call(asked["curl"] if asked else rest, said)
        if expects == "live" and listen is None:
            continue
        status, body = (listen if expects == "live" and listen else do)(call)
        if asked:
            said[name] = _picked(json.loads(body), asked["path"])
        else:
            assert status == (200 if expects == "live" else int(expects)), (rest, status, body)
            checked += 1
    return checked


def _commands() -> Iterator[tuple[str, str, str]]:
    for block in blocks("sh"):
        for line in block.replace("\\\n", " ").strip().split("\n"):
            found = _LINE.match(line.strip())
            assert found, line
            yield found["name"] or "", found["rest"], found["expects"] or ""


def _call(curl: str, said: dict[str, str]) -> Call:
    call, words = Call(), [Template(word).safe_substitute(said) for word in shlex.split(curl)[1:]]
    while words:
        word = words.pop(0)
        if word == "-H":
            name, _, text = words.pop(0).partition(": ")
            call.headers[name] = text
        elif word == "-d":
            call.method, call.body = "POST" if call.method == "GET" else call.method, words.pop(0)
        elif word == "-X":
            call.method = words.pop(0)
        elif not word.startswith("-"):
            parts = urlsplit(word)
            call.path = parts.path + (f"?{parts.query}" if parts.query else "")
    return call


def _picked(body: Any, path: str) -> str:
    chosen = _CHOSEN.match(path)
    if chosen:
        key, value, wanted = chosen.groups()
        return str(next(item[wanted] for item in body["items"] if item[key] == value))
    for key in path.strip(".").split("."):
        body = body[key]
    return str(body)
