"""Arriving: a stranger finds a group, joins, says how it is, and is heard, live. On a phone, at a desk, without scripts,
and through a program whose line is cut.
"""

from __future__ import annotations

import json
import re
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, expect

from testing.browsing import DESK, PHONE
from testing.cast import PASSWORD
from testing.listening import Ear

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BY_HAND = {"java_script_enabled": False}


def arrive(page: Page, nickname: str) -> None:
    """From the front door to a group's way in, making an account on the way there."""
    page.goto("/")
    page.get_by_role("link", name="See the groups").click()
    page.get_by_role("link", name="Long Nights").click()
    expect(page.get_by_role("heading", name="What people here agree on")).to_be_visible()
    page.get_by_role("link", name="Join", exact=True).click()
    page.get_by_label("Your age in years").fill("34")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Your nickname").fill(nickname)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Yes, keep what I write about my health").check()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name="With a password").click()
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Join").click()
    page.get_by_role("link", name="Not now").click()  # the recovery words wait under “Me”


def come_in(page: Page) -> str:
    """Read, agree, choose one of the faces; answers the alias."""
    expect(page.get_by_text("Nobody has to be fine.")).to_be_visible()
    face = page.locator(".offer label").nth(2)
    alias = face.inner_text().strip()
    face.click()
    page.get_by_label("I have read this, and I agree.").check()
    page.get_by_role("button", name="Come in").click()
    page.wait_for_url(re.compile(r"/g/\w+$"))
    return alias


def say_how_it_is(page: Page, words: str) -> None:
    page.get_by_role("link", name="Say how it is").click()
    page.get_by_label("In your own words").fill(words)
    page.get_by_label("Have you been there?").check()
    page.get_by_role("button", name="Share it").click()
    page.wait_for_url(re.compile(r"/g/\w+/s/\w+"))


@pytest.mark.parametrize(("nickname", "size", "more"), [
    ("grace", PHONE, {}), ("nils", DESK, {}), ("ines", PHONE, BY_HAND),
])  # fmt: skip
def test_somebody_arrives_joins_shares_and_is_heard(windows, told, nickname, size, more):
    troubles: list[str] = []
    ana = windows("ana", viewport=size, **more).new_page()
    ana.goto(f"/g/{told.group}")
    page = windows("", viewport=size, **more).new_page()
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    arrive(page, nickname)
    alias = come_in(page)
    words = f"First night here, says {nickname}."
    say_how_it_is(page, words)
    if more:
        ana.reload()
    expect(ana.locator("#shares > li").first).to_contain_text(words)
    expect(ana.locator("#shares > li").first).to_contain_text(alias)
    ana.get_by_role("link", name=re.compile(f"Nobody has answered yet.*{alias}")).click()
    ana.get_by_label(f"Write to {alias}").fill("I am awake too.")
    ana.get_by_role("button", name="Send", exact=True).click()
    expect(ana.locator("#replies")).to_contain_text("I am awake too.")
    if not more:  # it comes by itself, into the page that has been open since
        expect(page.locator("#replies")).to_contain_text("I am awake too.")
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    page.goto("/today")
    page.get_by_role("link", name="Teasel wrote back to you").click()
    expect(page.locator("#replies")).to_contain_text("I am awake too.")
    assert troubles == []


def test_who_asks_is_let_in_and_finds_it_under_notices(windows, players):
    group = players["groups"]["thursday"]
    sam, chidi = windows("sam").new_page(), windows("chidi").new_page()
    sam.goto(f"/g/{group}/about")
    sam.get_by_role("link", name="Ask to join").click()
    sam.get_by_label("Or a name of your own").fill("Dusty Road")
    sam.get_by_label("A few words to those who hold the group").fill("A friend told me.")
    sam.get_by_label("I have read this, and I agree.").check()
    sam.get_by_role("button", name="Ask to join").click()
    expect(sam.locator("main")).to_contain_text("You have asked to join, as Dusty Road.")
    chidi.goto("/notices")
    chidi.get_by_role("link", name="Somebody asks to join The Thursday Table").click()
    expect(chidi.locator("main")).to_contain_text("A friend told me.")
    chidi.get_by_role("button", name="Let them in").click()
    sam.goto("/notices")
    sam.get_by_role("link", name="You are in: The Thursday Table has opened its door").click()
    expect(sam.get_by_role("heading", name="The Thursday Table")).to_be_visible()


