"""Leaving quickly, in a real browser: the page is blank before anything else happens, and Back brings nothing back."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CANARY = "the kettle"
AT_ONCE = 100  # milliseconds
WATCH = """() => {
  let began;
  const begin = () => { began = performance.now(); };
  addEventListener("keydown", begin, true);
  addEventListener("pointerdown", begin, true);
  const say = (what) => console.log(what, performance.now() - began, document.body.textContent.trim().length);
  new MutationObserver(() => {
    say("blank");
    requestAnimationFrame(() => requestAnimationFrame(() => say("painted")));
  }).observe(document.documentElement, {attributes: true, attributeFilter: ["hidden"]});
}"""


def _press(page):
    page.get_by_role("link", name="Leave quickly").click(no_wait_after=True)


def _escape(page):
    for _ in range(3):
        page.keyboard.press("Escape")


def _slow_down(page):
    """A slow network: what must be quick may not wait for it."""
    slow = {"offline": False, "latency": 700, "downloadThroughput": -1, "uploadThroughput": -1}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", slow)


@pytest.mark.parametrize("leave", [_press, _escape], ids=["press", "key"])
def test_the_page_is_blank_at_once_and_back_shows_nothing(house, windows, told, leave):
    window = windows("ben")
    page = window.new_page()
    for path in (f"/g/{told.group}", told.page, f"/g/{told.group}", told.page, "/search?words=kettle", told.page):
        page.goto(path)
    assert CANARY in page.content()
    _slow_down(page)
    page.evaluate(WATCH)
    said = []
    page.on("console", lambda line: said.append(line.text.split()))
    leave(page)
    page.wait_for_url("**/weather")
    after = {words[0]: (float(words[1]), int(words[2])) for words in said if words[0] in {"blank", "painted"}}
    assert after["blank"][0] < AT_ONCE
    assert after["painted"][0] < AT_ONCE
    assert after["painted"][1] == 0
    assert page.title() == "Weather tables"
    assert "s" not in {cookie["name"] for cookie in window.cookies()}
    assert page.evaluate("localStorage.length") == 0
    seen = []
    for _ in range(8):
        page.go_back(wait_until="load")
        seen.append(page.content())
    assert not [one for one in seen if CANARY in one]
    page.goto(told.page)
    assert CANARY not in page.content()


def test_other_pages_of_the_house_go_too(windows, told):
    window = windows("ben")
    first, second = window.new_page(), window.new_page()
    for page in (first, second):
        page.goto(told.page)
    _escape(first)
    second.wait_for_url("**/weather")
    assert CANARY not in second.content()


def test_writing_does_not_make_one_leave(windows, told):
    page = windows("ben").new_page()
    page.goto(told.page)
    page.focus("textarea")
    for key in ("Escape", "a", "Escape", "b", "Escape"):
        page.keyboard.press(key)
    page.keyboard.press("Escape")
    page.wait_for_timeout(300)
    assert page.url.endswith(told.page)


def test_the_key_is_told_to_who_cannot_see_it(windows, told):
    page = windows("ben").new_page()
    page.goto(told.page)
    link = page.get_by_role("link", name="Leave quickly")
    expect(link).to_have_accessible_description("You can also press the Escape key three times.")


def test_without_scripts_the_link_leads_away_and_signs_out(windows, told):
    window = windows("chidi", java_script_enabled=False)
    page = window.new_page()
    page.goto(told.page)
    page.get_by_role("link", name="Leave quickly").click()
    page.wait_for_url("**/weather")
    page.go_back()
    assert CANARY not in page.content()
