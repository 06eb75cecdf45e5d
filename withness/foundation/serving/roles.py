"""Who does what in the tree: which roles there are, and what each holds on to."""

from __future__ import annotations

import socket
from collections.abc import Callable

from withness.foundation.serving.children import Role, end_within
from withness.foundation.serving.passing_on import Lines
from withness.foundation.serving.preloading import WSGI
from withness.foundation.serving.room import most_connections

Ready = Callable[[], None]


class Roles:
    """The roles of a tree with so many processes of each kind."""

    def __init__(self, door: socket.socket, pages: WSGI, *, web: int, live: int, worker: bool) -> None:
        self.door = door
        self.pages = pages
        self.lines = Lines(live)
        self.alone = web == 0  # nobody stands before the live processes: they open the door themselves
        self.all = [Role("web", number, self._answer_pages) for number in range(web)]
        self.all += [self._live(number) for number in range(live)]
        if worker:
            self.all.append(Role("worker", 0, self._do_due_work))

    def nobody_new(self) -> None:
        """In the parent, when it begins to stop: live processes go once the web processes have."""
        self.lines.close_web_ends()

    def _live(self, number: int) -> Role:
        return Role(
            "live", number, lambda ready: self._hold_streams(number, ready), lambda up: self.lines.set_up(number, up=up)
        )

    def _answer_pages(self, ready: Ready) -> None:
        from withness.foundation.serving.web import answer_pages

        self.lines.close_live_ends()
        answer_pages(self.door, self.pages, ready=ready, live=self.lines.pass_on)

    def _hold_streams(self, number: int, ready: Ready) -> None:
        from withness.foundation.live.process import hold_streams
        from withness.foundation.serving.alone import hold_streams_alone

        self.lines.close_web_ends()
        if self.alone:
            hold_streams_alone(self.door, self.pages, ready=ready)
            return
        self.door.close()
        self.lines.close_live_ends(but=number)
        channel = self.lines.lines[number].live_end
        hold_streams(channel, most=most_connections(), ready=ready, end_within=end_within)

    def _do_due_work(self, ready: Ready) -> None:
        from withness.foundation.serving.worker import do_due_work

        self.door.close()
        self.lines.close_web_ends()
        self.lines.close_live_ends()
        do_due_work(ready)
