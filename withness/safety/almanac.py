"""A harmless page's few true things: the moon, warm and cold, the strength of the wind."""

from __future__ import annotations

from datetime import UTC, datetime

from django.utils.translation import gettext as _

NEW_MOON = datetime(2000, 1, 6, 18, 14, tzinfo=UTC)
LUNATION = 29.530588853  # days, mean; the true age differs by up to 14 hours (Meeus, Astronomical Algorithms, ch. 49)


def moon_words(at: datetime) -> str:
    """The phase of the moon, in words."""
    phases = (
        _("New moon"), _("Waxing crescent"), _("First quarter"), _("Waxing gibbous"),
        _("Full moon"), _("Waning gibbous"), _("Last quarter"), _("Waning crescent"),
    )  # fmt: skip
    return phases[round(moon_age(at) / LUNATION * 8) % 8]


def moon_age(at: datetime) -> float:
    """Days since the new moon, from 0 to 29.53."""
    return ((at - NEW_MOON).total_seconds() / 86400) % LUNATION


def degrees() -> list[tuple[int, int]]:
    """Celsius and Fahrenheit, side by side."""
    return [(celsius, round(celsius * 9 / 5 + 32)) for celsius in range(-10, 41, 5)]


def winds() -> list[tuple[int, str, str]]:
    """The lower half of the Beaufort scale: force, name, km/h."""
    return [
        (0, _("Calm"), "0–1"), (1, _("Light air"), "1–5"), (2, _("Light breeze"), "6–11"),
        (3, _("Gentle breeze"), "12–19"), (4, _("Moderate breeze"), "20–28"), (5, _("Fresh breeze"), "29–38"),
        (6, _("Strong breeze"), "39–49"), (7, _("Near gale"), "50–61"), (8, _("Gale"), "62–74"),
    ]  # fmt: skip
