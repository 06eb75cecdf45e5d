"""Looking at pages: `python -m testing.looking /today /g/{long_nights} --as ana` writes pictures into `screens/`.

A fresh house with the cast and a few shares is served for it; `{long_nights}`, `{still_water}`, `{thursday}`,
`{share}`, `{circle}`, `{series}`, `{list}`, `{tried}`, `{talk}`, `{proposal}` and `{waiting}` in an address become their
ids. Each page is taken at 390 and 1280 px, light and dark (add `--night`, `--language es`, `--no-script`, `--width 320`).
It also prints what is wider than the screen, and console errors.
"""

from __future__ import annotations

import argparse
import os
import re
import threading
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

SCREENS = Path("screens")
ADDRESS = "http://127.0.0.1"


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        """Nothing."""


class _Threaded(WSGIServer):
    daemon_threads = True

    def process_request(self, request: object, client_address: object) -> None:
        """Each in its own thread, so that pictures and pages do not wait for each other."""
        threading.Thread(target=self._one, args=(request, client_address), daemon=True).start()

    def _one(self, request: object, client_address: object) -> None:
        self.finish_request(request, client_address)
        self.shutdown_request(request)


def serve() -> str:
    """Serve pages on a free port of this machine; answers the address."""
    from django.core.wsgi import get_wsgi_application

    server = make_server("127.0.0.1", 0, get_wsgi_application(), server_class=_Threaded, handler_class=_Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"{ADDRESS}:{server.server_port}"


def signed_in_cookie(person: object) -> str:
    """The session cookie of a person who has signed in."""
    from django.test import Client

    client = Client()
    client.force_login(person, backend="withness.people.signing_in.ByNickname")
    return client.cookies["s"].value


def main() -> None:
    """Take the pictures."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("pages", nargs="+")
    ask.add_argument("--as", dest="who", default="")
    ask.add_argument("--night", action="store_true")
    ask.add_argument("--language", default="en")
    ask.add_argument("--no-script", action="store_true")
    ask.add_argument("--width", type=int, action="append")
    asked = ask.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "testing.settings"
    import django

    django.setup()
    from django.db import connection  # settings are ready from here on

    from testing.looked_at import furnish

    connection.creation.create_test_db(verbosity=0)
    cast, names = furnish()
    SCREENS.mkdir(exist_ok=True)
    try:
        _take(asked, cast, names)
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def _take(asked: argparse.Namespace, cast: object, names: dict[str, str]) -> None:
    from playwright.sync_api import sync_playwright

    from testing.chromium import find_chromium

    cookie = signed_in_cookie(getattr(cast, asked.who)) if asked.who else ""
    address = serve()
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        lights = ["night"] if asked.night else ["light", "dark"]
        for width in asked.width or [390, 1280]:
            for light in lights:
                context = browser.new_context(
                    viewport={"width": width, "height": 844 if width < 700 else 900}, locale=asked.language,
                    color_scheme="light" if light == "light" else "dark", java_script_enabled=not asked.no_script,
                )  # fmt: skip
                cookies = [{"name": "language", "value": asked.language, "url": address}]
                cookies += [{"name": "s", "value": cookie, "url": address}] if cookie else []
                cookies += [{"name": "light", "value": "night", "url": address}] if light == "night" else []
                context.add_cookies(cookies)
                page = context.new_page()
                page.on(
                    "console", lambda said: print("console:", said.text) if said.type in {"error", "warning"} else None
                )
                for template in asked.pages:
                    _picture(page, address + template.format(**names), template, f"{width}-{light}-{asked.language}")
                context.close()
        browser.close()


def _picture(page: object, address: str, template: str, suffix: str) -> None:
    answer = page.goto(address)
    name = re.sub(r"[^a-z0-9]+", "-", template.lower()).strip("-") or "front"
    path = SCREENS / f"{name}-{suffix}.png"
    page.screenshot(path=str(path), full_page=True)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    print(path, answer.status, f"{wide} px too wide" if wide > 0 else "")


if __name__ == "__main__":
    main()
