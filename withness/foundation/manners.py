"""How the API speaks, whatever the room: a problem for every no, and never a word of what was asked."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from typing import Any

import msgspec
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.operation import Operation
from ninja.parser import Parser

from withness.foundation.misreadings import sentence_for
from withness.foundation.problems import nothing_here, refusal_of, refuse
from withness.foundation.refusing import Refused

log = logging.getLogger("withness.api")
View = Callable[..., HttpResponse]


class StrictJson(Parser):
    """JSON as its standard has it: UTF-8, no NaN, no half letters."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Raises `msgspec.DecodeError`."""
        return msgspec.json.decode(request.body)


class HouseApi(NinjaAPI):
    """django-ninja, with the manners of this house."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, parser=StrictJson(), openapi_url=None, docs_url=None)
        for kind, answer in _ANSWERS.items():
            self.add_exception_handler(kind, answer)

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """What the function is called."""
        return operation.view_func.__name__


def dressed(view: View) -> View:
    """A view of the API as Django calls it: what we could not read is turned away before any room is opened.

    django-ninja takes its views out of Django's own guard against forged forms; `people.api` puts a stricter one there.
    """

    @functools.wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = request.method
        request.method = "GET" if asked == "HEAD" else asked  # the server sends the headers only
        no = _unreadable(request)
        response = no if no is not None else view(request, *args, **kwargs)
        request.method = asked
        return _not_this_way(response) if response.status_code == 405 else response

    return answer


def _unreadable(request: HttpRequest) -> HttpResponse | None:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if request.method not in {"POST", "PUT", "PATCH"} or length == "0":
        return None
    if not length.isdigit() or int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        return _too_long()
    said = request.content_type or ""
    if said != "application/json" and not said.endswith("+json"):
        return refuse("not-as-json", _("Please send this as JSON. Nothing was changed."))
    return None


def _not_this_way(response: HttpResponse) -> HttpResponse:
    allowed = {method.strip() for method in response.headers.get("Allow", "").split(",")}
    allowed |= {"HEAD"} if "GET" in allowed else set()
    return refuse("not-this-way", _("This address does not understand that method."), Allow=", ".join(sorted(allowed)))


def _who_asks() -> HttpResponse:
    return refuse("sign-in", _("Please sign in, or send a token."), WWW_Authenticate='Bearer realm="withness"')


def _not_json() -> HttpResponse:
    return refuse("not-json", _("This could not be read as JSON. Nothing was changed."))


def _too_long() -> HttpResponse:
    return refuse("too-long", _("That was more than we can take at once. Please send it in smaller parts."))


def _not_understood(no: ValidationError) -> HttpResponse:
    errors = [{"field": _field_of(error["loc"]), "detail": sentence_for(error)} for error in no.errors]
    return refuse("not-understood", _("Something in this needs another look. Nothing was changed."), errors=errors)


def _field_of(place: tuple[object, ...]) -> str:
    """The name of a field as the sender knows it: our own name for the whole body is not theirs."""
    names = [str(part) for part in place[1:]]
    return ".".join(names[1:] if names[:1] == ["body"] and len(names) > 1 else names)


def _broken(trouble: Exception) -> HttpResponse:
    log.error("broken", exc_info=trouble)
    return refuse("broken", _("Something of ours broke. Nothing of yours was lost; please try again."))


_ANSWERS: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
    Refused: lambda _request, no: refusal_of(no),
    Http404: lambda _request, _no: nothing_here(),
    AuthenticationError: lambda _request, _no: _who_asks(),
    ValidationError: lambda _request, no: _not_understood(no),
    HttpError: lambda _request, _no: _not_json(),
    UnreadablePostError: lambda _request, _no: _not_json(),
    RequestDataTooBig: lambda _request, _no: _too_long(),
    Exception: lambda _request, trouble: _broken(trouble),
}
