"""Where the pages of this room are found from."""

from __future__ import annotations

from django.utils.translation import gettext as _

from withness.groups.models import Member
from withness.groups.nearby import Way
from withness.people.models import Person
from withness.people.overview import Line
from withness.people.stewarding import is_steward


def vital_signs(_me: Member) -> tuple[Way, ...]:
    """For every member of a group."""
    return (Way("signs", _("How the group is doing")),)


def on_desk(_me: Member) -> tuple[Way, ...]:
    """For those who hold it."""
    return (Way("figures", _("Eight figures"), _("What each promise is judged by, here and in the whole house.")),)


def house_line(person: Person) -> Line | None:
    """For stewards."""
    if not is_steward(person):
        return None
    return Line("/figures", _("The house in figures"), _("Eight promises, eight figures, and a report for funders."))
