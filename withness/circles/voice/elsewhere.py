"""Calls that somebody else's program carries: a link, Jitsi, LiveKit, BigBlueButton.

How each of them wants to be asked: Jitsi's token authentication (HS256, `context.user`), LiveKit's access tokens and
its Twirp room service, BigBlueButton's checksum over the call, the query and the shared secret (SHA-256).
"""

from __future__ import annotations

import hashlib
import json
import time
from http.client import HTTPException
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import Request, urlopen
from xml.etree import ElementTree

from django.utils.translation import gettext as _

from withness.circles.voice.providers import Guest, NotReached

WAIT = 4.0  # seconds


class Place:
    """Where something is and how one shows who one is: `https://host/path?key=…&secret=…` in the settings."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        asked = parse_qs(parts.query)
        self.key = asked.get("key", [""])[0]
        self.secret = asked.get("secret", [""])[0]
        self.client = asked.get("client", [""])[0]
        self.base = f"{parts.scheme}://{parts.netloc}{parts.path}".rstrip("/")
        self.host = parts.hostname or ""


class Link:
    """A call elsewhere, of which we know nothing but its address."""

    def __init__(self, link: str) -> None:
        self.link = link

    def create_room(self, name: str) -> str:  # noqa: ARG002
        """There is nothing to make."""
        return self.link

    def join_ticket(self, room: str, guest: Guest, *, until: int) -> str:  # noqa: ARG002
        """The link itself."""
        return room

    def end(self, room: str) -> None:
        """It is not ours to end."""

    def mute(self, room: str, key: str, *, muted: bool) -> None:
        """Not ours either."""

    def kick(self, room: str, key: str) -> None:
        """Nor this."""

    def participants(self, room: str) -> list[str]:  # noqa: ARG002
        """Nobody tells us."""
        return []

    def health(self) -> bool:
        """We do not ask."""
        return True


class Jitsi(Link):
    """A Jitsi with token authentication. A ticket ends with the circle; Jitsi itself has no way to end a call for us."""

    def __init__(self, address: str) -> None:
        self.place = Place(address)
        super().__init__("")

    def create_room(self, name: str) -> str:
        """Jitsi makes the room when the first one comes."""
        return name

    def join_ticket(self, room: str, guest: Guest, *, until: int) -> str:
        """The room's address with a token for this room and this guest."""
        user = {"id": guest.key, "name": guest.name, "moderator": guest.holds}
        features = {"recording": False, "livestreaming": False, "transcription": False}
        claims = {
            "aud": "jitsi", "iss": self.place.key, "sub": self.place.host, "room": room, "exp": until,
            "nbf": int(time.time()) - 10, "context": {"user": user, "features": features},
        }  # fmt: skip
        return f"{self.place.base}/{room}?{urlencode({'jwt': _signed(claims, self.place.secret)})}"

    def health(self) -> bool:
        """Whether its page answers."""
        return bool(_ask(self.place.base))


