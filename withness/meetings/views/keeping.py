"""One's own calendar addresses."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from withness.foundation.pages import page
from withness.foundation.saying import say
from withness.meetings.subscribing import keys_of, make_key, revoke
from withness.people.asking import Asking


@require_http_methods(["GET", "POST"])
def calendars(request: Asking) -> HttpResponse:
    """Make a secret address for one's calendar program, or close one."""
    if request.person is None:
        return redirect("/account/come-in?next=/meetings/calendars")
    person, made = request.person, ""
    if request.method == "POST" and request.POST.get("do") == "close":
        revoke(person=person, key_id=request.POST.get("key", ""))
        return say(redirect("/meetings/calendars"), request, _("That address opens nothing any more."))
    if request.method == "POST":
        token = make_key(person=person, is_discreet=request.POST.get("is_discreet") == "yes")
        made = f"{settings.BASE_URL}/calendar/{token}.ics"
    return page(request, "meetings/calendars.html", room="me", keys=keys_of(person), made=made)
