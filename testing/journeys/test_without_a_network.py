"""What a device keeps when somebody asked for it, and that leaving takes all of it away."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KEPT = "async () => [(await caches.keys()).sort(), (await navigator.serviceWorker.getRegistrations()).length]"


def _keep(page, what):
    page.goto("/device")
    page.locator(f'[data-keep="{what}"]').click()
    expect(page.locator(f'[data-when="{what}"]')).to_be_visible()


def _replies(house, told):
    sql = "SELECT words FROM shares_reply WHERE share_id = '%s'" % told.share  # noqa: S608, UP031 -- an id of our own
    return [row[0] for row in house.errand("rows", sql=sql)]


def test_nothing_is_kept_before_somebody_asks(windows):
    page = windows("ana").new_page()
    for path in ("/", "/help", "/today", "/skills/toolkit", "/device"):
        page.goto(path)
    assert page.evaluate(KEPT) == [[], 0]


def test_help_opens_without_a_network_once_it_is_kept(windows):
    window = windows("")
    page = window.new_page()
    page.goto("/help?country=GB")
    page.get_by_role("button", name="Remember United Kingdom on this device").click()
    _keep(page, "help")
    assert page.evaluate(KEPT) == [["withness-help"], 1]
    window.set_offline(True)
    page.goto("/help")
    expect(page.locator("a.line")).to_contain_text("116 123")
    assert page.evaluate("getComputedStyle(document.querySelector('a.line')).display") != "inline"
    page.goto("/groups")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no network just now.")


def test_words_wait_on_the_device_and_arrive_once_when_the_network_is_back(house, windows, told):
    window = windows("ben")
    page = window.new_page()
    _keep(page, "mine")
    page.goto(told.page)
    page.fill("textarea", "From under the hill.")
    window.set_offline(True)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("[data-state]")).to_contain_text("wait on this device")
    page.goto("/skills/toolkit")
    expect(page.get_by_role("heading", level=1)).to_have_text("My toolkit")
    window.set_offline(False)
    page.goto("/device")
    expect(page.locator("[data-list] li")).to_have_count(0)
    page.goto("/today")
    page.wait_for_timeout(500)
    assert _replies(house, told) == ["From under the hill."]


def _send_from_half_a_page(window, page, told, words):
    """The script that sends has not come, and then the network goes."""
    window.route("**/send*.js", lambda route: route.abort())
    page.goto(told.page)
    page.fill("textarea", words)
    window.set_offline(True)
    page.get_by_role("button", name="Send", exact=True).click()


def test_words_sent_before_the_script_has_come_wait_too(house, windows, told):
    window = windows("ben")
    page = window.new_page()
    _keep(page, "mine")
    _send_from_half_a_page(window, page, told, "Only half the page was here.")
    expect(page.locator("#main")).to_contain_text("Your words wait on this device")
    assert _replies(house, told) == []
    page.close()
    window.set_offline(False)
    page = window.new_page()
    page.goto("/device")
    expect(page.locator("[data-list] li")).to_have_count(0)
    page.wait_for_timeout(500)
    assert _replies(house, told) == ["Only half the page was here."]


def test_who_keeps_only_the_help_page_sends_the_same_form_once_more(house, windows, told):
    window = windows("ben")
    page = window.new_page()
    _keep(page, "help")
    _send_from_half_a_page(window, page, told, "Mine, and not kept here.")
    expect(page.locator("#main")).to_contain_text("What you wrote is still in this page")
    assert page.evaluate("async () => (await indexedDB.databases()).length") == 0
    window.set_offline(False)
    page.get_by_role("button", name="Send it again").click()
    expect(page.locator("#replies")).to_contain_text("Mine, and not kept here.")
    assert _replies(house, told) == ["Mine, and not kept here."]


@pytest.mark.parametrize("way", ["leave", "sign out"])
def test_leaving_and_signing_out_drop_everything(windows, way):
    page = windows("ana").new_page()
    _keep(page, "mine")
    assert page.evaluate(KEPT) == [["withness-help", "withness-mine"], 1]
    if way == "leave":
        page.locator("[data-leave]").click()
        page.wait_for_url("**/weather")
    else:
        page.goto("/me")
        page.get_by_role("button", name="Sign out on this device").click()
        page.wait_for_url("**/")
    for _try in range(50):
        left = page.evaluate(KEPT)
        if left == [[], 0]:
            break
        page.wait_for_timeout(100)
    assert left == [[], 0]
    assert page.evaluate("async () => (await indexedDB.databases()).length") == 0


def test_leaving_without_a_network_shows_the_weather(windows):
    window = windows("ana")
    page = window.new_page()
    _keep(page, "help")
    page.goto("/today")
    window.set_offline(True)
    page.locator("[data-leave]").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("There is no network just now.")
    assert page.title() == "Weather tables"
