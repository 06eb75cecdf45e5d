"""Where “Leave quickly” leads: an unremarkable page that does not know us."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format

from withness.foundation import clock
from withness.foundation.pages import render
from withness.safety.almanac import degrees, moon_words, winds


def almanac(request: HttpRequest) -> HttpResponse:
    """Tables of weather. Nothing on it leads back here."""
    today = clock.today(settings.HOUSE_ZONE)
    return HttpResponse(
        render(
            request, "safety/almanac.html", day=date_format(today, "l, j F Y"), number=today.timetuple().tm_yday,
            week=today.isocalendar().week, moon=moon_words(clock.now()), degrees=degrees(), winds=winds(),
        )
    )  # fmt: skip
