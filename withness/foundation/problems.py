"""Saying no to a program (RFC 9457): every kind of problem there is, and how one is sent.

A thing that never was and one that must not be known are answered with the same bytes, so a problem never repeats the
address, an id or a word of what was asked.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from withness.foundation.answers import PROBLEM, problem
from withness.foundation.refusing import NotUnderstood, Refused, TooSoon

Errors = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem: its status, and what whoever writes a program can do about it."""

    status: int
    advice: str | Promise


KINDS: dict[str, Kind] = {
    "refused": Kind(400, gettext_lazy("Read “detail”. Asking again will not help.")),
    "not-http": Kind(400, gettext_lazy("What arrived was no request that we can read.")),
    "not-json": Kind(400, gettext_lazy("Send one JSON object, in UTF-8.")),
    "sign-in": Kind(401, gettext_lazy("Send “Authorization: Bearer” with a token, or come in first.")),
    "not-allowed": Kind(403, gettext_lazy("Read “detail”. It says what would have to change.")),
    "resting": Kind(403, gettext_lazy("Ask again later: stewards are looking at it, and it may come back.")),
    "consent-needed": Kind(
        403, gettext_lazy("Show the person the words of consent. If they agree, send “consent”: true with the request.")
    ),
    "not-from-us": Kind(
        403,
        gettext_lazy("With a session, send the token of a form as X-CSRFToken. With a bearer token none is needed."),
    ),
    "not-here": Kind(404, gettext_lazy("It never was, or it is for members only. The answer is the same on purpose.")),
    "not-this-way": Kind(405, gettext_lazy("Use one of the methods that the header “Allow” names.")),
    "too-slow": Kind(408, gettext_lazy("Send the request again, and all of it without long pauses.")),
    "taken-back": Kind(410, gettext_lazy("Let go of your copy too, and do not send it again.")),
    "too-long": Kind(413, gettext_lazy("Send it in smaller parts.")),
    "not-as-json": Kind(415, gettext_lazy("Send “Content-Type: application/json”.")),
    "packed": Kind(415, gettext_lazy("Send the body without compression.")),
    "not-understood": Kind(422, gettext_lazy("“errors” names each field and says what is wrong with it.")),
    "too-soon": Kind(429, gettext_lazy("Wait as many seconds as “Retry-After” says. Nothing was lost.")),
    "too-much-head": Kind(431, gettext_lazy("Send fewer or shorter headers.")),
    "broken": Kind(500, gettext_lazy("Try again with the same Idempotency-Key: nothing is made twice.")),
    "later": Kind(503, gettext_lazy("Try again in a moment. Nothing was lost.")),
}


def refuse(kind: str, detail: str, *, status: int = 0, errors: Errors | None = None, **headers: str) -> HttpResponse:
    """An answer that says no. `detail` is a sentence for people; header names are given with underscores."""
    status = status or KINDS[kind].status
    body: dict[str, object] = {**problem(status, kind, detail)}
    if errors:
        body["errors"] = errors
    response = HttpResponse(msgspec.json.encode(body), status=status, content_type=PROBLEM)
    for name, value in headers.items():
        response.headers[name.replace("_", "-")] = value
    return response


def refusal_of(no: Refused) -> HttpResponse:
    """What a verb said no to, for a program."""
    errors = [{"field": no.field, "detail": no.sentence}] if isinstance(no, NotUnderstood) else None
    wait = {"Retry_After": str(max(1, int(no.wait.total_seconds())))} if isinstance(no, TooSoon) else {}
    return refuse(no.kind, no.sentence, status=no.status, errors=errors, **wait)


def nothing_here() -> HttpResponse:
    """The one answer for a missing thing, a malformed id, and what one must not know of."""
    return refuse("not-here", _("There is nothing here, or it is for members only."))
