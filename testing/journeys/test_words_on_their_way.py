"""Sending words from a page: once, whatever the network and the finger do; and nothing that was written is lost."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NOT_YET = "We could not send this yet. It is safe here; we will try again."


def _drafts(house):
    return [row[0] for row in house.errand("rows", sql="SELECT words FROM shares_draft")]


def test_a_reply_is_sent_without_a_reload_and_the_field_is_free_for_the_next(windows, told):
    page = windows("ben").new_page()
    page.goto(told.page)
    page.evaluate("window.same = true")
    for words in ("Mine was at a window.", "And then it got light."):
        page.fill("textarea", words)
        page.get_by_role("button", name="Send", exact=True).click()
        expect(page.locator("#replies")).to_contain_text(words)
        expect(page.locator("[data-state]")).to_have_text("Sent.")
        assert page.input_value("textarea") == ""
    assert page.evaluate("window.same")
    assert page.locator("#replies > section").count() == 2
    assert told.replies() == ["Mine was at a window.", "And then it got light."]


def test_a_double_press_sends_once(windows, told):
    page = windows("ben").new_page()
    page.goto(told.page)
    page.fill("textarea", "Once.")
    page.get_by_role("button", name="Send", exact=True).dblclick()
    expect(page.locator("#replies")).to_contain_text("Once.")
    page.wait_for_timeout(500)
    assert told.replies() == ["Once."]


def test_without_a_network_words_wait_in_the_page_and_go_when_it_is_back(windows, told):
    window = windows("ben")
    page = window.new_page()
    page.goto(told.page)
    page.fill("textarea", "From the tunnel.")
    window.set_offline(True)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("[data-state]")).to_have_text(NOT_YET)
    assert page.input_value("textarea") == "From the tunnel."
    assert told.replies() == []
    window.set_offline(False)
    expect(page.locator("#replies")).to_contain_text("From the tunnel.")
    assert told.replies() == ["From the tunnel."]


def test_when_only_the_answer_is_lost_the_next_try_finds_what_arrived(windows, told):
    page = windows("ben").new_page()
    page.goto(told.page)
    lost = []

    def lose_the_first_answer(route):
        if lost:
            route.continue_()
            return
        lost.append(route.fetch(max_redirects=0))
        route.abort()

    page.route("**/replies", lose_the_first_answer)
    page.fill("textarea", "It arrived.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("[data-state]")).to_have_text(NOT_YET)
    assert told.replies() == ["It arrived."]
    expect(page.locator("[data-state]")).to_have_text("Sent.", timeout=10_000)
    assert told.replies() == ["It arrived."]


def test_a_refusal_is_said_and_the_words_stay(windows, told):
    page = windows("ben").new_page()
    page.goto(told.page)
    page.route("**/replies", lambda route: route.fulfill(status=429, json={"sentence": "That was a lot in one hour."}))
    page.fill("textarea", "Too much.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("[data-state]")).to_have_text("That was a lot in one hour.")
    assert page.input_value("textarea") == "Too much."
    assert page.evaluate("document.querySelector('textarea').readOnly") is False


def test_signed_out_meanwhile_the_words_stay(windows, told):
    window = windows("ben")
    page = window.new_page()
    page.goto(told.page)
    page.fill("textarea", "Still here.")
    window.clear_cookies(name="s")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("[data-state]")).to_contain_text("Your words are still here.")
    assert page.input_value("textarea") == "Still here."


def test_what_needs_another_look_is_shown_as_without_scripts(windows, told):
    page = windows("ben").new_page()
    page.goto(told.page)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".trouble")).to_have_text("Write a word or two first. Even one is enough.")


def test_a_new_share_leads_to_its_page(windows, told):
    page = windows("ben").new_page()
    page.goto(f"/g/{told.group}/shares/new")
    page.fill("textarea", "Slept badly, walked far.")
    page.get_by_role("button", name="Share it").click()
    page.wait_for_url(f"**/g/{told.group}/s/*")
    expect(page.locator("article")).to_contain_text("Slept badly, walked far.")


def test_a_draft_is_kept_while_it_is_written_and_found_again(windows, told):
    window = windows("ben")
    page = window.new_page()
    page.goto(told.page)
    page.fill("textarea", "I do not know how to")
    expect(page.locator("[data-state]")).to_have_text("Draft kept.")
    again = window.new_page()
    again.goto(told.page)
    assert again.input_value("textarea") == "I do not know how to"


def test_a_draft_is_kept_when_the_page_goes_before_its_time(house, windows, told):
    page = windows("chidi").new_page()
    page.goto(told.page)
    page.fill("textarea", "In a hurry")
    page.goto("/today")
    page.wait_for_timeout(500)
    assert "In a hurry" in _drafts(house)


def test_what_was_sent_is_no_draft_any_more_however_late_its_letters_arrive(house, windows, told):
    page = windows("ben").new_page()
    page.goto(told.page)
    key = page.input_value("input[name=key]")
    page.fill("textarea", "Sent already.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("[data-state]")).to_have_text("Sent.")
    late = page.evaluate(
        """async ([path, key]) => {
          const body = new FormData(document.querySelector("form[data-send]"));
          body.set("words", "Sent alr"); body.set("key", key);
          return (await fetch(path, {method: "POST", body})).status;
        }""",
        [f"{told.page}/draft", key],
    )
    assert late == 204
    assert "Sent alr" not in _drafts(house)


def test_i_hear_you_is_a_tap_without_a_reload(windows, told):
    page = windows("ben").new_page()
    page.goto(told.page)
    page.evaluate("window.same = true")
    tap = page.get_by_role("button", name="I hear you")
    tap.click()
    expect(tap).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#beside")).to_have_text("You hear Teasel.")
    tap.press("Enter")
    expect(tap).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#beside")).to_have_text("")
    assert page.evaluate("window.same")


def test_all_of_it_works_without_scripts(windows, told):
    page = windows("ben", java_script_enabled=False).new_page()
    page.goto(told.page)
    page.get_by_role("button", name="I hear you").click()
    expect(page.locator("#beside")).to_have_text("You hear Teasel.")
    page.fill("textarea", "By hand.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#replies")).to_contain_text("By hand.")
