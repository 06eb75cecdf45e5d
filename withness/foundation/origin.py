"""Did this begin on one of our own pages? Our pages send no referrer, so browsers hide the origin of our forms too."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.middleware.csrf import REASON_NO_REFERER, CsrfViewMiddleware, RejectRequest

_OURS = {"same-origin", "none"}  # “none”: typed, bookmarked, or reloaded by the person


def came_from_us(request: HttpRequest) -> bool:
    """Whether the browser says that our own page, or the person, asked for this. An old browser that says nothing is
    believed: what must not be forged carries a token as well.
    """
    said = request.headers.get("Sec-Fetch-Site")
    if said is not None:
        return said in _OURS
    origin = request.headers.get("Origin", "null")
    return origin == "null" or urlsplit(origin).netloc == request.get_host()


class OnlyFromUs(CsrfViewMiddleware):
    """Django's own guard against forged forms, taught that `Origin: null` is what `no-referrer` makes of our own forms.

    The token in the form is checked as ever; only the second question, where it came from, is asked of
    `Sec-Fetch-Site`, which no page can forge.
    """

    def _origin_verified(self, request: HttpRequest) -> bool:
        if request.headers.get("Origin") == "null":
            return came_from_us(request)
        return bool(super()._origin_verified(request))  # type: ignore[misc]  # the stubs do not know it

    def _check_referer(self, request: HttpRequest) -> None:
        if not came_from_us(request):
            raise RejectRequest(REASON_NO_REFERER)
