"""What every answer of the API has in common: plain JSON, made by hand from typed dictionaries, and times to the minute.

The types are checked while we write and described in `/api/v1/openapi.json`; nothing is checked again for each answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import msgspec
from django.http import HttpResponse


def tell(body: Mapping[str, object], *, status: int = 200, **headers: str) -> HttpResponse:
    """`body` as JSON. Header names are given with underscores."""
    response = HttpResponse(msgspec.json.encode(body), status=status, content_type="application/json")
    for name, value in headers.items():
        response.headers[name.replace("_", "-")] = value
    return response


def done() -> HttpResponse:
    """It is done, and there is nothing to say."""
    return HttpResponse(status=204)


def minute(at: datetime) -> str:
    """A time as the pages tell it too. To the second, two aliases that act together would be known as one person."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:00Z")


def minute_or_none(at: datetime | None) -> str | None:
    """As `minute`, for what may not have happened."""
    return None if at is None else minute(at)
