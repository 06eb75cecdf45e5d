"""A real browser, for pages that live: Chromium, one window or several, signed in as one of the cast."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Response, sync_playwright

from testing.chromium import find_chromium
from testing.houses import House

WHOLE = """() => "whole" in document.documentElement.dataset || !document.querySelector("script[src*='/house']")"""
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


def window_of(browser: Browser, house: House, session: str = "", *, whole: bool = True, **more: Any) -> BrowserContext:
    """A browser of its own, in which the owner of that session has signed in. Where our scripts are kept away, a page never
    becomes `whole`.
    """
    context = browser.new_context(**({"viewport": PHONE, "locale": "en", "base_url": house.base_url} | more))
    context.set_default_timeout(8000)
    if whole and more.get("java_script_enabled", True):
        _wait_for_the_whole(context)
    if session:
        context.add_cookies([{"name": "s", "value": session, "url": house.base_url}])
    return context


def _wait_for_the_whole(context: BrowserContext) -> None:
    """From now on its pages are there when their scripts are too, as for people, who do not press in the first moment.
    On a slow machine a story would else take the network away, or press, before anything listens. (What happens then
    is a story of its own.)
    """
    make = context.new_page

    def new_page() -> Page:
        page = make()
        page.goto, page.reload = _then_whole(page, page.goto), _then_whole(page, page.reload)  # type: ignore[method-assign]
        return page

    context.new_page = new_page  # type: ignore[method-assign]


def _then_whole(page: Page, arrive: Callable[..., Response | None]) -> Callable[..., Response | None]:
    @functools.wraps(arrive)
    def there(*where: Any, **more: Any) -> Response | None:
        answer = arrive(*where, **more)
        page.wait_for_function(WHOLE)
        return answer

    return there


def asked_for(page: Page, what: str) -> list[str]:
    """The addresses with `what` in them that a page asks for from now on; the list grows."""
    found: list[str] = []
    page.on("request", lambda request: found.append(request.url) if what in request.url else None)
    return found
