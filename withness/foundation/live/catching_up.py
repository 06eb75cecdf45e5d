"""Bringing those who are behind up to date: somebody who resumes, or who takes what we write more slowly."""

from __future__ import annotations

import asyncio

from django.db import Error

from withness.foundation.events import Happened
from withness.foundation.live import frames, news
from withness.foundation.live.channel import Seat, Told
from withness.foundation.live.company import Company
from withness.foundation.live.desk import Desk

PAGE = 100  # events written before we see whether they are taken


class CatchingUp:
    """Reads on for each seat at its own pace; those who stand at the same place share one look at the database."""

    def __init__(self, desk: Desk, company: Company) -> None:
        self.desk = desk
        self.company = company
        self.reading: dict[tuple[str, int], asyncio.Future[list[Happened]]] = {}

    def settle(self, seat: Seat) -> None:
        """Bring a seat up to date, as far as its listener takes what we write and nobody must be asked first."""
        listener, channel = seat.listener, seat.channel
        while not (seat.up_to_date or listener.ended or listener.paused or listener.held):
            if seat.seq == channel.seq:
                channel.settle(seat)
            elif seat.seq > channel.seq:
                self.company.hint(channel.stream)  # they have heard of something that we have yet to read
                return
            else:
                told = channel.remembered_since(seat.seq)
                if told is None:
                    self.desk.run(self._read_on(seat))
                    return
                self._write(seat, told[:PAGE])

    def reset(self, seat: Seat) -> None:
        """What this seat has missed is not there any more."""
        seat.seq = seat.channel.seq
        seat.listener.write(frames.reset(seat.listener.cursor(), seat.name, seat.seq))
        self.settle(seat)

    async def _read_on(self, seat: Seat) -> None:
        asked = (seat.channel.stream, seat.seq)
        reading = self.reading.get(asked)
        if reading is None:
            reading = self.reading[asked] = asyncio.ensure_future(self.desk.ask(news.read_on, *asked))
            reading.add_done_callback(lambda _: self.reading.pop(asked, None))
        try:
            found = await asyncio.shield(reading)
        except Error:
            seat.listener.end(frames.bye("closing"))  # they come back, to this place
            return
        listener = seat.listener
        if listener.ended or listener.held or listener.paused or seat.up_to_date or seat.seq != asked[1]:
            return  # somebody else has taken this seat forward meanwhile, or will
        if not found or found[0].seq != seat.seq + 1:
            self.reset(seat)
            return
        self._write(seat, [Told.of(event, seat.name) for event in found[:PAGE]])
        self.settle(seat)

    def _write(self, seat: Seat, told: list[Told]) -> None:
        around = seat.listener.around(seat)
        seat.seq = told[-1].event.seq
        self.company.deliveries += len(told)
        seat.listener.write(seat.bytes_of(told, around))
