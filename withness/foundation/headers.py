"""Headers that every page wears: nothing is remembered by the browser, nothing may use the camera, no one indexes us."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

PERMISSIONS = ", ".join(
    f"{what}=()"
    for what in (
        "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media", "fullscreen",
        "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment", "screen-wake-lock", "usb",
        "xr-spatial-tracking",
    )
)  # fmt: skip

# For the one page that offers to look near where somebody is: the browser asks them first, and only when they press.
PERMISSIONS_WITH_PLACE = PERMISSIONS.replace("geolocation=()", "geolocation=(self)")

# Everything comes from this server, and nothing stands inside the page itself: a script that somebody managed to
# write into a share would still not run. Never any other page's frame.
CONTENT = "; ".join(
    (
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'",
        "manifest-src 'self'", "worker-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
    )
)  # fmt: skip


HEARING = PERMISSIONS.replace("microphone=()", "microphone=(self)").replace(
    "autoplay=()", "autoplay=(self)"
)  # one page


class QuietHeaders:
    """Sets them once, after the view has spoken; a view may say otherwise about caching, the place and the microphone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, dressed."""
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers["Content-Security-Policy"] = CONTENT
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return response
