"""What happened in this room, in ids."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shared:
    """Somebody said how it is."""

    share_id: str
    group_id: str
    member_id: str


@dataclass(frozen=True)
class ShareWaits:
    """A share sounds like crisis, and waits as its group chose; or its author asks for it to be let out at once."""

    share_id: str
    group_id: str
    member_id: str


@dataclass(frozen=True)
class Replied:
    """Somebody answered. `author_id` is the member who shared; `responders` how many different people have replied."""

    share_id: str
    reply_id: str
    group_id: str
    member_id: str
    author_id: str
    responders: int


@dataclass(frozen=True)
class BePresent:
    """Somebody tapped that they are there."""

    share_id: str
    group_id: str
    member_id: str
    author_id: str
    kind: str


@dataclass(frozen=True)
class WordsTakenBack:
    """A share (`reply_id` empty) or a reply was taken back by its author. `responders`: how many different people's
    replies still stand.
    """

    share_id: str
    reply_id: str
    group_id: str
    responders: int
