"""The token in every form that says it came from our own page.

Django masks it letter by letter with a call for chance each time, a tenth of a page's whole cost; the mask here is
drawn in one call and the result is the same kind of token, checked by Django's own middleware.
"""

from __future__ import annotations

import os

from django.http import HttpRequest
from django.middleware.csrf import CSRF_ALLOWED_CHARS, CSRF_SECRET_LENGTH, get_token
from markupsafe import Markup

_PLACE = {letter: n for n, letter in enumerate(CSRF_ALLOWED_CHARS)}
_MANY = len(CSRF_ALLOWED_CHARS)


def form_token(request: HttpRequest) -> str:
    """The masked token for a form on this page."""
    secret = request.META.get("CSRF_COOKIE", "")
    if len(secret) != CSRF_SECRET_LENGTH:
        return get_token(request)
    request.META["CSRF_COOKIE_NEEDS_UPDATE"] = True
    mask = [byte % _MANY for byte in os.urandom(CSRF_SECRET_LENGTH)]
    hidden = [CSRF_ALLOWED_CHARS[(_PLACE[letter] + m) % _MANY] for letter, m in zip(secret, mask, strict=True)]
    return "".join([CSRF_ALLOWED_CHARS[m] for m in mask] + hidden)


def form_field(request: HttpRequest) -> Markup:
    """The hidden field that holds it."""
    return Markup(f'<input type="hidden" name="csrfmiddlewaretoken" value="{form_token(request)}">')  # noqa: S704 -- a token of our own
