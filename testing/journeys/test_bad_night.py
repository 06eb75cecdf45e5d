"""Ana's bad night at day 93, on a phone, with scripts and without: help is one press away, coming back takes nothing from
her, her buddy hears only that she is back, and what she keeps at hand is there.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BY_HAND = {"java_script_enabled": False}
SO_FAR = "92 days so far."  # the ninety-third is not over
HAPPENED = "I had two glasses after the call."


@pytest.fixture
def night(house, players, told):
    """Day 93, at three in the morning; Ben walks with her, and one thing is at hand. Answers what she is doing."""
    ana = players["people"]["ana"]
    house.errand("where_it_is_night", person_id=ana)
    house.errand("shelf_of_skills")
    house.errand("keep_at_hand", person_id=ana, title="Five things around you")
    house.errand("buddies", one=told.ana, other=told.ben)
    house.errand("nothing_on_the_path", person_id=ana)
    return house.errand("doing", person_id=ana, words="No wine", days=93)


def open_the_path(page: Page) -> None:
    page.goto("/today")
    expect(page.locator("h1")).to_contain_text("It is late. Good that you are here.")
    page.get_by_role("navigation", name="Rooms").get_by_role("link", name="My path").click()
    expect(page.locator("main")).to_contain_text(SO_FAR)


def look_at_help(page: Page) -> None:
    page.get_by_role("link", name="Help now").first.click()
    expect(page.get_by_role("heading", name="You do not have to carry this minute alone.")).to_be_visible()
    expect(page.locator("a[href^='tel:']").first).to_be_visible()  # whom to call here, without a further press
    page.go_back()


def come_back(page: Page) -> None:
    """“Not today”, and three steps, of which the last lets her buddy know."""
    page.get_by_role("button", name="Not today").click()
    expect(page.get_by_role("heading", name="You are here. That is coming back.")).to_be_visible()
    page.get_by_label("One thing for the next hour").fill("A glass of water.")
    page.get_by_label("What happened, if you want to keep it").fill(HAPPENED)
    page.get_by_label("My buddy").check()
    page.get_by_role("button", name="I am back").click()
    expect(page.locator("main")).to_contain_text("Welcome back. Nothing you did is gone.")


def nothing_is_gone(page: Page) -> None:
    """The days before stay; nothing on the page is a zero, or says that she failed."""
    expect(page.locator(".lead")).to_have_text(SO_FAR)
    said = page.locator("main").inner_text()
    assert not re.search(r"\b0\b|\bzero\b|streak|failed", said, re.IGNORECASE)
    expect(page.locator("main")).to_contain_text("A glass of water.")
    page.goto("/progress")
    expect(page.locator("main")).to_contain_text(SO_FAR)


def reach_for_what_is_at_hand(page: Page) -> None:
    page.get_by_role("link", name="What helps", exact=True).click()
    expect(page.get_by_role("heading", name="Yours, for right now")).to_be_visible()
    page.get_by_role("link", name="My toolkit").click()
    expect(page.locator("main")).to_contain_text("Name five things that you see")


def write_it_down(page: Page) -> None:
    """In a journal that only her key opens."""
    page.get_by_role("link", name="Mood and notes").click()
    page.get_by_label("A passphrase, at least 12 letters").fill("four grey herons standing")
    page.get_by_role("button", name="Make my key").click()
    page.get_by_role("link", name="I have written them down").click()
    page.get_by_role("link", name="Write a note").click()
    page.get_by_label("For yourself").fill("It is three. The kettle is on. I am still here.")
    page.get_by_role("button", name="Keep it").click()
    page.goto("/path")
    expect(page.locator("main")).to_contain_text("I am still here.")


@pytest.mark.parametrize("more", [{}, BY_HAND], ids=["with scripts", "without"])
def test_a_bad_night_takes_nothing_away(house, windows, night, more):
    troubles: list[str] = []
    page = windows("ana", locale="en-GB", **more).new_page()
    page.on("pageerror", lambda error: troubles.append(str(error)))
    open_the_path(page)
    look_at_help(page)
    come_back(page)
    nothing_is_gone(page)
    reach_for_what_is_at_hand(page)
    write_it_down(page)
    if not more:
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    assert "I am still here." not in str(house.errand("rows", sql="SELECT * FROM recovery_entry"))
    ben = windows("ben", **more).new_page()
    ben.goto("/notices")
    told = ben.get_by_role("link", name="Teasel came back, and wanted you to know").first
    expect(told).to_be_visible()
    told.click()
    assert HAPPENED not in ben.content()
    assert "wine" not in ben.content()
    assert troubles == []
