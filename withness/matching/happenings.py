"""What happened in this room, and what it must hear of the rooms next door, in ids."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class Shared(Protocol):
    """Somebody said how it is (as `shares` announces it)."""

    @property
    def share_id(self) -> str:
        """The share."""

    @property
    def group_id(self) -> str:
        """Where."""

    @property
    def member_id(self) -> str:
        """Who."""


class Replied(Protocol):
    """Somebody answered (as `shares` announces it)."""

    @property
    def share_id(self) -> str:
        """What was answered."""

    @property
    def member_id(self) -> str:
        """Who answered."""

    @property
    def author_id(self) -> str:
        """Who had shared."""

    @property
    def responders(self) -> int:
        """How many different people have replied by now."""


class TakenBack(Protocol):
    """Words were taken back (as `shares` announces it)."""

    @property
    def share_id(self) -> str:
        """The share, or the share it stood under."""

    @property
    def reply_id(self) -> str:
        """The reply; empty for the share itself."""

    @property
    def responders(self) -> int:
        """How many different people's replies still stand."""


class Glimpse(Protocol):
    """A share as the Listen page shows it to one person who may see it."""

    @property
    def id(self) -> str:
        """The share."""

    @property
    def group_id(self) -> str:
        """Where."""

    @property
    def group_title(self) -> str:
        """What the group is called."""

    @property
    def alias(self) -> str:
        """Who shared."""

    @property
    def stone(self) -> str:
        """Their stone's seed."""

    @property
    def need(self) -> str:
        """What they need."""

    @property
    def note(self) -> str:
        """A content note, or nothing."""

    @property
    def words(self) -> str:
        """What they said."""

    @property
    def at(self) -> datetime:
        """When."""


@dataclass(frozen=True)
class BuddiesFound:
    """Two members of one group both said yes to each other."""

    pair_id: str
    one_id: str
    other_id: str


@dataclass(frozen=True)
class ShareHeard:
    """A clock came to its end because the share is heard: two people replied, or its author said so."""

    share_id: str
    group_id: str
    because: str
