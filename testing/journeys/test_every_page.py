"""Every page of the house, as Ana, Chidi, Dana and signed out: nothing for axe to find, nothing too wide or too small.

Each address once, in one of nine combinations of width, light and language in which every two meet; all of them, for
everybody, with `bin/test --deep every_page`.
"""

from __future__ import annotations

import random

import pytest

from testing.proving.every_page import PAIRS, WIDTHS, Light, in_each, look_at_every_page

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_every_page_can_be_read_and_pressed(db):
    figures = look_at_every_page(random.Random(20261126), lights=PAIRS, each=False)
    assert figures["addresses"] >= 120


def test_each_two_of_width_light_and_language_meet():
    for one, other in (("width", "light"), ("width", "language"), ("light", "language")):
        assert len({(getattr(pair, one), getattr(pair, other)) for pair in PAIRS}) == 9
    assert {pair.width for pair in PAIRS} == set(WIDTHS)


def test_what_is_wrong_with_a_page_is_found(windows):
    page = windows("").new_page()
    page.route("**/about", lambda route: route.fulfill(content_type="text/html", body=(
        "<main><img src='x'><p style='width: 900px; color: #999'>Pale</p><button style='height: 20px'>Press</button></main>"
    )))  # fmt: skip
    lights = [Light(320, "light", "en"), Light(1280, "dark", "en"), Light(320, "forced", "en")]
    narrow, wide, forced = in_each(page, "/about", lights)
    for fault in ("image-alt", "html-has-lang", "color-contrast", "px too wide", "too small"):
        assert fault in narrow
    assert "px too wide" not in wide, "it was really turned to the wider screen"
    assert "color-contrast" not in forced, "and to the reader's own colours"
