"""A newcomer's first week, on a phone, with scripts and without: from the question at the door to a mood on the fourth
evening, with one share, one answer and one letter on the way.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from testing.cast import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BY_HAND = {"java_script_enabled": False}
LETTER = "On the fourth day I wanted to go back too. I stayed, and it passed."


def come_through_the_door(page: Page) -> None:
    """What brings you here, in one's own words; then the group that fits."""
    page.goto("/")
    page.get_by_role("link", name="What brings you here?").first.click()
    page.get_by_label("Your words").fill("I care for my mother through long nights and I have nobody to talk to.")
    page.get_by_role("button", name="Find people who know it").click()
    expect(page.get_by_role("heading", name=re.compile("group.*may fit"))).to_be_visible()
    page.get_by_role("link", name="Read about it Long Nights").click()
    page.get_by_role("link", name="Join", exact=True).click()


def make_an_account(page: Page, nickname: str) -> None:
    page.get_by_label("Your age in years").fill("34")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Your nickname").fill(nickname)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Yes, keep what I write about my health").check()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name="With a password").click()
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Join").click()
    page.get_by_role("link", name="Not now").click()


def accept_and_come_in(page: Page) -> str:
    """Read what the group agrees on, choose a face; answers the alias."""
    expect(page.get_by_text("Nobody has to be fine.")).to_be_visible()
    face = page.locator(".offer label").nth(2)
    alias = face.inner_text().strip()
    face.click()
    page.get_by_label("I have read this, and I agree.").check()
    page.get_by_role("button", name="Come in").click()
    page.wait_for_url(re.compile(r"/g/\w+$"))
    return alias


def share_for_the_first_time(page: Page, words: str) -> None:
    page.get_by_role("link", name="Say how it is").click()
    page.get_by_label("In your own words").fill(words)
    page.get_by_label("Just listen").check()
    page.get_by_role("button", name="Share it").click()
    page.wait_for_url(re.compile(r"/g/\w+/s/\w+"))


def answer(page: Page, address: str, alias: str) -> None:
    """Ana hears the newcomer."""
    page.goto(address)
    page.get_by_label(f"Write to {alias}").fill("I am glad you came. I am awake too.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#replies")).to_contain_text("I am awake too.")


def read_the_letter(page: Page) -> None:
    page.goto("/today")
    page.get_by_role("link", name="A letter has come for you").click()
    expect(page.get_by_role("heading", name="A letter for you")).to_be_visible()
    expect(page.locator("main")).to_contain_text(LETTER)
    expect(page.locator("main")).not_to_contain_text("Teasel")  # it carries no name
    page.get_by_role("button", name="Send thanks, without my name").click()
    expect(page.locator("main")).to_contain_text("You sent thanks.")


def begin_and_check_in(page: Page) -> None:
    page.goto("/progress")
    page.get_by_role("link", name="Begin something").click()
    page.get_by_label("What do you mean to do?").fill("One walk a day")
    page.get_by_label("Doing something that is good for me").check()
    page.get_by_role("button", name="Begin", exact=True).click()
    expect(page.locator(".lead")).to_have_text("Today is a beginning.")
    page.goto("/today")
    page.get_by_role("button", name=re.compile("As I meant.*One walk a day")).click()
    expect(page.locator("main")).to_contain_text("It is written down.")
    page.goto("/progress")
    expect(page.locator("main")).to_contain_text("One day so far.")


def keep_something_at_hand(page: Page) -> None:
    page.get_by_role("link", name="What helps", exact=True).click()
    page.get_by_label("For which moment?").select_option("night")
    page.get_by_role("button", name="Look").click()
    page.get_by_role("link", name="Five things around you").click()
    page.get_by_role("button", name="Keep it for right now").click()
    page.goto("/skills/toolkit")
    expect(page.locator("main")).to_contain_text("Name five things that you see")


def say_the_mood(page: Page) -> None:
    """The first time a key is made, which only this person can open."""
    page.get_by_role("link", name="Mood and notes").click()
    page.get_by_label("A passphrase, at least 12 letters").fill("four grey herons standing")
    page.get_by_role("button", name="Make my key").click()
    expect(page.locator(".points li")).to_have_count(12)
    page.get_by_role("link", name="I have written them down").click()
    page.get_by_label("A line, if you like").fill("Lighter than on the first day.")
    page.get_by_role("group", name="From 0, very hard, to 10, good").get_by_role("button", name="6", exact=True).click()
    expect(page.locator("main")).to_contain_text("Lighter than on the first day.")


@pytest.fixture
def before(house, told):
    """What is there before the newcomer comes: a shelf, and a letter for the fourth day."""
    house.errand("shelf_of_skills")
    house.errand("letter", member_id=told.ana, reader_id=told.chidi, moment="day_four", words=LETTER)
    return told


@pytest.mark.parametrize(("nickname", "more"), [("jonas", {}), ("mina", BY_HAND)], ids=["with scripts", "without"])
def test_a_newcomer_is_heard_in_the_first_week(house, windows, before, nickname, more):
    troubles: list[str] = []
    page = windows("", **more).new_page()
    page.on("pageerror", lambda error: troubles.append(str(error)))
    come_through_the_door(page)
    make_an_account(page, nickname)
    alias = accept_and_come_in(page)
    expect(page.locator("#shares")).to_contain_text("Four in the morning, and the kettle.")
    share_for_the_first_time(page, f"First night here, says {nickname}.")
    answer(windows("ana", **more).new_page(), page.url, alias)
    page.goto("/today")
    page.get_by_role("link", name="Teasel wrote back to you").click()
    expect(page.locator("#replies")).to_contain_text("I am awake too.")
    page.goto("/hope")
    page.get_by_role("button", name="Yes, letters may come").click()
    house.errand("days_later", nickname=nickname, days=4)
    read_the_letter(page)
    begin_and_check_in(page)
    keep_something_at_hand(page)
    say_the_mood(page)
    if not more:
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    assert troubles == []
