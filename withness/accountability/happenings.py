"""What happened in this room, in ids."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CameBack:
    """Somebody came back after a day that did not hold."""

    person_id: str
    goal_id: str


@dataclass(frozen=True)
class DayEarned:
    """Somebody said how a day went."""

    person_id: str
    goal_id: str


@dataclass(frozen=True)
class DaysReached:
    """So many days in all were reached for the first time in one thing they do."""

    person_id: str
    goal_id: str
    days: int
