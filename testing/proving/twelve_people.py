"""Twelve browsers through a whole circle in which nearly everything goes wrong: nobody loses a turn, nobody has two.

The house is killed in the middle of a turn; one line is cut; the facilitator disappears; a raid comes in. At the end
every page shows the same, and the stream tells of exactly one turn for each in the round.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from testing.browsing import chromium
from testing.circles_played import (
    WIDE_OPEN,
    Player,
    Table,
    ask,
    people,
    press,
    raid,
    reads,
    same_screen,
    take_turn,
    turns_told,
    until,
)  # fmt: skip
from testing.houses import House, running_house
from testing.proofs import Figures, proof

NAMES = ["teal", "avens", "kite", "sorrel", "alder", "fenn", "linnet", "tansy", "heron", "moss", "yarrow"]


@proof(
    "twelve",
    "Twelve browsers through a killed house, a cut line, a lost facilitator and a raid: every turn once",
)
def twelve_people(seed: int, full: bool) -> Figures:
    """How many sat there, how long each trouble lasted, and what became of the turns."""
    with tempfile.TemporaryDirectory() as folder, running_house(Path(folder)) as house, chromium() as browser:
        table, raiders = _set(house, browser, 11 if full else 5, 200 if full else 24)
        figures = {"browsers": len(table.players), "raiders": len(raiders)}
        figures |= _play(table, raiders, seed)
        for who in table.players:
            if who.context is not None:
                who.context.close()
        return figures


def _set(house: House, browser: object, others: int, crowd: int) -> tuple[Table, list[Player]]:
    cast = house.errand("cast")
    group = cast["groups"]["long_nights"]
    chair = Player("Rowan", cast["people"]["chidi"], cast["members"][f"chidi in {group}"], cast["tokens"]["chidi"])
    sitting = people(house, group, NAMES[:others])
    raiders = people(house, group, [f"raider{n}" for n in range(crowd)])
    table = Table(house, browser, group, [chair, *sitting])  # type: ignore[arg-type]
    form = ask(house, chair.token, "GET", f"/groups/{group}")
    assert form["member"]
    made = house.errand("keep_format", member_id=chair.member, text=WIDE_OPEN)
    table.circle = ask(house, chair.token, "POST", f"/groups/{group}/circles", {"format": made})["id"]
    for who in table.players:
        table.sit(who)
    return table, raiders


def _play(table: Table, raiders: list[Player], seed: int) -> dict[str, object]:
    chair, *others = table.players
    press(chair, "b-start")
    for part in (1, 2):
        until(lambda part=part: _part(chair) == part - 1, f"part {part} may begin")
        press(chair, "b-part")
    take_turn(table, chair, words="Here, and glad of it.")
    take_turn(table, others[0])
    figures: dict[str, object] = {}
    figures["killed house s"] = round(_kill_in_a_turn(table, others[1]), 1)
    figures["cut line s"] = round(_cut_line(table, others[2], others[3]), 1)
    figures["chair taken s"] = round(_lose_facilitator(table, chair, others[0]), 1)
    holder, left = others[0], [who for who in table.players if who is not chair]
    figures["raid contained s"] = round(_raid(table, holder, left, raiders), 1)
    for who in others[4:]:
        take_turn(table, who, words=f"{who.name} {seed}.")
    until(lambda: table.state(holder)["phase"]["kind"] == "closing", "the closing round")
    until(lambda: same_screen(table, left), "every page shows the same")
    turns = turns_told(table.house, table.circle)
    seats = {who.seat for who in table.players}
    assert {seat: count for seat, count in turns.items() if seat in seats} == dict.fromkeys(seats, 1), turns
    press(holder, "b-close")
    for who in left:
        until(lambda who=who: reads(who, "The circle is over"), f"{who.name} sees the end")
    return {**figures, "turns lost": 0, "turns doubled": 0}


def _part(who: Player) -> int:
    """Which part their page shows. A press that knows only the part before is too late, and does nothing."""
    return int(who.page.locator("#room").get_attribute("data-part") or -1)


def _kill_in_a_turn(table: Table, who: Player) -> float:
    """The house is killed while somebody speaks. They press while it is away; it counts once."""
    until(lambda: "Your turn" in who.page.locator("#turn").inner_text(), f"{who.name} speaks")
    table.house.kill()
    began = time.monotonic()
    press(who, "b-done")
    who.page.wait_for_timeout(500)
    table.house.start()
    until(lambda: table.state(who)["speaker"] != who.seat, "the press arrives")
    return time.monotonic() - began


def _cut_line(table: Table, away: Player, after: Player) -> float:
    """One who speaks loses the line; presses; and is there again. The next one has their turn meanwhile."""
    until(lambda: "Your turn" in away.page.locator("#turn").inner_text(), f"{away.name} speaks")
    press(away, "b-done")
    until(lambda: table.state(after)["speaker"] == after.seat, "the turn moved on")
    away.context.set_offline(True)
    take_turn(table, after, words="While somebody is away.")
    until(lambda: table.state(after)["speaker"] != after.seat, "the turn moved on")
    began = time.monotonic()
    away.context.set_offline(False)
    until(
        lambda: "While somebody is away." in away.page.locator("#log").inner_text(),
        "what was missed is there",
        seconds=40,
    )
    return time.monotonic() - began


def _lose_facilitator(table: Table, chair: Player, next_chair: Player) -> float:
    """The facilitator's browser is gone. After a minute without a sign the chair is offered; somebody takes it."""
    chair.context.close()
    chair.context = None
    table.house.errand("rows", sql="UPDATE circles_seat SET heard_at = '2020-01-01 00:00:00' WHERE number = 1")
    began = time.monotonic()
    until(lambda: next_chair.page.locator("#b-take").count() == 1, "the chair is offered", seconds=40)
    press(next_chair, "b-take")
    until(lambda: table.state(next_chair)["chair"] == next_chair.seat, "the chair is taken")
    until(lambda: next_chair.page.locator("#b-clear").is_visible(), "who took it may hold the circle")
    return time.monotonic() - began


def _raid(table: Table, holder: Player, honest: list[Player], raiders: list[Player]) -> float:
    """So many come in at once and shout. One tap sends all to the door; who is known is let in again."""
    began = time.monotonic()
    seats = raid(table, raiders)
    assert len(set(seats)) == len(raiders)
    press(holder, "b-clear")
    until(lambda: not set(table.state(holder)["order"]) & set(seats), "the raid is at the door")
    took = time.monotonic() - began
    known = [who.seat for who in honest if who is not holder]
    table.ask(holder, "POST", f"/circles/{table.circle}/acts", {"act": "admit", "seats": known})
    table.ask(holder, "POST", f"/circles/{table.circle}/acts", {"act": "resume"})
    for who in honest:
        until(lambda who=who: who.page.locator("#room").count() == 1, f"{who.name} is in the room again", seconds=40)
    assert (
        table.ask(raiders[0], "POST", f"/circles/{table.circle}/acts", {"act": "speak", "words": "Noise."})["did"]
        is False
    )
    assert took <= 60
    return took
