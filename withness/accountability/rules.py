"""May they? Questions only."""

from __future__ import annotations

from withness.accountability.models import Goal
from withness.people.consenting import has_consented
from withness.people.models import Person

MOST_GOALS = 12  # more than anybody can hold in mind


def may_keep(person: Person) -> bool:
    """Whether this house may keep what they write about their health."""
    return has_consented(person, "health")


def may_begin(person: Person) -> bool:
    """Whether there is room for one more goal."""
    return may_keep(person) and Goal.objects.visible_to(person).open().count() < MOST_GOALS
