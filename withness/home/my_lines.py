"""This room's lines on the page “Me”."""

from __future__ import annotations

from django.utils.translation import gettext as _

from withness.people.models import Person
from withness.people.overview import Line
from withness.people.stewarding import is_steward


def house_line(person: Person) -> Line | None:
    """How the house is, for stewards."""
    return Line("/house", _("How the house is"), _("Health, copies, mail and lists.")) if is_steward(person) else None


def device_line() -> Line:
    """What this device keeps."""
    return Line("/device", _("On this device"), _("Help now, and more if you like, also without a network."))
