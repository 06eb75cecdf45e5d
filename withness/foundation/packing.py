"""Sending compressed what is the same for everybody: on a slow line that is the page somebody in trouble sees first.

For members, pages are not packed as a whole. Words that somebody made them ask for (`?q=`) and words that are theirs
would be compressed together, and how long the answer is would tell whoever listens on the line whether the two are
alike. Their pages that are opened most are packed part by part instead (`foundation.printing`).
"""

from __future__ import annotations

import gzip
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

WORTH_IT = 1000  # bytes; below, one packet carries it either way
TEXT = ("text/", "application/json", "application/manifest+json", "application/problem+json")


class PackForStrangers:
    """Packs whole answers to who has not signed in and shows no token."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, packed where that helps and tells nobody anything."""
        response = self.get_response(request)
        if _is_for_everybody(request) and _is_worth_it(response):
            patch_vary_headers(response, ["Accept-Encoding"])
            if "gzip" in request.headers.get("Accept-Encoding", ""):
                response.content = gzip.compress(response.content, 6, mtime=0)
                response.headers["Content-Encoding"] = "gzip"
        return response


def _is_for_everybody(request: HttpRequest) -> bool:
    known = settings.SESSION_COOKIE_NAME in request.COOKIES or "Authorization" in request.headers
    return request.method == "GET" and not known


def _is_worth_it(response: HttpResponse) -> bool:
    if response.streaming or {"Content-Encoding", "ETag", "Content-Range"} & set(response.headers):
        return False
    return response.headers.get("Content-Type", "").startswith(TEXT) and len(response.content) >= WORTH_IT
