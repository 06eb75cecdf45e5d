"""Stepping in as one of the demo's people, with one press. Only where nobody but who sits at this machine can do it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from withness.foundation.refusing import NotAllowed
from withness.people.asking import Asking, asked_from_here
from withness.people.models import Person
from withness.people.signing_in import sign_in


def may_step_in(request: HttpRequest) -> bool:
    """Whether this server runs the demo for this machine alone, and was asked from this machine, by its own name."""
    return bool(settings.DEMO and settings.LOOPBACK) and asked_from_here(request)


def step_in(request: Asking, person: Person) -> None:
    """Be signed in as `person` from now on. Raises `NotAllowed` for real people, and anywhere but on loopback."""
    if not person.is_demo or not may_step_in(request):
        raise NotAllowed(_("The demo’s people can only be stepped into on the machine that runs it."))
    sign_in(request, person, by="demo")
