"""Letting listeners in: who they are, what they may hear, and from where on."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from django.db import Error

from withness.foundation.live import cursors, frames, usher
from withness.foundation.live.catching_up import CatchingUp
from withness.foundation.live.channel import Channel, Seat
from withness.foundation.live.company import Company
from withness.foundation.live.desk import Desk
from withness.foundation.live.listener import Listener
from withness.foundation.live.refusals import LATER, NOT_HERE, SIGN_IN
from withness.foundation.live.usher import Answer, Place

log = logging.getLogger("withness.live")


class Welcoming:
    """Those who have knocked and wait for an answer."""

    def __init__(
        self, desk: Desk, company: Company, catching_up: CatchingUp, begin: Callable[[], Awaitable[None]]
    ) -> None:
        self.desk = desk
        self.company = company
        self.catching_up = catching_up
        self.begin = begin
        self.waiting: list[Listener] = []
        self.somebody = asyncio.Event()

    def invite(self, listener: Listener) -> None:
        """They will be answered in turn."""
        self.waiting.append(listener)
        self.somebody.set()

    async def for_ever(self) -> None:
        """Answer whoever knocks; as many in one look at the database as there is time for."""
        while True:
            await self.somebody.wait()
            self.somebody.clear()
            while self.waiting:
                await self._answer_some()

    async def _answer_some(self) -> None:
        here = [listener for listener in self.waiting if not listener.ended]
        self.waiting = []
        try:
            await self.begin()
            answers = await self.desk.ask(usher.answer_all, [listener.knock for listener in here])
        except Error:
            log.warning("database_away")
            for listener in here:
                listener.end(LATER)
            return
        self.waiting = here[len(answers) :] + self.waiting
        for listener, answer in zip(here, answers, strict=False):
            if not listener.ended:
                self._answer(listener, answer)

    def _answer(self, listener: Listener, answer: Answer) -> None:
        if answer.known is None:
            listener.end(SIGN_IN)
        elif not answer.places:
            listener.end(NOT_HERE)
        else:
            after = listener.knock.after()
            self.company.recognise(listener, answer.known)
            self._seat(listener, answer.places, cursors.read(after) if after else {})

    def _seat(self, listener: Listener, places: tuple[Place, ...], stood: dict[str, int] | None) -> None:
        """First `hello`, with the place from which they go on; then a `reset` for what can no longer be made up."""
        lost: list[Seat] = []
        for place in places:
            stands = stood.get(place.name, place.newest) if stood is not None else -1
            kept = place.kept_from - 1 <= stands <= place.newest
            seat = listener.sit(self._channel(place), place.name, place.view, stands if kept else place.newest)
            if not kept:
                lost.append(seat)
        listener.write(frames.WELCOME + frames.hello(listener.cursor(), listener.seats))
        for seat in lost:
            listener.write(frames.reset(listener.cursor(), seat.name, seat.seq))
        for seat in list(listener.seats.values()):
            self.catching_up.settle(seat)

    def _channel(self, place: Place) -> Channel:
        channel = self.company.channels.get(place.view.stream)
        if channel is None:
            channel = Channel(place.view.stream, place.name, place.newest)
            self.company.channels[channel.stream] = channel
            self.company.hint(channel.stream)  # something may have happened between that look and this moment
        return channel
