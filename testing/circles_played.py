"""A circle played in real browsers: people with a window each, one of whom holds it. For proofs and journeys."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from playwright.sync_api import Browser, BrowserContext, Error, Page

from testing.browsing import window_of
from testing.houses import House

PATIENCE = 20.0  # seconds; eight people share this machine
WIDE_OPEN = """name: A wide pause
people: 60
door: open

[Arriving]
kind: opening
minutes: 2

[Grounding]
kind: skill
minutes: 4
steps: One breath out, longer than the one in.
  And one more.

[One breath each]
kind: round
minutes: 10
turn: 45 seconds

[Going on]
kind: closing
minutes: 4
turn: 20 seconds
"""


@dataclass
class Player:
    """Somebody in the circle: what their programs and their browser show, and their seat."""

    name: str
    person: str
    member: str
    token: str
    context: BrowserContext | None = None
    page: Page | None = None
    seat: int = 0


@dataclass
class Table:
    """A house, a circle in it, and who sits there."""

    house: House
    browser: Browser
    group: str
    players: list[Player] = field(default_factory=list)
    circle: str = ""

    @property
    def address(self) -> str:
        """The page of the circle."""
        return f"/g/{self.group}/c/{self.circle}"

    def ask(self, who: Player, method: str, path: str, body: Any = None) -> Any:
        """A program of theirs asks the API; the answer, or the problem."""
        return ask(self.house, who.token, method, path, body)

    def state(self, who: Player) -> Any:
        """The circle as they see it."""
        return self.ask(who, "GET", f"/circles/{self.circle}")

    def sit(self, who: Player) -> None:
        """Open the page in a browser of their own, and come in."""
        session = self.house.errand("session", person_id=who.person)
        who.context = window_of(self.browser, self.house, session)
        who.context.set_default_timeout(PATIENCE * 1000)
        who.page = who.context.new_page()
        who.page.goto(self.address)
        button = who.page.get_by_role("button", name="Come in", exact=True)
        if button.count():
            button.click()
        who.page.wait_for_selector("#room")
        who.seat = int(who.page.locator("body").get_attribute("data-me") or 0)


def people(house: House, group: str, names: list[str]) -> list[Player]:
    """So many new members of a group, who have belonged to it for a while."""
    made = []
    for name in names:
        person = house.errand("person", nickname=name)
        member = house.errand("join", person_id=person["id"], group_id=group, alias=name.capitalize())
        made.append(Player(name.capitalize(), person["id"], member, person["token"]))
    house.errand("rows", sql="UPDATE groups_member SET joined_at = '2020-01-01 00:00:00'")
    return made


def ask(house: House, token: str, method: str, path: str, body: Any = None) -> Any:
    """One request to the API, tried again while the house is away."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with urlopen(Request(f"{house.base_url}/api/v1{path}", data, headers, method=method), timeout=10) as answer:
                return json.loads(answer.read())
        except HTTPError as no:
            with no:
                if no.code < 500:
                    return json.loads(no.read())
        except OSError:
            pass
        if time.monotonic() > until:
            raise AssertionError(f"no answer to {method} {path}")
        time.sleep(0.2)


def press(who: Player, button: str) -> None:
    """One press on a button of the page, where it is."""
    assert who.page is not None
    who.page.locator(f"#{button}").click()


def shows(who: Player, what: str) -> bool:
    """Whether this stands in the middle of their ring."""
    assert who.page is not None
    try:
        return what in who.page.locator("#turn").inner_text(timeout=2000)
    except Error:
        return False  # the page is being loaded


def reads(who: Player, what: str) -> bool:
    """Whether their page says this somewhere."""
    assert who.page is not None
    try:
        return what in who.page.content()
    except Error:
        return False  # the page is being loaded


def until(true: Callable[[], bool], what: str, *, seconds: float = PATIENCE) -> float:
    """Wait until it is so; answers how long it took."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < seconds, f"waited {seconds} s in vain: {what}"
        time.sleep(0.05)
    return time.monotonic() - began


def take_turn(table: Table, who: Player, *, words: str = "") -> None:
    """Their turn, begun and ended in their own browser: with words that are sent, or one press."""
    assert who.page is not None
    until(lambda: shows(who, "Your turn"), f"the turn of {who.name} begins")
    if words:
        who.page.locator("#f-words").fill(words)
        who.page.locator("#b-send").click()
    else:
        press(who, "b-done")


def turns_told(house: House, circle: str) -> dict[int, int]:
    """How often each seat's turn ended in the round, as the stream tells it, by which it must be possible to count."""
    rows = house.errand(
        "rows",
        sql=f"SELECT kind, ids FROM foundation_event WHERE stream = 'circle:{circle}' ORDER BY seq",  # noqa: S608 -- our own id
    )
    found: dict[int, int] = {}
    speaker, part = 0, -1
    for kind, text in rows:
        ids = json.loads(text)
        if not ids:
            continue
        put_back = kind == "clear"  # a raid interrupts a turn; it is given back
        if part == 2 and speaker and not put_back and (ids["now"] != speaker or ids["part"] != 2):
            found[speaker] = found.get(speaker, 0) + 1
        speaker, part = ids["now"], ids["part"]
    return found


def raid(table: Table, names: list[Player]) -> list[int]:
    """Everybody at once wants in, and shouts; answers their seats."""

    def storm(who: Player) -> int:
        told = table.ask(who, "POST", f"/circles/{table.circle}/acts", {"act": "join"})
        table.ask(who, "POST", f"/circles/{table.circle}/acts", {"act": "raise_hand"})
        table.ask(who, "POST", f"/circles/{table.circle}/acts", {"act": "speak", "words": "Noise."})
        return int(told.get("me") or 0)

    with ThreadPoolExecutor(8) as crowd:
        return list(crowd.map(storm, names))


_STATUSES = """all => all.map((li) => [li.dataset.seat, li.querySelector("span").textContent, li.ariaCurrent].join(":"))
  .sort().join("|")"""


def same_screen(table: Table, players: list[Player]) -> bool:
    """Whether all pages show the same: who speaks, and what stands beneath each face."""
    try:
        return len({_screen(who) for who in players}) == 1
    except Error:
        return False  # a page is being loaded


def _screen(who: Player) -> str:
    assert who.page is not None
    seats = who.page.locator("#room .seats li").evaluate_all(_STATUSES)
    now = who.page.locator("#room").get_attribute("data-now")
    return re.sub(r"\s+", " ", f"{now} {seats}")
