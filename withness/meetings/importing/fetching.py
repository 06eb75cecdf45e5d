"""Fetching a list from an address that somebody gave us, without ever being sent into our own house.

Each hop is looked up once, every address it has must be one of the open internet, and the connection goes to exactly
the address that was checked: a name that answers differently the second time gains nothing. Redirects are hops like any
other. Size and time have an end.
"""

from __future__ import annotations

import http.client
import time
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from withness import __version__
from withness.foundation.open_internet import NotOpen, Pinned, is_open, open_number_of
from withness.meetings.importing.listing import Unreadable
from withness.meetings.importing.unwrapping import LARGEST

MOST_HOPS = 5
LONGEST = 120.0  # seconds for all of it
_PORTS = {80, 443, 8080, 8443}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was answered. `body` is empty, and `is_same` true, when nothing has changed since `etag`."""

    body: bytes
    etag: str
    is_same: bool = False


def fetch(address: str, *, etag: str = "") -> Fetched:
    """Read `address`. Raises `Unreadable` with a sentence for whoever keeps the list."""
    end = time.monotonic() + LONGEST
    for _hop in range(MOST_HOPS + 1):
        answer = _ask(address, etag, end)
        if isinstance(answer, Fetched):
            return answer
        address = _onward(address, answer)
    raise Unreadable(f"This address leads on and on, more than {MOST_HOPS} times.")


def _onward(address: str, to: str) -> str:
    if not to:
        raise Unreadable("The server sends us on and does not say where to.")
    try:
        return urljoin(address, to)
    except ValueError as odd:
        raise Unreadable("The server sends us on to what is no address.") from odd


def open_address_of(host: str, port: int) -> str:
    """The number to connect to. Raises `Unreadable` if any number of that name is not of the open internet."""
    try:
        return open_number_of(host, port)
    except NotOpen as no:
        raise Unreadable(no.sentence) from no


def looks_open(address: str) -> bool:
    """Whether it may be fetched, as far as it can be told without asking anybody: where a name leads is seen then."""
    try:
        _parts_of, host, _port = _parts(address)
    except Unreadable:
        return False
    try:
        return is_open(host)
    except ValueError:  # a name, not a number
        return "." in host.rstrip(".") and not host.rstrip(".").endswith((".localhost", ".local", ".internal"))


def _parts(address: str) -> tuple[SplitResult, str, int]:
    try:
        parts = urlsplit(address)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as odd:
        raise Unreadable("This is not an address of the web.") from odd
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
        raise Unreadable("Only plain addresses of the web are fetched: https://example.org/meetings.json")
    if port not in _PORTS:
        raise Unreadable(f"Port {port} is not one where lists of meetings are.")
    return parts, parts.hostname, port


def _ask(address: str, etag: str, end: float) -> Fetched | str:
    """The answer, or where it sends us."""
    parts, host, port = _parts(address)
    line = Pinned(host, port, open_address_of(host, port), secure=parts.scheme == "https")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        line.request("GET", path, headers=_headers(etag))
        return _answer(line.getresponse(), end)
    except (OSError, http.client.HTTPException, UnicodeError) as odd:
        raise Unreadable(f"{host} did not answer as it should ({type(odd).__name__}).") from odd
    finally:
        line.close()


def _headers(etag: str) -> dict[str, str]:
    same = {"If-None-Match": etag} if etag else {}
    return {"User-Agent": f"Withness/{__version__}", "Accept": "application/json, text/csv;q=0.8, */*;q=0.5",
            "Accept-Encoding": "gzip", **same}  # fmt: skip


def _answer(response: http.client.HTTPResponse, end: float) -> Fetched | str:
    if response.status in {301, 302, 303, 307, 308}:
        return response.getheader("Location") or ""
    if response.status == 304:
        return Fetched(b"", "", is_same=True)
    if response.getheader("cf-mitigated") == "challenge":
        raise Unreadable("The server asks whether we are human, so its list cannot be read. Ask them to let us in.")
    if response.status != 200:
        raise Unreadable(f"The server answered {response.status} instead of the list.")
    pieces, size = [], 0
    while piece := response.read1(65536):
        size += len(piece)
        if size > LARGEST:
            raise Unreadable(f"This is larger than {LARGEST // 1024 // 1024} MB, more than any list of meetings needs.")
        if time.monotonic() > end:
            raise Unreadable("The server answered too slowly.")
        pieces.append(piece)
    return Fetched(b"".join(pieces), (response.getheader("ETag") or "")[:200])
