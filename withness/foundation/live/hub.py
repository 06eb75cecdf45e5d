"""The middle of a live process, put together from its parts. Everything here runs on the loop.

A `desk` asks the database, the `company` knows who is here; `welcoming` lets listeners in, `following` tells them what
happens, `catching_up` brings those who are behind up to date, `asking_again` asks who may still hear what.
"""

from __future__ import annotations

import asyncio

from withness.foundation.live import frames
from withness.foundation.live.asking_again import AskingAgain
from withness.foundation.live.catching_up import CatchingUp
from withness.foundation.live.company import Company
from withness.foundation.live.desk import Desk
from withness.foundation.live.following import Following
from withness.foundation.live.listener import Listener
from withness.foundation.live.refusals import LATER
from withness.foundation.live.welcoming import Welcoming


class Hub:
    """Host to at most `most` listeners."""

    def __init__(self, loop: asyncio.AbstractEventLoop, *, most: int) -> None:
        self.loop = loop
        self.most = most
        self.closing = False
        self.desk = Desk(loop)
        self.company = Company()
        self.catching_up = CatchingUp(self.desk, self.company)
        self.asking_again = AskingAgain(self.desk, self.company, self.catching_up)
        self.following = Following(self.desk, self.company, self.catching_up, self.asking_again)
        self.welcoming = Welcoming(self.desk, self.company, self.catching_up, self.following.begin)
        self.desk.run(self.welcoming.for_ever())
        self.desk.run(self.following.for_ever())

    def knocked(self, listener: Listener) -> None:
        """Somebody wants to listen."""
        self.company.everybody[listener] = None
        if self.closing:
            listener.end(LATER)
        elif len(self.company.everybody) <= self.most:
            self.welcoming.invite(listener)
        elif (other := self.company.greediest()) is not None:
            other.end(frames.bye("too-many"))
            self.welcoming.invite(listener)
        else:
            listener.end(LATER)

    def has_room(self, listener: Listener) -> None:
        """They have taken what waited for them."""
        for seat in list(listener.seats.values()):
            self.catching_up.settle(seat)

    def unseat(self, listener: Listener) -> None:
        """They hear nothing more."""
        self.company.unseat(listener)

    def left(self, listener: Listener) -> None:
        """Their connection is closed."""
        self.company.everybody.pop(listener, None)

    async def close(self, *, within: float) -> None:
        """Say goodbye to everybody, and wait until they have taken it."""
        self.closing = True
        until = self.loop.time() + within
        for listener in list(self.company.everybody):
            listener.end(frames.bye("closing") if listener.known is not None else LATER)
        while self.company.everybody and self.loop.time() < until:
            await asyncio.sleep(0.02)
