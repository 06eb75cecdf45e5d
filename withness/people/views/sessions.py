"""Where I am signed in."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from withness.foundation.pages import page
from withness.foundation.saying import say
from withness.people.asking import Asking
from withness.people.devices import device_words
from withness.people.doors import for_known
from withness.people.models import Person
from withness.people.where_signed_in import end_other_places, end_place, places_of


@require_http_methods(["GET", "POST"])
@for_known
def signed_in(request: Asking, person: Person) -> HttpResponse:
    """Every place, and ending one of them or all others. No asking twice: who wants somebody out wants them out now."""
    here = request.session.session_key or ""
    if request.method == "GET":
        places = [(place, device_words(place.device)) for place in places_of(person, here=here)]
        return page(request, "people/sessions.html", room="me", places=places)
    if request.POST.get("do") == "end_others":
        end_other_places(person=person, here=here)
        return say(redirect("/me/sessions"), request, _("You are signed out everywhere but here."))
    if not end_place(person=person, outer_id=request.POST.get("place", "")):
        raise Http404
    return say(redirect("/me/sessions"), request, _("You are signed out there."))
