"""Heavy words and hints, in a browser with scripts: in the open page, in the same answer, and nothing is sent twice."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HEAVY = "I want to die. I have the pills next to my bed."


def test_whom_to_call_stands_in_the_page_from_which_heavy_words_were_shared(windows, told):
    page = windows("ana", locale="en-GB").new_page()
    page.goto(f"/g/{told.group}/shares/new")
    page.fill("#f-words", HEAVY)
    page.get_by_role("button", name="Share it").click()
    expect(page.locator("[data-care] a[href^='tel:']").first).to_be_visible()
    page.get_by_role("link", name="Go on").click()
    expect(page.locator("article")).to_contain_text("I want to die.")


def test_a_hint_is_shown_before_anything_is_sent_and_the_reply_goes_as_it_is(windows, told):
    page = windows("ben").new_page()
    page.goto(told.page)
    page.fill("#f-words", "You should get more sleep.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#hints")).to_contain_text("They asked for no advice here.")
    assert told.replies() == []
    assert page.input_value("#f-words") == "You should get more sleep."
    page.get_by_role("button", name="Send as it is").click()
    expect(page.locator("#replies")).to_contain_text("You should get more sleep.")
    expect(page.locator("#hints")).to_have_count(0)
    assert told.replies() == ["You should get more sleep."]


def test_a_heavy_reply_is_sent_and_its_author_alone_sees_the_card(windows, told):
    page, other = windows("ben", locale="en-GB").new_page(), windows("ana").new_page()
    other.goto(told.page)
    page.goto(told.page)
    page.fill("#f-words", HEAVY)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("[data-care]")).to_be_visible()
    expect(other.locator("#replies")).to_contain_text("I want to die.")
    expect(other.locator("[data-care]")).to_have_count(0)
