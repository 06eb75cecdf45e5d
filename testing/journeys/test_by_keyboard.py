"""The twelve things everybody must be able to do, by keyboard alone, with scripts and without."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from testing.cast import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MOST = 120  # presses of Tab before we say that it cannot be reached


def to(page: Page, where: Locator) -> None:
    """Go there with Tab, as who has no mouse does."""
    expect(where).to_be_visible()
    wanted = where.element_handle()
    for _press in range(MOST):
        if wanted.evaluate("(one) => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"not reached by keyboard: {where}")


def press(page: Page, role: str, name: str, **more: object) -> None:
    """Go to a link or a button, and press Enter."""
    to(page, page.get_by_role(role, name=name, **more).first)
    page.keyboard.press("Enter")


def write(page: Page, label: str, words: str) -> None:
    """Go to a field and write."""
    to(page, page.get_by_label(label).first)
    page.keyboard.type(words)


def tick(page: Page, label: str | re.Pattern[str]) -> None:
    """Go to a box or to the first of several answers, and mark it."""
    to(page, page.get_by_label(label).first)
    page.keyboard.press("Space")


@pytest.fixture(params=["with scripts", "without"])
def more(request):
    """How the browser is."""
    return {"java_script_enabled": request.param == "with scripts"}


def test_sign_up(windows, more):
    page = windows("", **more).new_page()
    page.goto("/account/join")
    write(page, "Your age in years", "34")
    press(page, "button", "Go on")
    write(page, "Your nickname", "dot" if more["java_script_enabled"] else "dash")
    press(page, "button", "Go on")
    page.wait_for_url("**/place")
    press(page, "button", "Go on")
    tick(page, "Yes, keep what I write about my health")
    press(page, "button", "Go on")
    press(page, "link", "With a password")
    write(page, "Your password", PASSWORD)
    press(page, "button", "Join")
    expect(page.get_by_role("link", name="Me", exact=True)).to_be_visible()


def test_answer_what_brings_you_here(windows, more):
    page = windows("sam", **more).new_page()
    page.goto("/today")
    press(page, "link", "What brings you here?")
    write(page, "Your words", "My father forgets who I am, and I am up all night.")
    press(page, "button", "Find people who know it")
    expect(page.get_by_text("have already been let go")).to_be_visible()


def test_join_and_accept(windows, house, players, more):
    person = house.errand("person", nickname="kim" if more["java_script_enabled"] else "lee")
    players["people"]["newcomer"] = person["id"]
    page = windows("newcomer", **more).new_page()
    page.goto("/groups")
    press(page, "link", "Long Nights")
    press(page, "link", "Join", exact=True)
    tick(page, "I have read this, and I agree.")
    press(page, "button", "Come in")
    page.wait_for_url(re.compile(r"/g/\w+$"))
    expect(page.get_by_role("heading", name="Long Nights")).to_be_visible()


def test_read_be_present_and_reply(windows, told, more):
    page = windows("ben", **more).new_page()
    page.goto("/groups")
    press(page, "link", "Long Nights")
    press(page, "link", re.compile("Teasel"))
    expect(page.get_by_text("Four in the morning, and the kettle.")).to_be_visible()
    press(page, "button", "I hear you")
    expect(page.get_by_role("button", name="I hear you")).to_have_attribute("aria-pressed", "true")
    write(page, "Write to Teasel", "I am awake too.")
    press(page, "button", "Send", exact=True)
    expect(page.locator("#replies")).to_contain_text("I am awake too.")


def test_share(windows, told, more):
    page = windows("ana", **more).new_page()
    page.goto(f"/g/{told.group}")
    press(page, "link", "Say how it is")
    write(page, "In your own words", "A long night, said by hand.")
    tick(page, re.compile("Just listen"))
    press(page, "button", "Share it")
    page.wait_for_url(re.compile(r"/g/\w+/s/\w+"))
    expect(page.get_by_text("A long night, said by hand.")).to_be_visible()


def test_take_a_turn_in_a_circle(windows, house, told, more):
    circle = house.errand("circle_of", holder_id=told.chidi, member_ids=[told.ana, told.ben])
    page = windows("ana", **more).new_page()
    page.goto(f"/g/{told.group}/c/{circle}")
    expect(page.locator("#turn")).to_contain_text("Your turn")
    to(page, page.locator("#f-words"))
    page.keyboard.type("I slept five hours.")
    press(page, "button", "Send", exact=True)
    expect(page.locator("#log")).to_contain_text("I slept five hours.")
    expect(page.locator("#turn")).not_to_contain_text("Your turn")


def test_find_a_meeting(windows, house, told, more):
    house.errand("meeting", member_id=told.chidi)
    page = windows("", **more).new_page()
    page.goto("/meetings")
    press(page, "button", "Find meetings")
    press(page, "link", "Thursday, by lamplight")
    expect(page.get_by_role("heading", name="Thursday, by lamplight")).to_be_visible()


def test_report(windows, told, more):
    page = windows("ben", **more).new_page()
    page.goto(told.page)
    press(page, "link", "Ask somebody to look")
    to(page, page.get_by_role("radio").first)
    page.keyboard.press("Space")
    press(page, "button", "Ask them to look")
    expect(page.get_by_text("Thank you. It has arrived")).to_be_visible()


def test_get_help_and_leave_quickly(windows, more):
    page = windows("", **more).new_page()
    page.goto("/groups")
    press(page, "link", "Help now")
    page.wait_for_url("**/help")
    write(page, "I am in", "United Kingdom")
    press(page, "button", "Show")
    to(page, page.locator("a[href^='tel:']").first)
    press(page, "link", "Leave quickly")
    page.wait_for_url("**/weather*")


def test_block(windows, told, more):
    alias = "Wren" if more["java_script_enabled"] else "Rowan"
    page = windows("eve", **more).new_page()
    page.goto(f"/g/{told.group}/members")
    press(page, "link", alias)
    press(page, "link", "Draw a boundary")
    press(page, "button", "Draw the boundary")
    expect(page.get_by_text("The boundary is drawn.")).to_be_visible()
    page.goto("/me/boundaries")
    press(page, "button", re.compile(f"Take it away.*{alias}"))
    expect(page.get_by_text("It is taken away.")).to_be_visible()
