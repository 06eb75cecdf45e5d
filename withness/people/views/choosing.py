"""Choosing a language and a light. For everybody, signed in or not, with or without scripts."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from withness.foundation.pages import page
from withness.foundation.refusing import NotUnderstood
from withness.people.asking import Asking
from withness.people.models import Person
from withness.people.onward import onward
from withness.people.speaking import choose_language, choose_light, light_of


@require_http_methods(["GET", "POST"])
def language(request: Asking) -> HttpResponse:
    """In which language shall we speak? Each is named in itself."""
    if request.method == "POST":
        chosen = request.POST.get("language", "")
        if chosen not in dict(settings.LANGUAGES):
            raise NotUnderstood("language", _("Choose one of the languages."))
        return choose_language(redirect(_back(request)), language=chosen, person=request.person)
    return page(request, "people/language.html", spoken=settings.LANGUAGES, next=_back(request))


@require_http_methods(["GET", "POST"])
def light(request: Asking) -> HttpResponse:
    """How bright shall it be, on this device?"""
    if request.method == "POST":
        chosen = request.POST.get("light", "")
        if chosen not in dict(Person.LIGHTS):
            raise NotUnderstood("light", _("Choose one of the lights."))
        return choose_light(redirect(_back(request)), light=chosen)
    return page(request, "people/light.html", lights=Person.LIGHTS, chosen=light_of(request), next=_back(request))


def _back(request: Asking) -> str:
    return onward(request, "/today" if request.person else "/")
