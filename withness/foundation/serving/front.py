"""The front door: uvicorn's HTTP protocol, taught patience, limits, and whom to send to the live process."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable
from email.utils import formatdate
from typing import Any, cast

from httptools import HttpParserCallbackError, HttpParserInvalidURLError
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from withness.foundation.answers import problem, refusal
from withness.foundation.serving.patience import FirstWords, Guest, Stage
from withness.foundation.serving.trusting import is_ours, neighbourhood

log = logging.getLogger("withness.serving")
HEAD_SECONDS = 5.0  # for a complete request header, from the first moment
BODY_SECONDS = 30.0  # for what a form holds, on a bad connection
IDLE_SECONDS = 30.0  # an open connection nobody uses
LEAVE_SECONDS = 5.0  # for the last bytes of a connection that is ending
LONGEST_HEAD = 16_384
MOST_HEADERS = 100
MOST_FROM_ONE = 60  # connections of one address that have not yet said what they want
_TOO_LONG = refusal(
    problem(413, "too-long", "That was more than we can take at once. Please send it in smaller parts.")
)
_PACKED = refusal(problem(415, "packed", "Please send it without compression."))
_TOO_MUCH_HEAD = refusal(problem(431, "too-much-head", "The request header is too large."))
_TOO_SLOW = refusal(problem(408, "too-slow", "The request did not arrive in time. Please send it again."))
_NOT_HTTP = refusal(problem(400, "not-http", "This could not be read as a request."))
LIVE_PATH = b"/api/v1/live"


class Lobby:
    """What all connections of one process share: their stages, the clock that sweeps them, the limits."""

    def __init__(self, loop: Any, *, most: int, longest_body: int, live: Callable[[FrontDoor], None]) -> None:
        self.loop = loop
        self.most = most
        self.longest_body = longest_body
        self.live = live
        self.everybody: set[FrontDoor] = set()
        self.heads = FirstWords(HEAD_SECONDS, most=most // 2, most_from_one=MOST_FROM_ONE, over=_too_slow)
        self.bodies = Stage(BODY_SECONDS, most=min(512, most // 4), over=_too_slow)
        self.idle = Stage(IDLE_SECONDS, most=most, over=_end)
        self.leaving = Stage(LEAVE_SECONDS, most=most, over=_cut)
        self.stages = (self.heads, self.bodies, self.idle, self.leaving)
        self.closing = False
        self._sweeping = False

    def move(self, guest: FrontDoor, to: Stage | None) -> None:
        """`guest` goes from the stage it is in to the next (None: we work for it, and it may wait as long as it takes)."""
        if guest.stage is not None:
            guest.stage.leave(guest)
        guest.stage = to
        if to is not None:
            to.enter(guest, self.loop.time())
            if not self._sweeping:
                self._sweeping = True
                self.loop.call_later(0.5, self._sweep)

    def make_room(self) -> None:
        """Before open files run out: those who say nothing go first, then those who have nothing more to say."""
        while len(self.everybody) > self.most and (self.heads.give_up_oldest() or self.idle.give_up_oldest()):
            pass

    def send_home(self, *, patient: bool) -> None:
        """While the house closes: whoever is answered goes. `patient`: a connection in use may ask once more."""
        for guest in [guest for guest in self.everybody if not guest.done]:
            if guest.busy():
                guest.cycle.keep_alive = False
            elif not patient and guest.stage is not self.bodies:
                guest.end()

    def _sweep(self) -> None:
        now = self.loop.time()
        for stage in self.stages:
            stage.sweep(now)
        self._sweeping = any(stage.since for stage in self.stages)
        if self._sweeping:
            self.loop.call_later(0.5, self._sweep)


def _too_slow(guest: Guest) -> None:
    slow = cast(FrontDoor, guest)
    slow.refuse(_TOO_SLOW if slow.head_bytes or not slow.in_head else b"")


def _end(guest: Guest) -> None:
    cast(FrontDoor, guest).end()


def _cut(guest: Guest) -> None:
    cast(FrontDoor, guest).transport.abort()


class FrontDoor(HttpToolsProtocol):
    """One connection with a browser."""

    lobby: Lobby  # set on a subclass, once for each process

    def connection_made(self, transport: Any) -> None:
        """Somebody is at the door; they have five seconds to say what they want."""
        super().connection_made(transport)
        peer = self.client[0] if self.client else ""
        self.address = "" if is_ours(peer) else neighbourhood(peer)
        self.stage: Stage | None = None
        self.head_bytes = self.body_bytes = 0
        self.in_head, self.done = True, False
        self.lobby.everybody.add(self)
        self.lobby.move(self, self.lobby.heads)
        self.lobby.make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        """They have gone."""
        self.lobby.move(self, None)
        self.lobby.everybody.discard(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """More of what they say. After a refusal it is read and dropped, so that the refusal can still be read."""
        if self.done:
            return
        if self.stage is self.lobby.idle:
            self.lobby.move(self, self.lobby.heads)
        if self.in_head:
            self.head_bytes += len(data)
        super().data_received(data)
        if self.in_head and self.head_bytes > LONGEST_HEAD and not self.done:
            self.refuse(_TOO_MUCH_HEAD)

    def on_message_begin(self) -> None:
        """A request begins."""
        super().on_message_begin()
        self.in_head = True

    def on_headers_complete(self) -> None:
        """They have said what they want."""
        self.in_head, self.head_bytes, self.body_bytes = False, 0, 0
        if self.done:
            return
        no = self._no_from_the_start()
        if no:
            self.refuse(no)
        elif self.url.partition(b"?")[0] == LIVE_PATH:
            self.lobby.move(self, None)
            self.lobby.live(self)
        else:
            self._tell_date()
            if not self.busy():
                self.lobby.move(self, self.lobby.bodies)
            super().on_headers_complete()
            if self.lobby.closing:
                self.cycle.keep_alive = False

    def _no_from_the_start(self) -> bytes:
        if len(self.headers) > MOST_HEADERS:
            return _TOO_MUCH_HEAD
        for name, value in self.headers:
            if name == b"content-length" and (len(value) > 9 or int(value) > self.lobby.longest_body):
                return _TOO_LONG
            if name == b"content-encoding" and value.strip().lower() != b"identity":
                return _PACKED
        return b""

    def on_body(self, body: bytes) -> None:
        """A piece of what a form holds."""
        self.body_bytes += len(body)
        if self.done:
            return
        if self.body_bytes > self.lobby.longest_body:
            self.refuse(_TOO_LONG)
            return
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Everything is here; now it is our turn."""
        if self.done:
            return
        if self.stage is self.lobby.bodies:
            self.lobby.move(self, None)
        self.in_head = True  # whatever follows is the next request
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Our turn is over."""
        super().on_response_complete()
        self._unset_keepalive_if_required()
        if not self.transport.is_closing() and not self.busy():
            self.lobby.move(self, self.lobby.idle)

    def method(self) -> bytes:
        """What they want to do."""
        return bytes(self.parser.get_method())

    def busy(self) -> bool:
        """Whether it is our turn."""
        return bool(self.pipeline) or (self.cycle is not None and not self.cycle.response_complete)

    def _tell_date(self) -> None:
        now = int(time.time())
        if getattr(self.server_state, "second", 0) != now:
            self.server_state.second = now  # type: ignore[attr-defined]
            self.server_state.default_headers = [(b"date", formatdate(now, usegmt=True).encode())]

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002
        """What they say is not HTTP. Or a mistake of ours came up while reading it: then we want to know."""
        trouble = sys.exception()
        cause = trouble.__context__ if isinstance(trouble, HttpParserCallbackError) else None
        if cause is not None and not isinstance(cause, HttpParserInvalidURLError | UnicodeDecodeError):
            log.error("front_door_broke", exc_info=cause)
        self.refuse(_NOT_HTTP)

    def refuse(self, answer: bytes) -> None:
        """Send `answer` (nothing, to somebody who said nothing), and end without cutting off what they still send."""
        self.done = True
        if self.cycle is not None and not self.cycle.response_complete:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        if not answer:
            self.lobby.move(self, None)
            self.transport.abort()
            return
        self.transport.write(answer)
        self.lobby.move(self, self.lobby.leaving)
        if self.transport.can_write_eof():
            self.transport.write_eof()

    def let_go(self) -> None:
        """The connection goes on without us."""
        self.done = True
        self.lobby.move(self, None)
        self.lobby.everybody.discard(self)
        self.connections.discard(self)

    def end(self) -> None:
        """Close once everything written has been taken, or soon after."""
        self.done = True
        self.lobby.move(self, self.lobby.leaving)
        self.transport.close()
