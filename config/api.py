"""`/api/v1`: every room for programs, assembled. Imported with the first request for it (see `config/urls.py`)."""

from __future__ import annotations

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path

from config.openapi import description_of
from withness.accountability.api import router as accountability
from withness.circles.api import router as circles
from withness.foundation.api import router as problems
from withness.foundation.manners import HouseApi, dressed
from withness.foundation.problems import nothing_here
from withness.groups.api import router as groups
from withness.groups.api_boundaries import router as boundaries
from withness.hope.api import router as hope
from withness.matching.api.duty import router as duty
from withness.matching.api.listening import router as listening
from withness.matching.api.welcome import router as welcome
from withness.meetings.api import router as meetings
from withness.notices.api import router as notices
from withness.people.api import router as people
from withness.people.api import who_asks
from withness.safety.api import router as safety
from withness.safety.api_quiet import router as quiet
from withness.safety.api_reports import router as reports
from withness.shares.api import router as shares
from withness.skills.api import router as skills

api = HouseApi(title="Withness", version="1", auth=who_asks())
for router in (
    people, safety, reports, quiet, notices, groups, boundaries, welcome, listening, duty, shares, circles, meetings,
    accountability, hope, skills, problems,
):  # fmt: skip
    api.add_router("", router)


def openapi(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The description of the API, for programs. For everybody."""
    return HttpResponse(_description(), content_type="application/json")


def nowhere(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """What is in no room. The same for everybody, with or without a token."""
    return nothing_here()


@cache
def _description() -> bytes:
    return description_of(api)


def _addresses() -> list[URLPattern]:
    rooms = [pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern) and pattern.name != "api-root"]
    for pattern in rooms:
        pattern.callback = dressed(pattern.callback)
    return rooms


urlpatterns = [path("openapi.json", openapi), *_addresses(), re_path("", nowhere)]
