"""Days that are still to come, whenever the tests run: a date that is written down is over one evening, and fails then."""

from __future__ import annotations

from datetime import timedelta

from withness.foundation import clock

THURSDAY = 3


def a_thursday_to_come() -> str:
    """The next Thursday after tomorrow, as `2026-12-03`."""
    day = clock.now().date() + timedelta(days=2)
    return (day + timedelta(days=(THURSDAY - day.weekday()) % 7)).isoformat()
