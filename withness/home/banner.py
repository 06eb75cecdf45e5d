"""What every page of the demo says at its top."""

from __future__ import annotations

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from withness.people.models import Person


def demo_words(request: HttpRequest) -> str:
    """That this is a demo, wherever it is one; else nothing."""
    if is_demo(request):
        return _("This is a demo. Nobody here is real, and what you write can be lost at any time.")
    return ""


def is_demo(request: HttpRequest) -> bool:
    """Whether whoever asks is in the demo: they belong to it, or they have not come in and it stands open here."""
    if not hasattr(request, "person"):  # a page that is answered without asking who it is for
        return False
    if request.person is not None:
        return bool(request.person.is_demo)
    return demo_stands_open()


def demo_stands_open() -> bool:
    """Whether the demo community is loaded, on a machine that nobody else can reach."""
    if not (settings.DEMO and settings.LOOPBACK):
        return False
    try:
        return Person.objects.filter(is_demo=True).exists()
    except DatabaseError:
        return False
