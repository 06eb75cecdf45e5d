"""A circle in two browsers: what one does the other sees, focus stays, and a screen reader is told gently."""

from __future__ import annotations

from itertools import pairwise

import pytest

from testing.circles_played import Player, Table, press, shows, until

LISTEN = """() => {
  window.heard = [];
  const voice = document.getElementById("voice");
  const told = () => voice.textContent && window.heard.push([Date.now(), voice.textContent]);
  new MutationObserver(told).observe(voice, { childList: true, characterData: true, subtree: true });
}"""
pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.evening]


@pytest.fixture(scope="module")
def table(house, browser, players):
    """Chidi holds a circle, Ana and Ben have come."""
    group = players["groups"]["long_nights"]
    people = [
        Player(name, players["people"][name], players["members"][f"{name} in {group}"], players["tokens"][name])
        for name in ("chidi", "ana", "ben")
    ]
    table = Table(house, browser, group, people)
    table.circle = table.ask(people[0], "POST", f"/groups/{group}/circles", {"format": "check-in"})["id"]
    for who in people:
        table.sit(who)
    yield table
    for who in people:
        who.context.close()


def test_a_turn_is_seen_by_everybody_and_nobody_loses_their_place(table):
    chidi, ana, ben = table.players
    until(lambda: chidi.page.locator(".seats li").count() == 3, "Chidi sees who has come")
    press(chidi, "b-start")
    until(lambda: chidi.page.locator("#b-part").is_visible(), "the opening")
    press(chidi, "b-part")
    until(lambda: shows(ana, "Your turn"), "Ana's turn")
    until(lambda: shows(ben, "Teasel"), "Ben sees whose turn it is")
    ben.page.locator("#f-words").fill("Half a sentence")
    ben.page.locator("#f-words").focus()
    place = ben.page.evaluate("scrollY")
    ana.page.locator("#f-words").fill("Here, and tired.")
    press(ana, "b-send")
    until(lambda: "Here, and tired." in ben.page.locator("#log").inner_text(), "Ben reads it")
    until(lambda: shows(ben, "Your turn"), "Ben's turn")
    assert ben.page.evaluate("document.activeElement.id") == "f-words"
    assert ben.page.locator("#f-words").input_value() == "Half a sentence"
    assert ben.page.evaluate("scrollY") == place
    assert ben.page.locator("[data-said]").count() == 1


def test_what_a_screen_reader_hears_comes_at_most_every_five_seconds_and_each_share_once(table):
    chidi, ana, ben = table.players
    ana.page.evaluate(LISTEN)
    ben.page.locator("#f-words").fill("Only this.")
    press(ben, "b-send")
    until(lambda: shows(chidi, "Your turn"), "Chidi's turn")
    for button in ("b-raise", "b-lower", "b-raise"):
        until(lambda button=button: ana.page.locator(f"#{button}").is_visible(), button)
        press(ana, button)
    press(chidi, "b-done")
    try:
        until(lambda: "floor" in ana.page.locator("#turn").inner_text() or shows(ana, "Your turn"), "the floor")
    except AssertionError as late:
        state = table.ask(chidi, "GET", f"/circles/{table.circle}")
        pages = [[who.page.locator(part).inner_text() for part in ("#turn", "#state")] for who in table.players]
        raise AssertionError(f"{late}; the house: {state}; the pages: {pages}") from None
    until(lambda: any("Only this." in said for _at, said in ana.page.evaluate("window.heard")), "Ana hears it")
    ana.page.wait_for_timeout(6500)
    heard = ana.page.evaluate("window.heard")
    assert sum("Only this." in said for _at, said in heard) == 1
    gaps = [b - a for (a, _one), (b, _two) in pairwise(heard)]
    assert [gap for gap in gaps if gap < 4900] == []


def test_everything_can_be_pressed_by_keyboard_and_nothing_is_wider_than_the_screen(table):
    ana = table.players[1]
    ana.page.set_viewport_size({"width": 320, "height": 640})
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert ana.page.evaluate(wide) <= 0
    small = ana.page.evaluate(
        "() => [...document.querySelectorAll('main .btn')].filter((b) => b.offsetParent && b.offsetHeight < 44).map((b) => b.id)"
    )
    assert small == []
    reached = set()
    for _ in range(40):
        ana.page.keyboard.press("Tab")
        reached.add(ana.page.evaluate("document.activeElement.id"))
    assert {"b-hear_you", "f-words", "b-send"} <= reached


def test_a_press_is_not_lost_when_the_page_is_made_anew_under_the_finger(table):
    chidi, ana, _ben = table.players
    button = chidi.page.locator("#b-pause")
    button.scroll_into_view_if_needed()
    button.hover()
    chidi.page.mouse.down()
    for act in ("lower_hand", "raise_hand", "lower_hand"):  # each makes the page of who holds the circle anew
        table.ask(ana, "POST", f"/circles/{table.circle}/acts", {"act": act})
        chidi.page.wait_for_timeout(900)
    chidi.page.mouse.up()
    until(lambda: table.state(chidi)["paused"], "the pause")
