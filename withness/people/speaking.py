"""In which language and light a page is shown: chosen on this device first, then the person's own, then the browser's."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.utils import translation

from withness.people.asking import Asking
from withness.people.models import Person

LIGHT_COOKIE = "light"
A_YEAR = 60 * 60 * 24 * 365
Response = TypeVar("Response", bound=HttpResponseBase)


class SpeakTheirLanguage:
    """Answers every page in the language chosen on this device, else in the first one of the browser's that we speak.

    It stands before the pages that must answer without a database; who is known is spoken to in their own language as
    soon as they are recognised.
    """

    def __init__(self, get_response: Callable[[Asking], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Asking) -> HttpResponse:
        """Speak it for this request."""
        _speak(request, _chosen_here(request) or translation.get_language_from_request(request))
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response


def speak_as_known(request: Asking, person: Person) -> None:
    """Speak a person's own language, unless another one was chosen on this device."""
    own = person.language
    if own != request.LANGUAGE_CODE and own in dict(settings.LANGUAGES) and not _chosen_here(request):
        _speak(request, own)


def _speak(request: Asking, language: str) -> None:
    translation.activate(language)
    request.LANGUAGE_CODE = language


def _chosen_here(request: Asking) -> str:
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else ""


def choose_language(response: Response, *, language: str, person: Person | None) -> Response:
    """Remember it on this device, and for the person where they are known."""
    if person is not None and person.language != language:
        Person.objects.filter(id=person.id).update(language=language)
    return _remember(response, settings.LANGUAGE_COOKIE_NAME, language)


def choose_light(response: Response, *, light: str) -> Response:
    """Remember it on this device; an empty `light` lets the device decide again."""
    if not light:
        response.delete_cookie(LIGHT_COOKIE, samesite="Lax")
        return response
    return _remember(response, LIGHT_COOKIE, light)


def _remember(response: Response, name: str, value: str) -> Response:
    response.set_cookie(name, value, max_age=A_YEAR, httponly=True, samesite="Lax", secure=settings.HTTPS)
    return response


def light_of(request: Asking) -> str:
    """The light chosen on this device, else the person's own; empty where the device decides."""
    chosen = request.COOKIES.get(LIGHT_COOKIE, "")
    own = request.person.light if request.person is not None else ""
    return chosen if chosen in dict(Person.LIGHTS) else own
