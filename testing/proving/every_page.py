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
# What the bar at the foot lies over as the page happens to be scrolled is looked at again in the middle of the screen.
ASK_AXE = """async (options) => {
  const found = (await axe.run(document, options)).violations;
  for (const one of found.filter((one) => one.id === "target-size")) {
    const small = [];
    for (const node of one.nodes) {
      document.querySelector(node.target[0]).scrollIntoView({block: "center", behavior: "instant"});
      const again = await axe.run({include: [node.target]}, {runOnly: ["target-size"]});
      if (again.violations.length) small.push(node);
    }
    scrollTo(0, 0);
    one.nodes = small;
  }
  return found.filter((one) => one.nodes.length).map((one) => (
    {id: one.id, here: one.nodes.slice(0, 3).map((node) => node.html.slice(0, 110))}));
}"""
SETTLE = "document.getAnimations().forEach((one) => { if (one instanceof CSSTransition) one.finish() })"
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
    """What was found, one line for each page and light. A page is fetched once for each language and each who looks, and
    then turned to each width and light: what changes between them is in our style sheets only, no script of ours asks.
    """
    from testing.browsing import chromium

    found: list[str] = []
    with chromium() as browser:
        for language, who in sorted({(light.language, who) for light, who, _ in looks}):
            here: dict[str, list[Light]] = {}
            for light, person, path in looks:
                if (light.language, person) == (language, who):
                    here.setdefault(path, []).append(light)
            context = _window(browser, house, language, who)
            for n, (path, lights) in enumerate(here.items()):
                if n % 20 == 0:
                    print(f"{language} {who or 'nobody'}: page {n + 1} of {len(here)}", flush=True)
                page = context.new_page()
                for wrong in in_each(page, path, lights):
                    found.append(f"{language} {who or 'nobody'} {path}: {wrong}")
                    print(found[-1], flush=True)  # the whole takes an hour or two; mending can begin with the first
                page.close()
            context.close()
    return found


def in_each(page: Any, path: str, lights: Sequence[Light]) -> Iterator[str]:
    """What is wrong with the page at `path` in each of these lights, all of one language."""
    _turn(page, lights[0])
    answer = page.goto(path, wait_until="load")
    if answer.status >= 400 and path not in REFUSED:
        yield f"status {answer.status}"
    for light in lights:
        _turn(page, light)
        wrong = faults(page)
        if wrong:
            yield f"{light.width} {light.light} {wrong}"


def _turn(page: Any, light: Light) -> None:
    page.set_viewport_size({"width": light.width, "height": 800})
    page.emulate_media(
        color_scheme="dark" if light.light == "dark" else "light", reduced_motion="reduce",
        forced_colors="active" if light.light == "forced" else "none",
    )  # fmt: skip
    page.evaluate(SETTLE)


def _window(browser: Any, house: House, language: str, who: str) -> Any:
    from testing.browsing import window_of

    session = house.errand("session_of", nickname=who) if who else ""
    context = window_of(browser, house, session, locale=language, reduced_motion="reduce")
    context.set_default_timeout(60_000)  # a machine busy with other tests; a page that is slow is not a fault here
    context.add_cookies([{"name": "language", "value": language, "url": house.base_url}])
    if who == "ana":
        house.errand("rows", sql="DELETE FROM foundation_bucket")  # she opens her key more often than people do
        page = context.new_page()
        page.goto("/me/key?next=/path")
        page.fill("[name=secret]", PASSPHRASE)
        page.press("[name=secret]", "Enter")
        page.wait_for_url("**/path")
        page.close()
    return context


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
    """What axe finds, most telling part first. It is brought into a page once: reading it takes as long as a whole look."""
    from axe_playwright_python.base import AXE_SCRIPT

    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE_SCRIPT)
    return [f"{one['id']}: {one['here']}" for one in page.evaluate(ASK_AXE, {"resultTypes": ["violations"], **options})]
