"""Pages that say what this house is, and what it knows."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from withness.foundation.pages import page
from withness.people.asking import Asking


@require_GET
def about(request: Asking) -> HttpResponse:
    """What this is, and what it is not."""
    return page(request, "home/about.html", version=settings.VERSION)


@require_GET
def privacy(request: Asking) -> HttpResponse:
    """What is kept, what is never kept, and what reaches whom."""
    return page(request, "home/privacy.html", mail=settings.MAIL_OFFERED, youngest=settings.YOUNGEST)
