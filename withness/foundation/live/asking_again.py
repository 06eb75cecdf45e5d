"""Asking again who may still hear what: when we are told that it changed, and by ourselves now and then."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from django.db import Error

from withness.foundation.live import frames, usher
from withness.foundation.live.catching_up import CatchingUp
from withness.foundation.live.company import Company
from withness.foundation.live.desk import Desk
from withness.foundation.live.doors import View
from withness.foundation.live.listener import Listener

CHECK_OUT = 3  # seconds between two looks for people who have signed out
ROUND = 300  # seconds in which everybody is asked once, though nothing told us to


class AskingAgain:
    """Who is being asked about. A listener who is held hears nothing until the answer is there."""

    def __init__(self, desk: Desk, company: Company, catching_up: CatchingUp) -> None:
        self.desk = desk
        self.company = company
        self.catching_up = catching_up
        self.seconds = 0
        self.tickets = 0

    def about(self, people: Iterable[str]) -> None:
        """What these people may hear has changed: hold what they hear, and ask."""
        held = [listener for person in people for listener in self.company.by_person.get(person, ())]
        for listener in held:
            listener.hold(self._ticket())
        if held:
            self.desk.run(self._ask([(listener, listener.held) for listener in held]))

    def once_a_second(self) -> None:
        """Look for those who have signed out; and ask about a small part of the people, whatever we were told."""
        self.seconds += 1
        if self.seconds % CHECK_OUT == 0:
            self.desk.run(self._check_out())
        turn = self.seconds % ROUND
        people = [person for number, person in enumerate(self.company.by_person) if number % ROUND == turn]
        self.about(people)

    def _ticket(self) -> int:
        self.tickets += 1
        return self.tickets

    async def _ask(self, held: list[tuple[Listener, int]]) -> None:
        asked = {listener: (listener.known.key, tuple(listener.seats)) for listener, _ in held if listener.known}
        questions = list(dict.fromkeys(asked.values()))
        while True:
            try:
                answers = dict(zip(questions, await self.desk.ask(usher.ask_again, questions), strict=True))
                break
            except Error:
                await asyncio.sleep(1)
        for listener, ticket in held:
            if listener.held == ticket and not listener.ended:  # else they have been asked about once more since
                listener.held = 0
                self._answer(listener, answers[asked[listener]])

    def _answer(self, listener: Listener, views: dict[str, View | None] | None) -> None:
        if views is None:
            listener.end(frames.bye("signed-out"))
            return
        for seat in list(listener.seats.values()):
            view = views[seat.name]
            if view is not None and view.stream == seat.view.stream:
                seat.view = view
            else:
                self.company.stand_up(seat)
                listener.write(frames.gone(listener.cursor(), seat.name))
        if not listener.seats:
            listener.end(frames.bye("nothing-left"))
        for seat in list(listener.seats.values()):
            self.catching_up.settle(seat)

    async def _check_out(self) -> None:
        keys = self.company.keys()
        if not keys:
            return
        try:
            over = await self.desk.ask(usher.gone, list(keys))
        except Error:
            return
        for listener in [one for one in self.company.everybody if one.known is not None and one.known.key in over]:
            listener.end(frames.bye("signed-out"))
