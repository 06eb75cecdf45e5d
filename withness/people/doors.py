"""Doors of the account pages: for people who are signed in, and, where it matters, who showed it lately."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from withness.foundation.saying import say
from withness.people.asking import Asking
from withness.people.models import Person
from withness.people.onward import onward
from withness.people.signing_in import proved_lately

View = Callable[..., HttpResponse]


def for_known(view: View) -> View:
    """A page of one's own: the view gets the person. Who is signed out is asked to come in first."""

    @wraps(view)
    def door(request: Asking, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.person is None:
            return _come_in_first(request)
        return view(request, request.person, *args, **kwargs)

    return door


def for_sure(view: View) -> View:
    """A page where something may be lost: as `for_known`, and asks once more who it is after a quarter of an hour."""

    @wraps(view)
    def door(request: Asking, person: Person, *args: Any, **kwargs: Any) -> HttpResponse:
        return ask_once_more(request) or view(request, person, *args, **kwargs)

    return for_known(door)


def for_strangers(view: View) -> View:
    """A page for coming in: who is in already goes on."""

    @wraps(view)
    def door(request: Asking, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs) if request.person is None else redirect(onward(request))

    return door


def by_mail(view: View) -> View:
    """A page that is there only where this house can send letters."""

    @wraps(view)
    def door(request: Asking, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.MAIL_OFFERED:
            raise Http404
        return view(request, *args, **kwargs)

    return door


def of_allauth(view: Callable[..., Any]) -> Callable[..., HttpResponse]:
    """A view of django-allauth, in our hands: what it wants to say is said by the next page."""

    @wraps(view)
    def door(request: Asking, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = view(request, *args, **kwargs)
        sentence = getattr(request, "to_say", "")
        return say(response, request, sentence) if sentence and response.status_code == 302 else response

    return door


def ask_once_more(request: Asking) -> HttpResponse | None:
    """Where to show once more that it is you; nothing, when you did so lately or no way is left to show it."""
    if request.person is None or proved_lately(request):
        return None
    ways = get_adapter(request).get_reauthentication_methods(request.person)
    return redirect(f"{ways[0]['url']}?{urlencode({'next': request.path})}") if ways else None


class AskOnceMore:
    """allauth would keep the whole request for later, with its address and its browser's string. We ask, and let it go."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on."""
        return self.get_response(request)

    def process_exception(self, request: Asking, exception: Exception) -> HttpResponse | None:
        """Where to show once more who it is."""
        if not isinstance(exception, ReauthenticationRequired):
            return None
        return ask_once_more(request) or _come_in_first(request)


def _come_in_first(request: Asking) -> HttpResponse:
    return redirect(f"{settings.LOGIN_URL}?{urlencode({'next': request.path})}")
