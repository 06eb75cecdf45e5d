"""Do our checks see what stands in somebody's way? Barriers are put into our own pages, one at a time, and must be found.

What kinds there are follows the accessibility tool audit of the Government Digital Service (alphagov/accessibility-
tool-audit, MIT). Each is built here anew, in our words and on our pages: `barriers.tsv` says what it is, which
criterion of WCAG 2.2 it goes against, on which page, whether we find it, and what is done to the page for it. Our
checks are axe with its best practices, contrast, size and width (`every_page.py`), `own_checks.js`, the reading age of
each sentence, the words of the source, and Tab from end to end.
"""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from testing.houses import running_house
from testing.proofs import Figures, proof
from testing.proving.every_page import faults
from testing.proving.reading_age import LONG_ENOUGH, OLDEST_SENTENCE, Said, age, counted, english_syllables


@dataclass(frozen=True, slots=True)
class Barrier:
    """`change` is run in the page `on`; where it begins with “raw:”, it is “old => new” in the page's source."""

    name: str
    criterion: str
    on: str
    found: str
    change: str


BARRIERS = tuple(Barrier(*line.split("\t")) for line in Path(__file__).with_suffix(".tsv").read_text().splitlines()[1:])
LEAST = 0.90
SAMPLE = 10
_VOID = set("area base br col embed hr img input link meta source track wbr".split())
_DRAWN = set("path circle use rect line polyline ellipse".split())
_MESSAGES = "() => document.querySelectorAll('[role=alert], [role=status]').length"
_TABS = 60


@proof("barriers", "of every kind of barrier put into our pages, our checks find at least nine in ten")
def barriers(seed: int, full: bool) -> Figures:
    """How many were put in, how many were found, and which were not."""
    chosen = (
        list(BARRIERS) if full else random.Random(seed).sample([one for one in BARRIERS if one.found == "yes"], SAMPLE)
    )
    missed = list(not_found(chosen))
    share = 1 - len(missed) / len(chosen)
    assert share >= LEAST, f"{share:.2f}: {missed}"
    known = {one.name for one in chosen if one.found == "no"}
    assert set(missed) == known, sorted(set(missed) ^ known)
    return {"barriers": len(chosen), "found": f"{share:.1%}", "not found": ", ".join(missed) or "none"}


def not_found(chosen: Sequence[Barrier]) -> Iterator[str]:
    """The names of those that no check of ours saw on a page that was well before."""
    from testing.browsing import chromium, window_of

    with (
        tempfile.TemporaryDirectory() as folder,
        running_house(Path(folder), faults=("unhurried",)) as house,
        chromium() as browser,
    ):
        context = window_of(
            browser, house, bypass_csp=True, viewport={"width": 390, "height": 800}, reduced_motion="reduce"
        )
        before = {path: _told(_opened(context, path)) for path in sorted({one.on for one in chosen})}
        assert not any(before.values()), f"our own pages are not well: {before}"
        for one in chosen:
            raw = one.change.removeprefix("raw: ") if one.change.startswith("raw: ") else ""
            page = _opened(context, one.on, raw)
            if not raw:
                page.evaluate(f"() => {{ {HELP} {one.change} {UNSEEN} }}")
            if not _told(page):
                yield one.name
            page.close()


HELP = """
const main = document.querySelector("main"), field = document.querySelector("main input:not([type=hidden])");
const add = (html) => { main.insertAdjacentHTML("beforeend", html); return main.lastElementChild; };
const style = (css) => { const one = document.createElement("style"); one.textContent = css; document.head.append(one); };
const LONG = "You can stay as long as you like and say as little as you want here, and nobody will ask you why you came. ";
const DOT =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
"""
# What a change gave an element as a style of its own goes into a sheet, so that it is not found by that alone.
UNSEEN = """
[...document.querySelectorAll("main [style]:not([data-kept])")].forEach((one, n) => {
  style(`main [data-x="${n}"][data-x] { ${one.style.cssText.replace(/;/g, " !important;")} }`);
  one.dataset.x = n;
  one.removeAttribute("style");
});
"""


def _opened(context: Any, path: str, raw: str = "") -> Any:
    """The page; with `raw` (“old => new”), its source changed on the way."""
    page = context.new_page()
    if raw:
        old, _, new = raw.partition(" => ")

        def changed(route: Any) -> None:
            answer = route.fetch()
            route.fulfill(response=answer, body=re.sub(old, lambda _found: new, answer.text(), count=1, flags=re.S))

        page.route(f"**{path}", changed)
    page.source = page.goto(path, wait_until="load").text()
    return page


def _told(page: Any) -> list[str]:
    """Everything our checks say of the page as it stands."""
    messages = page.evaluate(_MESSAGES)
    wrong = faults(page) + _unbalanced(page.source) + _too_hard(page)
    return wrong or _by_keyboard(page) or _gone_too_soon(page, messages)


def _unbalanced(source: str) -> list[str]:
    """Elements of the source that are closed wrongly or never."""
    reader = _Balance()
    reader.feed(source)
    return reader.wrong + [f"never closed: {tag}" for tag in reader.open]


class _Balance(HTMLParser):
    """Reads tags as they are written; `p` and `li` may be left open in HTML, but not in ours."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, _attrs: object) -> None:  # type: ignore[override]
        """One more is open."""
        if tag not in _VOID | _DRAWN:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """It must be the last that was opened."""
        if self.open and self.open[-1] == tag:
            self.open.pop()
        elif tag not in _DRAWN:
            self.wrong.append(f"closed out of turn: {tag}")


def _too_hard(page: Any) -> list[str]:
    """Paragraphs that are too hard to read, or in which somebody meets letters that nobody explained."""
    told = page.evaluate("() => [...document.querySelectorAll('main p, main li')].map((one) => one.innerText.trim())")
    said = [Said("", words, (), *counted(words, english_syllables)) for words in told if words]
    wrong = [f"hard to read: {one.words}" for one in said if one.many >= LONG_ENOUGH and age([one]) > OLDEST_SENTENCE]
    known = {"AGPL", "PDF", "API", "SMS", "RSS", "URL"}
    shorts = {word for words in told for word in re.findall(r"\b[A-Z]{3,5}\b", words)}
    spelt = set(page.evaluate("() => [...document.querySelectorAll('main abbr[title]')].map((one) => one.innerText)"))
    return wrong + [f"letters nobody explained: {word}" for word in sorted(shorts - known - spelt)]


def _by_keyboard(page: Any) -> list[str]:
    """Tab goes on to the end of the page, and choosing with a key changes nothing by itself."""
    page.evaluate(
        "() => { const first = document.querySelector('a[href]'); first.focus(); first.blur(); }"
    )  # begin there
    here, seen = page.url, []
    for _ in range(_TABS):
        page.keyboard.press("Tab")
        at = page.evaluate(
            "() => { const one = document.activeElement; return one === document.body ? '' : one.outerHTML.slice(0, 90) }"
        )
        if not at:
            return []
        if seen[-2:] == [at, at]:
            return [f"the keyboard cannot leave {at}"]
        seen.append(at)
        if page.url != here:
            return ["the page went away by itself"]
    return [] if len(set(seen)) > _TABS // 2 else [f"the keyboard goes in a circle: {seen[-1]}"]


def _gone_too_soon(page: Any, before: int) -> list[str]:
    """A message that went by itself before anybody could read it."""
    if before:
        page.wait_for_timeout(1000)
    return ["a message that goes by itself"] if page.evaluate(_MESSAGES) < before else []
