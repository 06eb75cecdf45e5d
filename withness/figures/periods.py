"""Months and quarters, by their first days."""

from __future__ import annotations

from datetime import UTC, date, datetime


def begin_of(on: date) -> datetime:
    """The first moment of a day, by the clock of the world: figures know no zone."""
    return datetime(on.year, on.month, on.day, tzinfo=UTC)


def next_month(on: date) -> date:
    """The first day of the month after."""
    return date(on.year + on.month // 12, on.month % 12 + 1, 1)


def months_back(today: date, how_many: int) -> list[date]:
    """The last so many months that are over, the oldest first."""
    number = today.year * 12 + today.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(number - how_many, number)]


def last_quarter(today: date) -> tuple[date, date]:
    """The first day of the last quarter that is over, and the first day after it."""
    end = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    number = end.year * 12 + end.month - 4
    return date(number // 12, number % 12 + 1, 1), end
