"""Makes the pictures of the README anew, from the demo as it is: `python -m testing.picturing`.

Three pages on a phone, beside each other, once by day and once by night: what brings you here, a share and its replies, and
a circle under way. Nothing in them is drawn or put in by hand.
"""

from __future__ import annotations

import base64
import tempfile
from pathlib import Path
from typing import Any

from testing.browsing import PHONE, chromium, window_of
from testing.houses import House, running_house

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
GROUNDS = {"light": "#e9e6df", "dark": "#0b0f10"}
WORDS = "I look after my dad at night."
FRAME = "border-radius:28px;box-shadow:0 10px 30px rgba(0,0,0,.25);width:390px;height:844px"


def main() -> None:
    """Take both pictures."""
    PICTURES.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running_house(Path(folder), faults=("unhurried",), begin=False, WITHNESS_DEMO="yes") as house,
        chromium() as browser,
    ):
        house.errand("furnish")
        house.start()
        for light, ground in GROUNDS.items():
            phones = _phones(browser, house, light)
            page = browser.new_page(viewport={"width": 3 * 390 + 4 * 40, "height": 844 + 80})
            shown = "".join(
                f'<img src="data:image/png;base64,{base64.b64encode(one).decode()}" style="{FRAME}">' for one in phones
            )
            page.set_content(f'<body style="margin:40px;display:flex;gap:40px;background:{ground}">{shown}')
            page.screenshot(path=str(PICTURES / f"three-pages-{light}.png"))
            page.close()


def _phones(browser: Any, house: House, light: str) -> list[bytes]:
    stranger = window_of(browser, house, viewport=PHONE, color_scheme=light)
    stranger.set_default_timeout(60_000)
    page = stranger.new_page()
    page.goto("/welcome")
    page.fill("main textarea", WORDS)
    page.click("main form button")
    page.locator("main h2").first.scroll_into_view_if_needed()
    page.evaluate("scrollTo(0, document.querySelector('main h2').offsetTop - 90)")
    taken = [page.screenshot()]
    stranger.close()
    context = window_of(browser, house, house.errand("session_of", nickname="ana"), viewport=PHONE, color_scheme=light)
    context.set_default_timeout(60_000)
    page = context.new_page()
    for path in _shown(house):
        page.goto(path)
        taken.append(page.screenshot())
    context.close()
    return taken


def _shown(house: House) -> list[str]:
    """A share with replies in Ana's group, and the circle that is under way."""
    seen = house.errand("pages", who=["ana"])["seen"]["ana"]
    return [seen["/g/<str:group_id>/s/<str:share_id>"], seen["/g/<str:group_id>/c/<str:circle_id>"]]


if __name__ == "__main__":
    main()
