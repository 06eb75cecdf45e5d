"""Every page of the house for every hand: axe with its best practices finds nothing, words stand out 7:1, nothing is wider
than the screen, and what one presses can be hit with a thumb; in every width, light and language.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from testing.houses import House, running_house
from testing.proofs import Figures, proof
from testing.proving.every_address import REFUSED
from testing.proving.furnishing import PASSPHRASE

WHO = ("ana", "chidi", "dana", "")
WIDTHS, LIGHTS, LANGUAGES = (320, 768, 1280), ("light", "dark", "forced"), ("en", "es", "ar")
SMALL = """() => [...document.querySelectorAll("main :is(a[href], button, input:not([type=hidden]), select, summary)")]
  .filter((one) => !one.closest("p, .words, td, dd, h1") || one.classList.contains("btn"))
  .filter((one) => one.offsetParent && !one.classList.contains("hide"))
  .map((one) => ["radio", "checkbox"].includes(one.type) ? one.parentElement : one)
  .filter((one) => one.getBoundingClientRect().height < 43.5)
  .map((one) => one.outerHTML.slice(0, 120))"""
OWN = Path(__file__).with_name("own_checks.js").read_text()
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
STRICT = {"rules": {"target-size": {"enabled": True}, "color-contrast-enhanced": {"enabled": True}}}
CONTRAST = {"runOnly": ["color-contrast", "color-contrast-enhanced"]}
GROUNDS = ("var(--paper)", "var(--sheet)")  # axe judges no word before a gradient: so before each end of ours


@dataclass(frozen=True)
class Light:
    """How a page is looked at: the width in CSS pixels, the light, the language."""

    width: int
    light: str
    language: str


EVERY = [Light(*one) for one in product(WIDTHS, LIGHTS, LANGUAGES)]
# Nine in which every two values meet: a Latin square.
PAIRS = [Light(WIDTHS[i], LIGHTS[j], LANGUAGES[(i + j) % 3]) for i in range(3) for j in range(3)]


@proof(
    "every_page",
    "every page in every width, light and language: nothing for axe to find, nothing too wide or too small",
)
def every_page(seed: int, full: bool) -> Figures:
    """How many pages were looked at, and how often."""
    return look_at_every_page(random.Random(seed), lights=EVERY if full else PAIRS[:1], most=0 if full else 3)


def look_at_every_page(
    chance: random.Random, *, lights: Sequence[Light], most: int = 0, each: bool = True
) -> dict[str, object]:
    """Look at each page in each of these lights; with `each` off, at each in one of them, taken in turn, so that all are used.

    `most` stops after so many addresses. Raises `AssertionError` with what was found.
    """
    with (
        tempfile.TemporaryDirectory() as folder,
        running_house(Path(folder), faults=("unhurried",), begin=False, WITHNESS_DEMO="yes") as house,
    ):
        house.errand("furnish")
        house.start()
        told = house.errand("pages", who=list(WHO))
        visits = list(_visits(told["seen"], every_hand=each))
        chance.shuffle(visits)
        looks = [
            (light, who, path)
            for n, (who, path) in enumerate(visits[: most or None])
            for light in (lights if each else [lights[n % len(lights)]])
        ]
        found = look(house, looks)
    assert not found, f"{len(found)} looks found something:\n" + "\n".join(found[:40])
    return {"addresses": len({path for _, path in visits}), "looks": len(looks), "found": len(found)}


def _visits(seen: dict[str, dict[str, str]], *, every_hand: bool) -> Iterator[tuple[str, str]]:
    """Who goes where: everybody everywhere, or each address once, by who sees most of it."""
    patterns = sorted(set().union(*seen.values()))
    for pattern in patterns:
        those = [who for who in WHO if pattern in seen[who]]
        for who in those if every_hand else those[:1]:
            yield who, seen[who][pattern]


def look(house: House, looks: Sequence[tuple[Light, str, str]]) -> list[str]:
    """What was found, one line for each page and light."""
    from testing.browsing import chromium

    found: list[str] = []
    with chromium() as browser:
        for light, who in sorted({(light, who) for light, who, _ in looks}, key=str):
            context = _window(browser, house, light, who)
            here = [path for one, person, path in looks if (one, person) == (light, who)]
            print(f"{light.width} {light.light} {light.language} {who or 'nobody'}: {len(here)} looks", flush=True)
            for path in here:
                page = context.new_page()
                wrong = wrong_with(page, path)
                if wrong:
                    found.append(f"{light.width} {light.light} {light.language} {who or 'nobody'} {path}: {wrong}")
                page.close()
            context.close()
    return found


def _window(browser: Any, house: House, light: Light, who: str) -> Any:
    from testing.browsing import window_of

    session = house.errand("session_of", nickname=who) if who else ""
    context = window_of(
        browser, house, session, viewport={"width": light.width, "height": 800}, locale=light.language, reduced_motion="reduce",
        color_scheme="dark" if light.light == "dark" else "light",
        forced_colors="active" if light.light == "forced" else "none",
    )  # fmt: skip
    context.set_default_timeout(60_000)  # a machine busy with other tests; a page that is slow is not a fault here
    context.add_cookies([{"name": "language", "value": light.language, "url": house.base_url}])
    if who == "ana":
        house.errand("rows", sql="DELETE FROM foundation_bucket")  # she opens her key more often than people do
        page = context.new_page()
        page.goto("/me/key?next=/path")
        page.fill("[name=secret]", PASSPHRASE)
        page.press("[name=secret]", "Enter")
        page.wait_for_url("**/path")
        page.close()
    return context


def wrong_with(page: Any, path: str) -> list[str]:
    """What our checks say of the page at `path`, and whether it answers at all."""
    answer = page.goto(path, wait_until="load")
    return faults(page) + ([f"status {answer.status}"] if answer.status >= 400 and path not in REFUSED else [])


def faults(page: Any) -> list[str]:
    """What axe, our own checks, the width of the page and the size of what one presses say of it as it stands."""
    page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true })")
    forced = page.evaluate("matchMedia('(forced-colors: active)').matches")  # then the colours are not ours
    wrong = page.evaluate(OWN)[:5]
    if forced:
        wrong += _by_axe(page, {"rules": {"color-contrast": {"enabled": False}}})
    else:
        for ground, options in ((GROUNDS[0], STRICT), (GROUNDS[1], CONTRAST)):
            page.evaluate("(ground) => { document.body.style.background = ground }", ground)
            wrong += _by_axe(page, options)
        page.evaluate("document.body.removeAttribute('style')")
    wide = page.evaluate(WIDE)
    wrong += [f"{wide} px too wide"] if wide > 0 else []
    wrong += ["a row as Python calls it"] if " object (" in page.content() else []
    return wrong + [f"too small: {one}" for one in page.evaluate(SMALL)[:3]]


def _by_axe(page: Any, options: dict[str, Any]) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"resultTypes": ["violations"], **options}).response["violations"]
    return [f"{one['id']}: {[node['html'][:110] for node in one['nodes']][:3]}" for one in found]
