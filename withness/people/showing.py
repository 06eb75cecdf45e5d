"""How things are shown to a person: in which language, by which clock, in which light."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.refusing import NotUnderstood
from withness.people.models import Person


def change_showing(*, person: Person, language: str, zone: str, light: str) -> Person:
    """Keep all three. Raises `NotUnderstood` for what is not among the choices."""
    if language not in dict(settings.LANGUAGES):
        raise NotUnderstood("language", _("Choose one of the languages."))
    if zone not in {value for value, _words in zones_to_choose(person.zone)}:
        raise NotUnderstood("zone", _("Choose one of the clocks."))
    if light not in dict(Person.LIGHTS):
        raise NotUnderstood("light", _("Choose one of the lights."))
    person.language, person.zone, person.light = language, zone, light
    person.save(update_fields=["language", "zone", "light"])
    return person


def zones_to_choose(chosen: str = "") -> list[tuple[str, str]]:
    """Clocks one may live by, as (name, words): “Europe / Madrid”. One's own is among them even if it grew old."""
    names = {"UTC", settings.HOUSE_ZONE, *clock.known_zones(), *([chosen] if chosen else [])}
    return [(name, name.replace("_", " ").replace("/", " / ")) for name in sorted(names)]
