"""What of one's own days stands on Today: what was not said of today yet, and what was named some days ago."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from withness.accountability.models import CheckIn, Commitment
from withness.accountability.reading import GoalToday, commitments_waiting, goals_today
from withness.foundation import clock
from withness.people.models import Person

MOST = 3
LATER = timedelta(days=3)  # before that nobody is asked how it was


@dataclass(frozen=True, slots=True)
class MyDay:
    """Goals with nothing said of today, and commitments that may be asked about."""

    goals: list[GoalToday]
    commitments: list[Commitment]
    went: Any = CheckIn.WENT

    def __bool__(self) -> bool:
        return bool(self.goals or self.commitments)


def my_day(person: Person) -> MyDay:
    """For this person alone. A fixed number of questions to the database."""
    open_today = [one for one in goals_today(person) if one.said is None and one.goal.paused_at is None]
    named = [one for one in commitments_waiting(person) if one.named_at <= clock.now() - LATER]
    return MyDay(open_today[:MOST], named[:MOST])
