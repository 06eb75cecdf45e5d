"""Where to after this? Only ever to a page of our own."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

TODAY = "/today"


def is_ours(url: str) -> bool:
    """Whether `url` is a path of this house, and nothing a browser could read as another address."""
    return url.startswith("/") and len(url) <= 500 and url_has_allowed_host_and_scheme(url, allowed_hosts=None)


def onward(request: HttpRequest, default: str = TODAY) -> str:
    """The `next` that was asked for, if it is ours."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    return asked if is_ours(asked) else default
