"""What happened in this room, in ids."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CircleOpened:
    """Somebody opened a circle; its door stands open."""

    circle_id: str
    group_id: str
    member_id: str


@dataclass(frozen=True)
class CircleClosed:
    """A circle came to its end."""

    circle_id: str
    group_id: str


@dataclass(frozen=True)
class IntentionNamed:
    """Somebody named what they mean to do, in a closing round. `circles.intending.words_of` tells what."""

    intention_id: str
    group_id: str
    member_id: str


@dataclass(frozen=True)
class Removed:
    """Somebody was asked to leave a circle."""

    removal_id: str


@dataclass(frozen=True)
class RemovalAskedAgain:
    """They ask a steward to look again."""

    removal_id: str
