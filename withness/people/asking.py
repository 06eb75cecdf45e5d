"""A request, with who asks."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.http.request import split_domain_port

from withness.people.models import Person

_HERE = {"127.0.0.1", "::1", "localhost"}


class Asking(HttpRequest):
    """A request as every view of the house receives it."""

    person: Person | None


def known(request: Asking) -> Person:
    """Who asks, where only a known person can have come this far. Raises `Http404` otherwise."""
    if request.person is None:
        raise Http404
    return request.person


def asked_from_here(request: HttpRequest) -> bool:
    """Whether whoever sits at this machine asks it directly, by its own name. Tor and a proxy ask from here too, but for
    somebody far away: their name for this house is another one.
    """
    direct = request.META.get("withness.direct", True) and "HTTP_X_FORWARDED_FOR" not in request.META
    return bool(direct) and request.META.get("REMOTE_ADDR", "") in _HERE and called_by(request) in _HERE


def called_by(request: HttpRequest) -> str:
    """The name or number by which the browser called this house, without its port and brackets."""
    return split_domain_port(request.get_host())[0].strip("[]")
