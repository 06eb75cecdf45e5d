"""Where the source of the running version is."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from withness.foundation.pages import page
from withness.home.source import archive, archive_name
from withness.people.asking import Asking


@require_GET
def source_page(request: Asking) -> HttpResponse:
    """What the licence gives everybody who uses this."""
    return page(request, "home/source.html", name=archive_name())


@require_GET
def source_file(request: Asking, name: str) -> HttpResponse:  # noqa: ARG001
    """The files themselves."""
    if name != archive_name():
        raise Http404
    response = HttpResponse(archive(), content_type="application/gzip")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
