"""What I agreed to, and taking it back."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from withness.foundation.pages import page
from withness.foundation.saying import say
from withness.people.asking import Asking
from withness.people.consenting import consent, consents_of, has_consented, withdraw_consent
from withness.people.doors import for_known, for_sure
from withness.people.models import Person
from withness.people.onward import onward

HERE = "/me/consents"


@require_http_methods(["GET", "POST"])
@for_known
def my_consents(request: Asking, person: Person) -> HttpResponse:
    """Give the consent that joining a group needs; see what was given, and when."""
    trouble = {}
    if request.method == "POST" and request.POST.get("health") == "yes":
        consent(person=person, about="health")
        return say(
            redirect(onward(request, HERE)), request, _("Thank you. You can take it back at any time, on this page.")
        )
    if request.method == "POST":
        trouble = {"health": _("Tick the box if you agree. If you do not, nothing changes.")}
    return page(
        request, "people/consents.html", status=422 if trouble else 200, room="me", trouble=trouble,
        given=has_consented(person, "health"), history=consents_of(person), next=onward(request, ""),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@for_sure
def take_back(request: Asking, person: Person) -> HttpResponse:
    """Says what follows; then it does."""
    if not has_consented(person, "health"):
        return redirect(HERE)
    if request.method == "GET":
        return page(request, "people/take_back.html", room="me")
    withdraw_consent(person=person, about="health")
    return say(
        redirect(HERE), request, _("It is taken back. You have left your groups, and what you wrote there is gone.")
    )
