"""Help now. Asks no database and no session, so that it answers when they are in trouble; the same bytes for everybody
who asks for the same country in the same language and light.
"""

from __future__ import annotations

import contextlib
import gzip
from datetime import date
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation

from withness.foundation import clock
from withness.foundation.origin import came_from_us
from withness.foundation.pages import render
from withness.safety.helplines.hours import is_open
from withness.safety.helplines.lines import compared_on, countries, edition, in_order
from withness.safety.whereabouts import COOKIE, Whereabouts, whereabouts

A_YEAR = 60 * 60 * 24 * 365
FINDER = "https://findahelpline.com"
CACHING = "public, max-age=600, stale-while-revalidate=86400, stale-if-error=604800"


def help_now(request: HttpRequest) -> HttpResponse:
    """The page; and, with a press, that the chosen country is remembered on this device, or no longer."""
    if request.method == "POST":
        return _remember(request)
    if request.method not in {"GET", "HEAD"}:
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD, POST"})
    where = whereabouts(request)
    plain, packed = _page(
        translation.get_language() or "en", request.COOKIES.get("light", ""), where, edition(), *_moment(where)
    )
    may_pack = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(packed if may_pack else plain)
    if may_pack:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Cache-Control"] = CACHING
    response.headers["Vary"] = "Accept-Language, Accept-Encoding, Cookie"
    return response


@lru_cache(maxsize=512)
def _page(
    language: str,
    light: str,
    where: Whereabouts,
    edition: int,  # noqa: ARG001 -- a page of another edition is another page
    day: date,
    open_now: tuple[bool, ...],
) -> tuple[bytes, bytes]:
    """The page as it is and compressed, made once for everybody who asks for the same. No secret stands in it."""
    blank = HttpRequest()
    blank.path, blank.COOKIES = "/help", {"light": light}
    country = countries().get(where.code)
    page = render(
        blank, "safety/help.html", room="", where=where, country=country, name=country.name_in(language) if country else "",
        choices=in_order(language), compared_on=compared_on(), finder=FINDER,
        stale=country is not None and country.is_stale(day), open_now=open_now,
    ).encode()  # fmt: skip
    return page, gzip.compress(page, mtime=0)


def _moment(where: Whereabouts) -> tuple[date, tuple[bool, ...]]:
    """What of the page depends on the hour: the day, and for each line that says its hours whether it answers now."""
    country, now = countries().get(where.code), clock.now()
    open_now: tuple[bool, ...] = ()
    if country is not None and any(number.hours for number in country.numbers):
        with contextlib.suppress(ValueError):
            open_now = tuple(is_open(number.hours, number.zone, now) for number in country.for_everybody)
    return now.date(), open_now


def _remember(request: HttpRequest) -> HttpResponse:
    """Keep the country in a cookie, or let the cookie go. A page elsewhere may not choose for anybody."""
    code = request.POST.get("country", "")
    response = redirect(f"/help?country={code}" if code in countries() else "/help")
    if not came_from_us(request):
        return response
    if code in countries():
        response.set_cookie(COOKIE, code, max_age=A_YEAR, httponly=True, samesite="Lax", secure=settings.HTTPS)
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response
