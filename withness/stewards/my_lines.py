"""This room's lines on the page “Me”."""

from __future__ import annotations

from django.utils.translation import gettext as _

from withness.people.models import Person
from withness.people.overview import Line
from withness.people.stewarding import is_steward


def looks_line() -> Line:
    """Who looked, and why."""
    return Line("/me/looks", _("Who looked at what is mine"), _("Every look that needed a reason, and the reason."))


def desk_line(person: Person) -> Line | None:
    """The desk, for stewards."""
    return Line("/desk", _("The stewards’ desk"), _("What people asked us to look at.")) if is_steward(person) else None
