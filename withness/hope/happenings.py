"""What happened in this room, in ids."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LetterWritten:
    """A letter waits to be read by those who hold the group."""

    letter_id: str
    group_id: str


@dataclass(frozen=True)
class StoryWaits:
    """A story waits to be read by those who hold the group."""

    story_id: str
    group_id: str


@dataclass(frozen=True)
class LetterDelivered:
    """A letter reached somebody."""

    letter_id: str
    person_id: str


@dataclass(frozen=True)
class LetterThanked:
    """Somebody gave thanks for a letter."""

    letter_id: str


@dataclass(frozen=True)
class LetterReturned:
    """A letter went back to its author, with a reason."""

    letter_id: str