class LiveKit(Link):
    """A LiveKit server. `client` in its settings is the address of the page with which one joins."""

    def __init__(self, address: str) -> None:
        self.place = Place(address)
        super().__init__("")

    def create_room(self, name: str) -> str:
        """A room that goes when the last one has left."""
        self._call("CreateRoom", {"name": name, "empty_timeout": 600})
        return name

    def join_ticket(self, room: str, guest: Guest, *, until: int) -> str:
        """The client's address with a token for this room."""
        grant = {"room": room, "roomJoin": True, "canPublish": True, "canSubscribe": True, "roomRecord": False}
        token = self._token(grant, until=until, sub=guest.key, name=guest.name)
        wire = self.place.base.replace("http", "ws", 1)
        return f"{self.place.client}?{urlencode({'liveKitUrl': wire, 'token': token})}"

    def end(self, room: str) -> None:
        """The room goes, and everybody in it."""
        self._call("DeleteRoom", {"room": room})

    def mute(self, room: str, key: str, *, muted: bool) -> None:
        """Every microphone of theirs. LiveKit lets nobody open another's microphone again; they do it themselves."""
        if not muted:
            return
        told = self._call("GetParticipant", {"room": room, "identity": key})
        for track in told.get("tracks", []):
            self._call("MutePublishedTrack", {"room": room, "identity": key, "track_sid": track["sid"], "muted": True})

    def kick(self, room: str, key: str) -> None:
        """They leave."""
        self._call("RemoveParticipant", {"room": room, "identity": key})

    def participants(self, room: str) -> list[str]:
        """Who is there."""
        told = self._call("ListParticipants", {"room": room})
        return [one["identity"] for one in told.get("participants", [])]

    def health(self) -> bool:
        """Whether it answers."""
        return "rooms" in self._call("ListRooms", {})

    def _token(self, grant: dict[str, object], *, until: int, **more: str) -> str:
        return _signed(
            {"iss": self.place.key, "exp": until, "nbf": int(time.time()) - 10, "video": grant, **more},
            self.place.secret,
        )

    def _call(self, name: str, body: dict[str, object]) -> dict[str, list[dict[str, str]]]:
        grant: dict[str, object] = {
            "roomCreate": True,
            "roomList": True,
            "roomAdmin": True,
            "room": body.get("room", body.get("name", "")),
        }
        token = self._token(grant, until=int(time.time()) + 60)
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        address = f"{self.place.base}/twirp/livekit.RoomService/{name}"
        told: dict[str, list[dict[str, str]]] = json.loads(_ask(address, json.dumps(body).encode(), headers) or b"{}")
        return told


class BigBlueButton(Link):
    """A BigBlueButton server. Its recording is switched off, and nobody can switch it on."""

    def __init__(self, address: str) -> None:
        self.place = Place(address)
        super().__init__("")

    def address_of(self, call: str, **asked: str) -> str:
        """A call with its checksum."""
        query = urlencode(asked)
        checksum = hashlib.sha256(f"{call}{query}{self.place.secret}".encode()).hexdigest()
        return f"{self.place.base}/api/{call}?{query}{'&' if query else ''}checksum={checksum}"

    def create_room(self, name: str) -> str:
        """A meeting without a recorder."""
        self._call(
            "create", meetingID=name, record="false", autoStartRecording="false",
            allowStartStopRecording="false", attendeePW=self._word(name, "attendee"), moderatorPW=self._word(name, "moderator"),
        )  # fmt: skip
        return name

    def join_ticket(self, room: str, guest: Guest, *, until: int) -> str:  # noqa: ARG002
        """The address with which this guest comes in. It is worth nothing once the meeting has ended."""
        role = "moderator" if guest.holds else "attendee"
        return self.address_of(
            "join", meetingID=room, fullName=guest.name, userID=guest.key, password=self._word(room, role)
        )

    def end(self, room: str) -> None:
        """For everybody."""
        self._call("end", meetingID=room, password=self._word(room, "moderator"))

    def participants(self, room: str) -> list[str]:
        """Who is there."""
        told = self._call("getMeetingInfo", meetingID=room)
        return [one.text or "" for one in told.iter("userID")]

    def health(self) -> bool:
        """Whether it answers, and knows our secret."""
        return self._call("getMeetings").findtext("returncode") == "SUCCESS"

    def _word(self, room: str, role: str) -> str:
        return hashlib.sha256(f"{role}:{room}:{self.place.secret}".encode()).hexdigest()[:24]

    def _call(self, name: str, **asked: str) -> ElementTree.Element:
        told = _ask(self.address_of(name, **asked))
        if b"<!DOCTYPE" in told or b"<!ENTITY" in told:
            raise NotReached(_("The room of sound does not answer just now. The circle goes on without it."))
        return ElementTree.fromstring(told)  # noqa: S314 -- of a server that whoever runs this house has chosen; no entities


def _signed(claims: dict[str, object], secret: str) -> str:
    import jwt

    return jwt.encode(claims, secret, algorithm="HS256")


def _ask(address: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> bytes:
    try:
        asked = Request(address, body, headers or {})  # noqa: S310 -- the address stands in the settings
        with urlopen(asked, timeout=WAIT) as answer:  # noqa: S310 -- the address stands in the settings
            told: bytes = answer.read(1_000_000)
    except (OSError, HTTPException):
        raise NotReached(_("The room of sound does not answer just now. The circle goes on without it.")) from None
    return told
