"""“Me”: the page itself, and how things are shown to me."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from withness.foundation.pages import page
from withness.foundation.saying import say
from withness.people.asking import Asking
from withness.people.doors import for_known
from withness.people.models import Person
from withness.people.overview import lines_for, lines_of_other_rooms, what_is_missing
from withness.people.showing import change_showing, zones_to_choose
from withness.people.speaking import choose_language, choose_light, light_of


@require_GET
@for_known
def overview(request: Asking, person: Person) -> HttpResponse:
    """Everything about one's own account, and what would help soon."""
    return page(
        request,
        "people/me.html",
        room="me",
        me=person,
        missing=what_is_missing(person),
        more=[*lines_of_other_rooms(), *lines_for(person)],
    )


@require_http_methods(["GET", "POST"])
@for_known
def showing(request: Asking, person: Person) -> HttpResponse:
    """Language, clock and light."""
    if request.method == "GET":
        return page(
            request, "people/showing.html", room="me", me=person, languages=settings.LANGUAGES,
            zones=zones_to_choose(person.zone), lights=[(v, w, "") for v, w in Person.LIGHTS], chosen=light_of(request),
        )  # fmt: skip
    asked = {name: request.POST.get(name, "") for name in ("language", "zone", "light")}
    change_showing(person=person, **asked)
    response = say(redirect("/me"), request, _("It is kept."))
    choose_light(response, light=person.light)
    return choose_language(response, language=person.language, person=None)
