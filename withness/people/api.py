"""Programs that act for a person: who they are (a token, or the session of a browser), and what is the person's own."""

from __future__ import annotations

from typing import Literal, NoReturn, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router
from ninja.errors import AuthenticationError
from ninja.security import APIKeyCookie, HttpBearer
from pydantic import Field
from typing_extensions import TypedDict

from withness.foundation.bodies import Body
from withness.foundation.limits import Limit
from withness.foundation.origin import OnlyFromUs
from withness.foundation.refusing import NotAllowed
from withness.foundation.telling import tell
from withness.people.asking import Asking, known
from withness.people.consenting import has_consented
from withness.people.limiting import not_too_often
from withness.people.models import Person
from withness.people.showing import change_showing
from withness.people.speaking import speak_as_known
from withness.people.tokens import person_of_token

BAD_TOKENS = Limit("bad_tokens", burst=30, per_hour=60)
_SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}
router = Router(tags=["me"])


class NotFromUs(NotAllowed):
    """The session is theirs, but any page could have had their browser send this."""

    kind = "not-from-us"


class Token(HttpBearer):
    """`Authorization: Bearer TOKEN`. A token that is not one ends the matter: no session is looked for then."""

    def __call__(self, request: HttpRequest) -> Person | None:
        """Whom the token acts for; nobody when none is shown. Raises `AuthenticationError`, or `TooSoon`."""
        scheme, _blank, token = request.headers.get("Authorization", "").partition(" ")
        return self.authenticate(request, token.strip()) if scheme.casefold() == "bearer" else None

    def authenticate(self, request: HttpRequest, token: str) -> Person:
        """Whom the token acts for. Only wrong ones are counted: nobody's program is slowed by a stranger's."""
        person = person_of_token(token)
        if person is None:
            not_too_often(request, BAD_TOKENS)
            raise AuthenticationError
        asking = cast(Asking, request)
        asking.person = person
        if not request.headers.get("Accept-Language"):
            speak_as_known(asking, person)
        return person


class Session(APIKeyCookie):
    """The session of a browser that has come in; whatever changes something needs the token of a form as well."""

    param_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Person | None:
        """Who has come in. Raises `NotFromUs`."""
        person = self.authenticate(request, None)
        if person is not None and request.method not in _SAFE:
            _Guard(_no_page).process_view(request, _no_page, (), {})
        return person

    def authenticate(self, request: HttpRequest, key: str | None) -> Person | None:  # noqa: ARG002
        """Who has come in; the cookie was read with every request's."""
        return cast(Asking, request).person


def who_asks() -> list[Token | Session]:
    """The two ways to be known, in the order in which they are tried."""
    return [Token(), Session(csrf=False)]


class _Guard(OnlyFromUs):
    """Our guard against forged forms, saying no to a program."""

    def _reject(self, request: HttpRequest, reason: str) -> NoReturn:  # noqa: ARG002
        raise NotFromUs(_("We could not be sure that this came from you, so nothing was changed."))


def _no_page(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


class Me(TypedDict):
    """What is the person's own. Nothing here says which members they are: that is told group by group."""

    language: str
    zone: str
    light: str
    consent: bool


class MeChange(Body):
    """What is to be different; what is left out stays as it is."""

    language: str | None = Field(default=None, max_length=8, examples=["en"])
    zone: str | None = Field(default=None, max_length=40, examples=["Europe/Lisbon"])
    light: Literal["", "light", "dark", "night"] | None = None


@router.get("/me", response=Me, summary="What is my own")
def read_me(request: Asking) -> HttpResponse:
    """Language, IANA time zone and light as chosen (an empty light: as the device has it), and whether consent to
    keeping what one writes about one's health stands.
    """
    return tell(_me(known(request)))


@router.patch("/me", response=Me, summary="Change what is my own")
def change_me(request: Asking, body: MeChange) -> HttpResponse:
    """How things are shown to me, wherever I sign in."""
    person = known(request)
    language, zone, light = (
        getattr(person, name) if getattr(body, name) is None else getattr(body, name)
        for name in ("language", "zone", "light")
    )
    return tell(_me(change_showing(person=person, language=language, zone=zone, light=light)))


def _me(person: Person) -> Me:
    return {
        "language": person.language,
        "zone": person.zone,
        "light": person.light,
        "consent": has_consented(person, "health"),
    }
