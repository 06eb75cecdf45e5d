"""The first words of Today."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from withness.foundation import clock

MORNING, AFTERNOON, EVENING, NIGHT = 5, 12, 18, 23


def greeting(zone: str) -> str:
    """A greeting for the hour it is in `zone`. At night nobody is told that they should be asleep."""
    hour = clock.now().astimezone(clock.zone_of(zone)).hour
    if MORNING <= hour < AFTERNOON:
        return _("Good morning.")
    if AFTERNOON <= hour < EVENING:
        return _("Good afternoon.")
    if EVENING <= hour < NIGHT:
        return _("Good evening.")
    return _("It is late. Good that you are here.")


def date_words(zone: str) -> str:
    """“Tuesday, 14 October”."""
    return date_format(clock.today(zone), _("l, j F"))
