"""How long we wait for somebody to say what they want, and for how many at once.

Opening a connection and saying nothing costs a stranger nothing and us an open file; 1,500 of them brought every
Python server we tried to its knees (docs/decisions/0001-serving.md). So every connection is always in one stage with a
deadline, and a stage that is full lets go of whoever has been in it longest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Protocol


class Guest(Protocol):
    """A connection. `address` is its neighbourhood; "" for one of our own proxies, which speaks for many."""

    address: str


class Stage:
    """Guests who have `seconds` to get on, oldest first; at most `most`. Whoever fails is handed to `over`."""

    def __init__(self, seconds: float, *, most: int, over: Callable[[Guest], None]) -> None:
        self.seconds = seconds
        self.most = most
        self.over = over
        self.since: dict[Guest, float] = {}

    def enter(self, guest: Guest, now: float) -> None:
        """The clock of `guest` begins."""
        self.since[guest] = now
        if len(self.since) > self.most:
            self.give_up_oldest()

    def leave(self, guest: Guest) -> None:
        """It got on."""
        self.since.pop(guest, None)

    def give_up_oldest(self) -> bool:
        """Let go of whoever has waited longest; False when nobody is here."""
        oldest = next(iter(self.since), None)
        if oldest is None:
            return False
        self.leave(oldest)
        self.over(oldest)
        return True

    def sweep(self, now: float) -> None:
        """Let go of everybody whose time is over."""
        while self.since and now - next(iter(self.since.values())) >= self.seconds:
            self.give_up_oldest()


class FirstWords(Stage):
    """Guests who have not yet said what they want. Counted by address as well, except for our own proxies.

    Only these are counted: two thousand people behind one address who listen are welcome, and so is somebody who reads
    from the very address a flood comes from.
    """

    def __init__(self, seconds: float, *, most: int, most_from_one: int, over: Callable[[Guest], None]) -> None:
        super().__init__(seconds, most=most, over=over)
        self.most_from_one = most_from_one
        self.by_address: dict[str, dict[Guest, None]] = defaultdict(dict)

    def enter(self, guest: Guest, now: float) -> None:
        """The clock of `guest` begins; too many from its address, and the oldest of them goes."""
        if guest.address:
            those = self.by_address[guest.address]
            those[guest] = None
            if len(those) > self.most_from_one:
                oldest = next(iter(those))
                self.leave(oldest)
                self.over(oldest)
        super().enter(guest, now)

    def leave(self, guest: Guest) -> None:
        """It got on."""
        super().leave(guest)
        those = self.by_address.get(guest.address)
        if those is not None:
            those.pop(guest, None)
            if not those:
                del self.by_address[guest.address]
