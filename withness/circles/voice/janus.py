"""Our own room of sound, on Janus and its AudioBridge. The server mixes all voices into one; nothing is recorded.

Browsers never speak to Janus themselves: they give their offer to us, and we pass it on, so that a ticket is a seat in
the circle and ends with it. Only the sound itself goes between the browser and Janus.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from http.client import HTTPException
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from django.conf import settings
from django.utils.translation import gettext as _

from withness.circles.voice.elsewhere import Place
from withness.circles.voice.providers import Guest, NotReached

PLUGIN = "janus.plugin.audiobridge"
WAIT = 5.0
EXISTS = 486  # AudioBridge: a room of that number is there already
GONE = 485


class Janus:
    """A Janus on this machine, or on one that only this house reaches. Its address: `http://127.0.0.1:8088/janus`."""

    def __init__(self, address: str) -> None:
        self.place = Place(address)

    def create_room(self, name: str) -> str:
        """A room for at most sixty, whose number and secret come from its name."""
        self._manage({
            "request": "create", "room": number_of(name), "permanent": False, "secret": self._secret(name), "is_private": True,
            "record": False, "audiolevel_event": True, "allowed": [self._secret(name)], "sampling_rate": 48000,
            "allow_rtp_participants": False,
        }, but=EXISTS)  # fmt: skip
        return name

    def join_ticket(self, room: str, guest: Guest, *, until: int) -> str:  # noqa: ARG002
        """Let this guest in with a token of their own; the address is that of our own page."""
        self._manage(
            {
                "request": "allowed",
                "room": number_of(room),
                "secret": self._secret(room),
                "action": "add",
                "allowed": [self._token(room, guest.key)],
            }
        )
        return "voice"

    def answer(self, room: str, guest: Guest, offer: str) -> tuple[str, str]:
        """Bring a browser's offer in. Answers Janus's answer, and the name of the line, which `beat` keeps open."""
        session = self._ask("", {"janus": "create"})["data"]["id"]
        handle = self._ask(f"/{session}", {"janus": "attach", "plugin": PLUGIN})["data"]["id"]
        join = {
            "request": "join", "room": number_of(room), "id": number_of(guest.key), "token": self._token(room, guest.key),
            "display": guest.name, "muted": False,
        }  # fmt: skip
        path = f"/{session}/{handle}"
        self._event(session, self._ask(path, {"janus": "message", "body": join}))
        put = {
            "janus": "message",
            "body": {"request": "configure", "muted": False},
            "jsep": {"type": "offer", "sdp": offer},
        }
        told = self._event(session, self._ask(path, put), wants="jsep")
        return str(told["jsep"]["sdp"]), f"{session}.{handle}"

    def beat(self, line: str) -> bool:
        """Keep a line open; answers whether it still is."""
        session, _dot, _handle = line.partition(".")
        return session.isdigit() and self._ask(f"/{session}", {"janus": "keepalive"}, check=False).get("janus") == "ack"

    def hang_up(self, line: str) -> None:
        """Close a line."""
        session, _dot, _handle = line.partition(".")
        if session.isdigit():
            self._ask(f"/{session}", {"janus": "destroy"}, check=False)

    def end(self, room: str) -> None:
        """The room goes, and everybody in it."""
        self._manage({"request": "destroy", "room": number_of(room), "secret": self._secret(room)}, but=GONE)

    def mute(self, room: str, key: str, *, muted: bool) -> None:
        """They are not heard until somebody lets them."""
        self._on("mute" if muted else "unmute", room, key)

    def kick(self, room: str, key: str) -> None:
        """They leave, and their token opens nothing any more."""
        allow = {"request": "allowed", "room": number_of(room), "secret": self._secret(room), "action": "remove"}
        self._manage({**allow, "allowed": [self._token(room, key)]}, but=GONE)
        self._on("kick", room, key)

    def participants(self, room: str) -> list[str]:
        """The numbers of those who are there."""
        return [str(one["id"]) for one in self.told_of(room)]

    def told_of(self, room: str) -> list[dict[str, Any]]:
        """What Janus says of those who are there: `id`, `setup`, `muted`, `talking`."""
        told = self._manage({"request": "listparticipants", "room": number_of(room)}, but=GONE)
        found: list[dict[str, Any]] = told.get("participants", [])
        return found

    def health(self) -> bool:
        """Whether it answers."""
        return self._ask("/info", None).get("janus") == "server_info"

    def _on(self, request: str, room: str, key: str) -> None:
        asked = {"request": request, "room": number_of(room), "secret": self._secret(room), "id": number_of(key)}
        self._manage(asked, but=0)

    def _secret(self, room: str) -> str:
        return _hash("room", room)

    def _token(self, room: str, key: str) -> str:
        return _hash("token", room, key)

    def _manage(self, body: dict[str, Any], *, but: int = -1) -> dict[str, Any]:
        """Ask the AudioBridge something. Error `but` is none (0: no error is)."""
        session = self._ask("", {"janus": "create"})["data"]["id"]
        try:
            handle = self._ask(f"/{session}", {"janus": "attach", "plugin": PLUGIN})["data"]["id"]
            if body["request"] == "create" and self.place.key:
                body["admin_key"] = self.place.key
            told = self._ask(f"/{session}/{handle}", {"janus": "message", "body": body})
            data: dict[str, Any] = told.get("plugindata", {}).get("data", {})
            if data.get("error_code") and but not in (0, data["error_code"]):
                raise _silent()
            return data
        finally:
            self._ask(f"/{session}", {"janus": "destroy"}, check=False)

    def _event(self, session: int, first: dict[str, Any], *, wants: str = "plugindata") -> dict[str, Any]:
        """What comes of a message that is answered later."""
        told = first
        for _try in range(8):
            data = told.get("plugindata", {}).get("data", {})
            if data.get("error_code"):
                raise _silent()
            if wants in told and told.get("janus") == "event":
                return told
            told = self._ask(f"/{session}?maxev=1", None)
        raise _silent()

    def _ask(self, path: str, body: dict[str, Any] | None, *, check: bool = True) -> dict[str, Any]:
        if body is not None:
            body["transaction"] = secrets.token_hex(8)
            if self.place.secret:
                body["apisecret"] = self.place.secret
        elif self.place.secret:
            path += ("&" if "?" in path else "?") + urlencode({"apisecret": self.place.secret})
        data = None if body is None else json.dumps(body).encode()
        try:
            asked = Request(self.place.base + path, data, {"Content-Type": "application/json"})  # noqa: S310 -- as below
            with urlopen(asked, timeout=WAIT) as answer:  # noqa: S310 -- the address stands in the settings
                told: dict[str, Any] = json.loads(answer.read(1_000_000))
        except (OSError, HTTPException, ValueError):
            raise _silent() from None
        if check and told.get("janus") == "error":
            raise _silent()
        return told


def number_of(name: str) -> int:
    """Janus counts its rooms and guests; ours have names."""
    return int(hashlib.sha256(name.encode()).hexdigest()[:12], 16)


def _hash(*parts: str) -> str:
    return hashlib.sha256(":".join((settings.SECRET_KEY, "janus", *parts)).encode()).hexdigest()[:40]


def _silent() -> NotReached:
    return NotReached(_("The room of sound does not answer just now. The circle goes on without it."))
