"""One sentence on the next page, such as “Your draft is kept”. It travels in a signed cookie that lives a minute."""

from __future__ import annotations

from typing import TypeVar

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase

_COOKIE = "said"
_SALT = "withness.said"
Response = TypeVar("Response", bound=HttpResponseBase)


def say(response: Response, request: HttpRequest, sentence: str) -> Response:  # noqa: ARG001
    """Have the next page say this. Never a word that somebody wrote, nor the name of a group."""
    response.set_cookie(
        _COOKIE, signing.dumps(sentence, salt=_SALT), max_age=60, httponly=True, samesite="Lax", secure=settings.HTTPS
    )
    return response


def said(request: HttpRequest) -> str:
    """What the page before wanted to say, if anything."""
    kept = request.COOKIES.get(_COOKIE)
    if not kept:
        return ""
    try:
        return str(signing.loads(kept, salt=_SALT, max_age=120))
    except signing.BadSignature:
        return ""


class SaidOnce:
    """A sentence is said once: the page that shows it takes the cookie away."""

    def __init__(self, get_response: object) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and forget what was said."""
        response: HttpResponse = self.get_response(request)  # type: ignore[operator]
        if _COOKIE in request.COOKIES and response.status_code == 200 and _COOKIE not in response.cookies:
            response.delete_cookie(_COOKIE, samesite="Lax")
        return response
