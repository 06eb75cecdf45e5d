"""What happened in this room, in ids."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TalkAsked:
    """Somebody asks another whether they may write."""

    talk_id: str


@dataclass(frozen=True)
class TalkAgreed:
    """They said yes."""

    talk_id: str


@dataclass(frozen=True)
class MessageWritten:
    """One of the two wrote something."""

    message_id: str


@dataclass(frozen=True)
class MessageChanged:
    """It was taken back, held while stewards look, or shown again."""

    message_id: str


@dataclass(frozen=True)
class TalkEnded:
    """One of the two ended it."""

    talk_id: str
