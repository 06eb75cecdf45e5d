"""For those who hold a group, and those who look after the house."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from withness.foundation.pages import page
from withness.groups.rules import may_open_group
from withness.home.console import look_over
from withness.home.handbook import CHAPTERS
from withness.people.asking import Asking
from withness.people.doors import for_known
from withness.people.models import Person
from withness.people.stewarding import is_steward


@require_GET
def handbook(request: Asking) -> HttpResponse:
    """How to hold a group. For everybody: nothing in it is secret."""
    may_open = may_open_group(request.person)
    return page(request, "home/handbook.html", room="groups", chapters=CHAPTERS, may_open=may_open)


@require_GET
@for_known
def house(request: Asking, person: Person) -> HttpResponse:
    """How the house is, for stewards; for everybody else there is nothing here."""
    if not is_steward(person):
        raise Http404
    return page(request, "home/house.html", room="me", house=look_over())
