"""Two people in the house's own room of sound hear each other; whoever has no ticket hears nobody. Needs Debian's janus."""

from __future__ import annotations

import pytest
from playwright.sync_api import sync_playwright

from testing.browsing import window_of
from testing.chromium import find_chromium
from testing.circles_played import Player, Table, until
from testing.houses import running_house
from testing.janus import asked_directly, janus_here, join_with, running_janus

pytestmark = [
    pytest.mark.slow, pytest.mark.browser, pytest.mark.evening,
    pytest.mark.skipif(not janus_here(), reason="there is no janus here (apt install janus)"),
]  # fmt: skip
HEARD = """async () => {
  const sound = document.getElementById("v-sound");
  const context = new AudioContext();
  await context.resume();
  const ear = context.createAnalyser();
  context.createMediaStreamSource(sound.srcObject).connect(ear);
  const wave = new Float32Array(ear.fftSize);
  let loudest = 0;
  for (let n = 0; n < 60; n += 1) {
    ear.getFloatTimeDomainData(wave);
    loudest = Math.max(loudest, ...wave.map(Math.abs));
    await new Promise((done) => setTimeout(done, 50));
  }
  return loudest;
}"""
QUIET, LOUD = 0.002, 0.01


@pytest.fixture(scope="module")
def talk(tmp_path_factory):
    """A Janus, a house that knows it, a circle with voices, and a browser whose microphones beep."""
    folder = tmp_path_factory.mktemp("voices")
    with (
        running_janus(folder / "janus") as janus, running_house(folder / "house", WITHNESS_JANUS=janus) as house,
        sync_playwright() as play,
    ):  # fmt: skip
        browser = play.chromium.launch(
                executable_path=find_chromium(),
                args=[
                    "--no-sandbox", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
                    "--autoplay-policy=no-user-gesture-required",
                ],
            )  # fmt: skip
        yield _gather(house, browser), janus
        browser.close()


def _gather(house, browser):
    cast = house.errand("cast")
    house.errand("rows", sql="UPDATE groups_member SET joined_at = '2020-01-01 00:00:00'")
    group = cast["groups"]["long_nights"]
    people = [
        Player(name, cast["people"][name], cast["members"][f"{name} in {group}"], cast["tokens"][name])
        for name in ("chidi", "ana", "ben")
    ]
    house.errand("circle_ways", member_id=people[0].member, voice="janus")
    table = Table(house, browser, group, people)
    table.circle = table.ask(people[0], "POST", f"/groups/{group}/circles", {"format": "pause"})["id"]
    for who in people[:2]:
        table.ask(who, "POST", f"/circles/{table.circle}/acts", {"act": "join"})
        who.seat = table.state(who)["me"]
    return table


def go_in(table, who):
    session = table.house.errand("session", person_id=who.person)
    who.context = window_of(table.browser, table.house, session)
    who.page = who.context.new_page()
    answer = who.page.goto(f"{table.address}/voice")
    assert "microphone=(self)" in answer.headers["permissions-policy"]
    who.page.locator("#v-join").click()
    until(lambda: "You are in" in who.page.locator("#v-state").inner_text(), f"{who.name} is in")


def participants(janus, table):
    return asked_directly(janus, f"withness-{table.circle}")


def test_two_hear_each_other_and_a_muted_one_is_not_heard(talk):
    table, janus = talk
    chidi, ana, ben = table.players
    go_in(table, chidi)
    go_in(table, ana)
    until(lambda: chidi.page.evaluate(HEARD) > LOUD, "Chidi hears Ana")
    until(lambda: ana.page.evaluate(HEARD) > LOUD, "Ana hears Chidi")
    assert len(participants(janus, table)) == 2
    table.ask(chidi, "POST", f"/circles/{table.circle}/acts", {"act": "mute", "to": ana.seat})
    until(lambda: any(one["muted"] for one in participants(janus, table)), "Ana is muted")
    until(lambda: chidi.page.evaluate(HEARD) < QUIET, "what was on its way has been heard", seconds=40)
    assert ana.page.evaluate(HEARD) > LOUD
    table.ask(chidi, "POST", f"/circles/{table.circle}/acts", {"act": "unmute", "to": ana.seat})
    until(lambda: not any(one["muted"] for one in participants(janus, table)), "Ana may speak")
    ben.context = window_of(table.browser, table.house, table.house.errand("session", person_id=ben.person))
    ben.page = ben.context.new_page()
    ben.page.goto(f"{table.address}/voice")
    assert ben.page.url.endswith(table.address), "who has no seat has no ticket"


def test_a_wrong_ticket_is_refused_by_the_room_itself(talk):
    table, janus = talk
    assert join_with(janus, f"withness-{table.circle}", token="guessed") is False


def test_who_is_asked_to_leave_is_out_of_the_sound_too_and_the_end_ends_it(talk):
    table, janus = talk
    chidi, ana, _ben = table.players
    table.ask(chidi, "POST", f"/circles/{table.circle}/acts", {"act": "remove", "to": ana.seat, "because": "Noise."})
    until(lambda: len(participants(janus, table)) == 1, "Ana is out")
    until(lambda: "left the sound" in ana.page.locator("#v-state").inner_text(), "her page says so", seconds=30)
    table.ask(chidi, "POST", f"/circles/{table.circle}/acts", {"act": "close"})
    until(lambda: participants(janus, table) == [], "the room is gone")
    until(lambda: "left the sound" in chidi.page.locator("#v-state").inner_text(), "the line has ended", seconds=30)


def test_nothing_is_recorded(talk, tmp_path_factory):
    """Janus would write its recordings beside its settings, or where it runs."""
    kept = [path for path in tmp_path_factory.getbasetemp().rglob("*") if path.suffix in {".wav", ".mjr", ".opus"}]
    assert kept == []
