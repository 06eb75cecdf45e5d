"""The pages that must answer even when nothing else does: help now, leaving quickly, and where it leads."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from withness.safety.leaving_quickly import leave
from withness.safety.views.almanac import almanac
from withness.safety.views.help import help_now

FIRST: dict[str, Callable[[HttpRequest], HttpResponse]] = {"/help": help_now, "/leave": leave, "/weather": almanac}


class AnswerFirst:
    """Stands before everything that asks a database who is here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer at once, or let the request go its usual way."""
        return FIRST.get(request.path, self.get_response)(request)
