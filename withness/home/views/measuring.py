"""For programs that watch the house."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from withness.home import measuring

_PLAIN = "text/plain; charset=utf-8"


@require_GET
def alive(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """This process answers. Asks nothing of the database."""
    return HttpResponse("alive\n", content_type=_PLAIN)


@require_GET
def ready(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Pages can be served: 200, else 503 with the reason in a few words."""
    reason = measuring.not_ready()
    return HttpResponse(f"{reason or 'ready'}\n", status=503 if reason else 200, content_type=_PLAIN)


@require_GET
def metrics(request: HttpRequest) -> HttpResponse:
    """The numbers; for this machine, or with the token. To everybody else there is nothing here."""
    if not measuring.may_read_numbers(request):
        raise Http404
    return HttpResponse(measuring.numbers(), content_type="text/plain; version=0.0.4; charset=utf-8")
