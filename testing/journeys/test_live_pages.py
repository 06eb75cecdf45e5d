"""Pages that live: what happens elsewhere arrives by itself, nothing is lost, nothing moves under the reader's eyes."""

import pytest
from playwright.sync_api import expect

from testing.browsing import asked_for

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def _listening(page, path):
    """Open a page and wait until it hears."""
    with page.expect_response(lambda answer: "/api/v1/live" in answer.url):
        page.goto(path)


def test_a_reply_arrives_by_itself_and_moves_neither_focus_nor_page(house, windows, told):
    page = windows("ana").new_page()
    _listening(page, told.page)
    page.fill("textarea", "I was just going to")
    page.evaluate("scrollTo(0, 120)")
    house.errand("reply", member_id=told.ben, share_id=told.share, words="Mine was at a window.")
    expect(page.locator("#replies")).to_contain_text("Mine was at a window.")
    assert page.evaluate("[document.activeElement.name, scrollY]") == ["words", 120]
    assert page.input_value("textarea") == "I was just going to"
    expect(page.locator("[data-voice]")).to_have_text("Somebody has written back.")


def test_who_stands_beside_is_told_without_a_reload(house, windows, told):
    page = windows("ana").new_page()
    _listening(page, told.page)
    house.errand("stand_beside", member_id=told.ben, share_id=told.share)
    expect(page.locator("#beside")).to_have_text("Wren hears Teasel.")


def test_changed_words_change_and_words_taken_back_go_at_once(house, windows, told):
    mine = house.errand("reply", member_id=told.ben, share_id=told.share, words="First try.")
    page = windows("ana").new_page()
    _listening(page, told.page)
    house.errand("change_reply", member_id=told.ben, reply_id=mine, words="Second try.")
    expect(page.locator("#replies")).to_contain_text("Second try.")
    house.errand("take_back", member_id=told.ben, share_id=told.share, reply_id=mine)
    expect(page.locator("#replies")).not_to_contain_text("try.")
    house.errand("take_back", member_id=told.ana, share_id=told.share)
    expect(page.locator("[data-taken-back]")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("the kettle")


def test_a_new_share_arrives_in_the_list_above_what_is_being_read(house, windows, told):
    for n in range(4):
        house.errand("share", member_id=told.chidi, words=f"A long day, number {n}. " * 12)
    page = windows("ben").new_page()
    _listening(page, f"/g/{told.group}")
    page.evaluate("scrollTo(0, 700)")
    before = page.evaluate("document.querySelectorAll('#shares > li')[1].getBoundingClientRect().top")
    mark = page.evaluate("document.querySelectorAll('#shares > li')[1].firstElementChild.id")
    house.errand("share", member_id=told.chidi, words="Slept six hours. In one piece.")
    expect(page.locator("#shares > li").first).to_contain_text("Slept six hours.")
    after = page.evaluate("(id) => document.getElementById(id).parentElement.getBoundingClientRect().top", mark)
    assert abs(after - before) < 2
    expect(page.locator("[data-new]")).to_be_visible()


def test_two_who_write_to_each_other_hear_each_other_at_once(house, windows, told):
    talk = house.errand("begin_talk", one_id=told.ana, other_id=told.ben)
    page = windows("ana").new_page()
    _listening(page, f"/g/{told.group}/talks/{talk}")
    page.fill("textarea", "I was just going to")
    first = house.errand("write_message", member_id=told.ben, talk_id=talk, words="Are you awake?")
    expect(page.locator("#written")).to_contain_text("Are you awake?")
    expect(page.locator("[data-voice]")).to_have_text("Somebody has written back.")
    assert page.evaluate("document.activeElement.name") == "words"
    assert page.input_value("textarea") == "I was just going to"
    house.errand("take_back_message", member_id=told.ben, message_id=first)
    expect(page.locator("#written")).not_to_contain_text("awake")
    house.errand("end_talk", member_id=told.ben, talk_id=talk)
    expect(page.locator("[data-changed]")).to_be_visible()


def test_the_first_share_of_a_quiet_group_takes_the_place_of_the_quiet(house, windows, players):
    thursday = players["groups"]["thursday"]
    page = windows("dana").new_page()
    _listening(page, f"/g/{thursday}")
    expect(page.locator("[data-quiet]")).to_be_visible()
    house.errand("share", member_id=players["members"][f"chidi in {thursday}"], words="Somebody has to be first.")
    expect(page.locator("#shares")).to_contain_text("Somebody has to be first.")
    expect(page.locator("[data-quiet]")).to_have_count(0)


def test_eve_hears_nothing_of_ana(house, windows, told):
    page = windows("eve").new_page()
    _listening(page, f"/g/{told.group}")
    house.errand("share", member_id=told.ana, words="Not for everybody.")
    house.errand("share", member_id=told.chidi, words="For everybody.")
    expect(page.locator("#shares")).to_contain_text("For everybody.")
    expect(page.locator("main")).not_to_contain_text("Not for everybody.")


def test_the_mark_lights_when_somebody_writes_back(house, windows, told):
    page = windows("ana").new_page()
    page.goto("/notices")
    if page.get_by_role("button", name="Mark all as seen").count():
        page.get_by_role("button", name="Mark all as seen").click()
    _listening(page, "/today")
    expect(page.locator(".waits")).to_be_hidden()
    house.errand("reply", member_id=told.ben, share_id=told.share)
    expect(page.locator(".waits")).to_be_visible()


def test_three_pages_of_one_browser_share_one_connection(house, windows, told):
    window = windows("chidi")
    pages, asked = [], []
    for path in (told.page, f"/g/{told.group}", "/today"):
        page = window.new_page()
        asked.append(asked_for(page, "/api/v1/live"))
        page.goto(path)
        pages.append(page)
        page.wait_for_timeout(600)
    assert [len(found) > 0 for found in asked] == [True, False, False]  # the first listens for all
    house.errand("reply", member_id=told.ben, share_id=told.share, words="Heard by everyone.")
    expect(pages[0].locator("#replies")).to_contain_text("Heard by everyone.")
    house.errand("share", member_id=told.ana, words="And this in the list.")
    expect(pages[1].locator("#shares")).to_contain_text("And this in the list.")
    pages[0].close()  # the one that listened: another takes its place, and nothing is missed meanwhile
    house.errand("share", member_id=told.ana, words="Written between two.")
    expect(pages[1].locator("#shares")).to_contain_text("Written between two.")
    assert len(asked[1]) + len(asked[2]) >= 1


def test_after_a_cut_nothing_is_missing_and_nothing_is_there_twice(house, windows, told):
    page = windows("ana").new_page()
    _listening(page, told.page)
    house.errand("reply", member_id=told.ben, share_id=told.share, words="Before the cut.")
    expect(page.locator("#replies")).to_contain_text("Before the cut.")
    house.kill()
    for n in range(3):
        house.errand("reply", member_id=told.chidi, share_id=told.share, words=f"While it was dark, {n}.")
    house.start()
    for n in range(3):
        expect(page.locator("#replies")).to_contain_text(f"While it was dark, {n}.", timeout=20_000)
    assert page.locator("#replies > section").count() == 4
