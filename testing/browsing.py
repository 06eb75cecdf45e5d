"""A real browser, for pages that live: Chromium, one window or several, signed in as one of the cast."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from testing.chromium import find_chromium
from testing.houses import House

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """The browser."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


def window_of(browser: Browser, house: House, session: str = "", **more: Any) -> BrowserContext:
    """A browser of its own, in which the owner of that session has signed in."""
    context = browser.new_context(**({"viewport": PHONE, "locale": "en", "base_url": house.base_url} | more))
    context.set_default_timeout(8000)
    if session:
        context.add_cookies([{"name": "s", "value": session, "url": house.base_url}])
    return context


def asked_for(page: Page, what: str) -> list[str]:
    """The addresses with `what` in them that a page asks for from now on; the list grows."""
    found: list[str] = []
    page.on("request", lambda request: found.append(request.url) if what in request.url else None)
    return found
