"""Saying no, kindly. The page for a missing thing is the same as for a thing one may not know of, to the byte."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from withness.foundation.going_on import by_script
from withness.foundation.pages import page
from withness.foundation.refusing import Refused, TooSoon


class SayNoKindly:
    """Turns our own refusals into pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A sentence where the verb said no; anything else is somebody else's to answer."""
        if isinstance(exception, Http404):
            return not_here(request)
        if not isinstance(exception, Refused):
            return None
        response = _said(request, exception)
        if isinstance(exception, TooSoon):
            response.headers["Retry-After"] = str(max(1, int(exception.wait.total_seconds())))
        return response


def _said(request: HttpRequest, no: Refused) -> HttpResponse:
    """For a script only the sentence: the page with the person's words in it stays as it is."""
    if by_script(request):
        return JsonResponse({"sentence": no.sentence}, status=no.status)
    return page(request, "home/refused.html", status=no.status, sentence=no.sentence)


def not_here(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Nothing is here, or it is for members only: the page does not say which, because the answer could hurt somebody."""
    return page(request, "home/not_here.html", status=404)


def too_many(request: HttpRequest) -> HttpResponse:
    """The same was tried very often in a short time."""
    sentence = _("That was tried many times now. Nothing is lost; please wait a few minutes, then try again.")
    return page(request, "home/refused.html", status=429, sentence=sentence)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """The form was open for so long, or in so strange a way, that we cannot be sure who sent it."""
    sentence = _(
        "We could not be sure that this came from you, so nothing was changed. Go back, open the page again and send it once more."
    )
    return page(request, "home/refused.html", status=403, sentence=sentence)


def broken(request: HttpRequest) -> HttpResponse:
    """Something of ours broke."""
    return page(request, "home/broken.html", status=500)