def test_an_invitation_is_copied_opened_and_used(windows, players):
    group = players["groups"]["still_water"]
    chidi, eve = windows("chidi").new_page(), windows("eve").new_page()
    eve.goto(f"/g/{group}")
    expect(eve.get_by_role("heading", name="There is nothing here for you to open.")).to_be_visible()
    chidi.goto(f"/g/{group}/desk")
    chidi.get_by_role("link", name="Invite somebody").click()
    chidi.get_by_label("For whom?").fill("the Tuesday people")
    chidi.get_by_role("button", name="Make a link").click()
    link = chidi.locator(".secret").inner_text().strip()
    eve.goto(link)
    eve.get_by_label("I have read this, and I agree.").check()
    eve.get_by_role("button", name="Come in").click()
    expect(eve.get_by_role("heading", name="Still Water")).to_be_visible()
    eve.goto(f"/g/{group}/leave")
    eve.get_by_role("button", name="Leave", exact=True).click()
    expect(eve.get_by_role("heading", name="Groups", exact=True)).to_be_visible()


def ask(house, token: str, method: str, path: str, body: object = None, key: str = "") -> tuple[int, dict]:
    """One call of a program."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    headers |= {"Idempotency-Key": key} if key else {}
    data = json.dumps(body).encode() if body is not None else None
    try:
        with urlopen(Request(f"{house.base_url}/api/v1{path}", data, headers, method=method), timeout=10) as answer:
            return answer.status, json.loads(answer.read() or b"{}")
    except HTTPError as no:
        with no:
            return no.code, json.loads(no.read())


def shares_in(frames) -> list[str]:
    return [frame.data["share"] for frame in frames if frame.data.get("kind") == "share"]


def join_by_program(house, token: str) -> str:
    """Find Long Nights, read its agreement and join it; answers where its things are."""
    status, listed = ask(house, token, "GET", "/groups")
    group = next(item for item in listed["items"] if item["title"] == "Long Nights")
    assert (status, group["member"], group["joining"]) == (200, False, "open")
    path = f"/groups/{group['id']}"
    version = ask(house, token, "GET", path)[1]["agreement"]["version"]
    assert ask(house, token, "GET", f"{path}/shares")[0] == 404
    came = ask(house, token, "POST", f"{path}/join", {"alias": "Kestrel Ola", "agreement_version": version})
    assert (came[0], came[1]["member"]) == (201, True)
    return path


def share_twice(house, token: str, path: str, n: int) -> str:
    """Share, and send the same once more, as after a lost answer; answers the id of the one that is kept."""
    body = {"words": f"Night {n}.", "need": "just_listen", "note": ""}
    first, again = (ask(house, token, "POST", f"{path}/shares", body, key=f"night-{n}") for _try in range(2))
    assert (first[0], again[1]["id"]) == (201, first[1]["id"])
    return str(first[1]["id"])


def test_by_program_the_same_and_a_line_that_is_cut_goes_on_without_a_gap(house, players):
    token, ana = house.errand("person", nickname="ola")["token"], players["tokens"]["ana"]
    path = join_by_program(house, token)
    stream = f"group:{path.rpartition('/')[2]}"
    with Ear(house.port, stream, token=ana) as ear:
        ear.hello()
        sent, heard = [share_twice(house, token, path, 1)], [ear.frame()]
        cursor = ear.cursor
    sent.append(share_twice(house, token, path, 2))  # while the line is down
    house.kill()
    house.start()
    with Ear(house.port, stream, token=ana, cursor=cursor) as ear:
        ear.hello()
        sent.append(share_twice(house, token, path, 3))
        heard += ear.frames(2)
        status, answer = ask(house, ana, "POST", f"/shares/{sent[0]}/replies", {"words": "I read this twice."})
        heard.append(ear.frame())
    assert (status, shares_in(heard)) == (201, sent)
    numbers = [frame.data["seq"] for frame in heard]
    assert numbers == list(range(numbers[0], numbers[0] + 4))
    assert (heard[3].data["kind"], heard[3].data["reply"]) == ("reply", answer["id"])
    assert "I read this twice." in json.dumps(ask(house, token, "GET", f"/shares/{sent[0]}")[1])
