"""Where a sent form leads: a redirect for a browser, the same address as JSON for a page's own script."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse

from withness.foundation.ids import new_id


def by_script(request: HttpRequest) -> bool:
    """Whether one of our own scripts asks, which shows the answer in the page that is open."""
    return request.headers.get("Accept", "") == "application/json"


def go_on(request: HttpRequest, to: str) -> HttpResponse:
    """On to `to`. A script also gets a fresh key for the next thing it sends from the same page."""
    if by_script(request):
        return JsonResponse({"to": to, "key": new_id()}, status=201)
    return HttpResponseRedirect(to)
