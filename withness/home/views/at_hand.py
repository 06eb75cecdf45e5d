"""The house on a phone's first screen, and what of it stays at hand without a network. Nothing stays until somebody asks."""

from __future__ import annotations

import hashlib
import json

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from withness.foundation.pages import RIGHT_TO_LEFT, page, render_piece
from withness.people.asking import Asking

DRESS = (
    "css/tokens.css", "css/house.css", "css/parts.css", "img/mark.svg", "js/house.js", "js/leave.js", "js/device.js",
    "js/waiting.js", "css/almanac.css",
)  # fmt: skip
PAGES = ("/device/offline", "/device/aside", "/device/unsent", "/weather", "/help")
ASKED_EACH_TIME = "public, max-age=0, must-revalidate"


@require_GET
def manifest(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """What a phone needs to put the house on its first screen: our name, which says nothing, and our mark."""
    language = translation.get_language() or "en"
    icons = [
        {"src": static("img/icon-192.png"), "sizes": "192x192", "type": "image/png"},
        {"src": static("img/icon-512.png"), "sizes": "512x512", "type": "image/png"},
        {"src": static("img/icon-mask-512.png"), "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
    ]
    said = {
        "id": "/", "name": "Withness", "short_name": "Withness", "lang": language,
        "dir": "rtl" if language[:2] in RIGHT_TO_LEFT else "ltr", "start_url": "/today", "scope": "/",
        "display": "standalone", "background_color": "#faf6ee", "theme_color": "#faf6ee", "icons": icons,
        "shortcuts": [{"name": _("Help now"), "url": "/help"}],
    }  # fmt: skip
    return _public(json.dumps(said, ensure_ascii=False), "application/manifest+json")


@require_GET
def worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The script a browser keeps running beside our pages, where somebody asked for it. It is the same for everybody."""
    dress = [static(name) for name in DRESS]
    edition = hashlib.sha256(" ".join([*dress, *PAGES]).encode()).hexdigest()[:16]
    words = render_piece(
        "home/worker.js",
        dress=dress,
        pages=PAGES,
        edition=edition,
        icon=static("img/icon-192.png"),
        badge=static("img/badge-96.png"),
    )
    return _public(str(words), "text/javascript; charset=utf-8")


@require_GET
def device(request: Asking) -> HttpResponse:
    """What this device keeps, and what it may keep."""
    return page(
        request, "home/device.html", room="me" if request.person else "", leads_to="/me" if request.person else "/"
    )


@require_GET
def no_network(request: Asking, *, sent: str = "") -> HttpResponse:
    """What a device shows instead of a page, when there is no network; `sent` says what became of words that were just
    sent: put `aside` on the device, or `unsent`. Nothing of the person stands in it.
    """
    return page(request, "home/offline.html", person=None, said="", demo_words="", sent=sent)


def _public(words: str, kind: str) -> HttpResponse:
    return HttpResponse(
        words, content_type=kind, headers={"Cache-Control": ASKED_EACH_TIME, "Vary": "Accept-Language, Cookie"}
    )
