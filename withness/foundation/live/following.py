"""Following what happens: at once when somebody hints at it, within a second when nobody does."""

from __future__ import annotations

import asyncio
import logging

from django.db import Error

from withness.foundation.events import Happened
from withness.foundation.live import frames, news
from withness.foundation.live.asking_again import AskingAgain
from withness.foundation.live.catching_up import CatchingUp
from withness.foundation.live.channel import Channel
from withness.foundation.live.company import Company
from withness.foundation.live.desk import Desk

log = logging.getLogger("withness.live")
SWEEP = 1.0  # seconds between two looks at everything
PING_ROUND = 20  # sweeps in which everybody is pinged once
LARGE = 64  # so many events at once are read by everybody at their own pace


class Following:
    """How far we have read, and what we have been told to look at."""

    def __init__(self, desk: Desk, company: Company, catching_up: CatchingUp, asking_again: AskingAgain) -> None:
        self.desk = desk
        self.company = company
        self.catching_up = catching_up
        self.asking_again = asking_again
        self.doors: int | None = None  # the last change at the doors that we have heard of
        self.sweeps = 0

    async def for_ever(self) -> None:
        """Read what is new and tell it."""
        next_sweep = self.desk.loop.time() + SWEEP
        while True:
            pause = next_sweep - self.desk.loop.time()
            if pause > 0:
                handle = self.desk.loop.call_later(pause, self.company.something.set)
                await self.company.something.wait()
                handle.cancel()
            self.company.something.clear()
            sweep = self.desk.loop.time() >= next_sweep
            if sweep:
                next_sweep = self.desk.loop.time() + SWEEP
                self._chores()
            if self.company.everybody and self.doors is not None:
                await self._look(self.doors, sweep=sweep)

    async def begin(self) -> None:
        """Before the first listener is let in, note where the doors stand. Raises `django.db.Error`."""
        if self.doors is None:
            self.doors = await self.desk.ask(news.doors_now)

    async def _look(self, doors: int, *, sweep: bool) -> None:
        names = self.company.channels.keys() if sweep else self.company.hinted & self.company.channels.keys()
        known = {name: self.company.channels[name].seq for name in names}
        self.company.hinted.clear()
        try:
            found = await self.desk.ask(news.read_news, known, doors, sweep)
        except Error:
            log.warning("database_away")
            await asyncio.sleep(SWEEP / 2)  # the next sweep finds what we would have found
            return
        self._apply(found)

    def _apply(self, found: news.News) -> None:
        """First the doors, then the events: they were read the other way round."""
        self.doors = found.doors
        self.asking_again.about(found.look_again)
        for stream, newest in found.turned_back.items():
            if stream in self.company.channels:
                self._start_again(self.company.channels[stream], newest)
        for stream, events in found.events.items():
            channel = self.company.channels.get(stream)
            if channel is not None:
                self._tell(channel, [event for event in events if event.seq > channel.seq])

    def _tell(self, channel: Channel, events: list[Happened]) -> None:
        if not events:
            return
        if events[0].seq != channel.seq + 1:  # what lay between has been let go of
            self._start_again(channel, events[-1].seq)
            return
        told = channel.take(events)
        if len(told) <= LARGE:
            self.company.deliveries += channel.tell(told) * len(told)
        else:
            channel.hold_all()
            channel.seq = events[-1].seq
        for seat in list(channel.others):
            self.catching_up.settle(seat)

    def _start_again(self, channel: Channel, seq: int) -> None:
        """The numbers we knew hold no longer (a backup was brought back): everybody looks anew, and goes on from here."""
        channel.hold_all()
        channel.seq = seq
        channel.last.clear()
        for seat in list(channel.others):
            self.catching_up.reset(seat)

    def _chores(self) -> None:
        self.sweeps += 1
        for number, listener in enumerate(list(self.company.everybody)):
            if (number + self.sweeps) % PING_ROUND == 0 and listener.known is not None and not listener.paused:
                listener.write(frames.PING)
        self.asking_again.once_a_second()
