"""Every part of the house looks as it was written down to look, and what is changed by mistake is noticed.

`bin/test testing/journeys/test_parts_seen.py --renew` writes it down anew; `git diff` then shows what changed.
"""

from __future__ import annotations

import pytest

from testing.browsing import chromium
from testing.proving.parts_seen import KEPT, LIGHTS, differences, keep, kept, noticed, parts_seen

pytestmark = pytest.mark.browser
SEEDED = {
    "a gap": (":root { --g3: 1rem; }", "390", "p-fields"),
    "a padding of one part": (".said { padding: 4px; }", "1280", "p-house"),
    "a size of words": (":root { --t-words: 1.125rem; }", "390", ".words"),
    "a colour": (":root:root { --lamp-thread: #a06018; }", "light", ".beside::after"),
    "a colour of one light": (":root[data-light='night'] { --stone-light: none; }", "night", ".stone"),
    "a line that is gone": (".clauses .gone { border: 0; }", "dark", ".gone"),
    "a part that is gone": (".figures { display: none; }", "390", "gone: #p-lists>dl.figures"),
    "a thread that is gone": (".heard::after { content: none; }", "light", "gone: #p-words>article.thread.heard:2::after"),
    "a page that became narrow": (":root { --measure: 30rem; }", "1280", "#p-type"),
}  # fmt: skip


@pytest.fixture
def pages(cast, as_, settings):
    """The page of parts, as Ana sees it in each light."""
    settings.DEMO = True
    browser, found = as_(cast.ana), {}
    for light in LIGHTS:
        browser.cookies["light"] = light
        found[light] = browser.get("/look").content.decode()
    return found


def test_every_part_looks_as_it_was_written_down(pages, request):
    with chromium() as browser:
        seen = parts_seen(browser, pages)
    if request.config.getoption("--renew"):
        keep(seen)
    before = kept()
    apart = {name: found for name in seen if (found := differences(before[name], seen[name]))}
    assert apart == {}, "looks otherwise; if that is meant: bin/test testing/journeys/test_parts_seen.py --renew"
    assert all(len(parts) > 200 for parts in seen.values())


def test_what_changes_by_mistake_is_noticed(pages):
    with chromium() as browser:
        for what, (style, where, part) in SEEDED.items():
            found = noticed(browser, pages, where, style)
            assert any(part in line for line in found), (what, found[:5])


def test_other_fonts_change_nothing(pages):
    fonts = ":root { --book: monospace; --plain: cursive; } * { letter-spacing: .04em; word-spacing: .2em; }"
    with chromium() as browser:
        seen = parts_seen(browser, pages, style=fonts)
    assert {name: found for name, parts in kept().items() if (found := differences(parts, seen[name]))} == {}


def test_what_is_written_down_stays_small():
    assert sum(file.stat().st_size for file in KEPT.iterdir()) <= 120_000


def test_a_pixel_of_a_box_is_no_difference_and_two_are():
    before = {"#p>p": "ink=#1b282b; pad=8px; box=0+342", "#p>b": ""}
    assert differences(before, before | {"#p>p": "ink=#1b282b; pad=8px; box=0+343"}) == []
    assert len(differences(before, before | {"#p>p": "ink=#1b282b; pad=9px; box=0+342"})) == 1
    assert differences(before, {"#p>p": "ink=#1b282b; pad=8px; box=0+344", "#p>i": ""}) == [
        "gone: #p>b", "new: #p>i", "#p>p: ink=#1b282b; pad=8px; box=0+342 -> ink=#1b282b; pad=8px; box=0+344",
    ]  # fmt: skip
