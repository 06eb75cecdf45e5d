"""What somebody who wants to listen says: taken from the head of their request, and small enough to be passed on."""

from __future__ import annotations

from urllib.parse import parse_qsl

import msgspec
from django.conf import settings
from django.http.cookie import parse_cookie

from withness.foundation.live.doors import MOST_STREAMS, Credential

_WANTED = {b"cookie", b"authorization", b"last-event-id"}
_LONGEST_QUERY = 8192


class Knock(msgspec.Struct):
    """A request for live streams."""

    query: str
    cookie: str = ""
    authorization: str = ""
    last_event_id: str = ""

    def credential(self) -> Credential | None:
        """What they show: a token if there is one, else a session."""
        scheme, _, token = self.authorization.partition(" ")
        if self.authorization:
            return Credential("token", token.strip()) if scheme.lower() == "bearer" and token.strip() else None
        key = parse_cookie(self.cookie).get(settings.SESSION_COOKIE_NAME, "")
        return Credential("session", key) if key else None

    def streams(self) -> list[str]:
        """The streams asked for, each once; nothing when there are none, or more than anybody needs."""
        names = dict.fromkeys(self._asked().get("streams", "").split(","))
        return [] if len(names) > MOST_STREAMS or "" in names else list(names)

    def after(self) -> str:
        """The cursor to go on from. A browser that reconnects by itself sends it anew in its header."""
        asked = self._asked()
        return self.last_event_id or asked.get("after", "") or asked.get("lastEventId", "")

    def _asked(self) -> dict[str, str]:
        try:
            return dict(parse_qsl(self.query[:_LONGEST_QUERY], max_num_fields=10))
        except ValueError:
            return {}


def knock_from(target: bytes, headers: list[tuple[bytes, bytes]]) -> Knock:
    """What a request's head says, as far as it matters here."""
    said = {name: value.decode("latin-1") for name, value in headers if name in _WANTED}
    return Knock(
        query=target.partition(b"?")[2].decode("latin-1"),
        cookie=said.get(b"cookie", ""),
        authorization=said.get(b"authorization", ""),
        last_event_id=said.get(b"last-event-id", ""),
    )


_pack, _unpack = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(Knock)


def pack(knock: Knock) -> bytes:
    """As bytes, for another process."""
    return _pack.encode(knock)


def unpack(data: bytes) -> Knock:
    """Out of the bytes again."""
    return _unpack.decode(data)
