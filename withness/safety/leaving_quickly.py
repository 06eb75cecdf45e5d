"""Leaving quickly: this browser's session ends, and the browser is asked to forget what it was shown."""

from __future__ import annotations

import contextlib

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from withness.foundation.origin import came_from_us
from withness.people.sessions import SessionStore


def leave(request: HttpRequest) -> HttpResponse:
    """Go to a harmless page, whatever happens; and end the session, if it was the person who asked.

    A link on somebody else's page could send people here. They are sent on all the same, since a page that stays is
    the greater danger, but only our own pages, or an address typed by hand, sign anybody out.
    """
    if "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", "")):
        return HttpResponse(status=403)  # a browser reading ahead is not somebody leaving
    response = HttpResponseRedirect(settings.LEAVE_TO, status=303)
    if came_from_us(request):
        end_session(request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""))
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        for name in request.COOKIES:
            response.delete_cookie(name, samesite="Lax")
    return response


def end_session(key: str) -> None:
    """The session of that key is no more. With the database in trouble the browser still loses its half of it."""
    with contextlib.suppress(DatabaseError):
        SessionStore().delete(key)
