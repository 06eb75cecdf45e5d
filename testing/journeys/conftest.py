"""One house and one browser for all journeys of a file, and windows in which the cast has signed in."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from testing.browsing import chromium, window_of
from testing.houses import running_house


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A house that serves."""
    with running_house(tmp_path_factory.mktemp("house")) as house:
        yield house


@pytest.fixture(scope="module")
def browser():
    """Chromium."""
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def players(house):
    """The ids, sessions and members of the cast in that house. Nobody is slowed down as a newcomer."""
    cast = house.errand("cast")
    house.errand("rows", sql="UPDATE groups_member SET joined_at = '2020-01-01 00:00:00'")
    return cast


@pytest.fixture
def windows(browser, house, players):
    """`windows("ana")` is a browser in which Ana has signed in; `windows("")` a stranger's."""
    opened = []

    def window(who, **more):
        session = house.errand("session", person_id=players["people"][who]) if who else ""
        opened.append(window_of(browser, house, session, **more))
        return opened[-1]

    yield window
    for one in opened:
        one.close()


@pytest.fixture
def told(house, players):
    """Ana has shared something in Long Nights: its id and page, what was replied to it, and who is there."""
    group = players["groups"]["long_nights"]
    faces = {who: players["members"][f"{who} in {group}"] for who in ("ana", "ben", "chidi", "eve")}
    share = house.errand("share", member_id=faces["ana"], words="Four in the morning, and the kettle.")

    def replies():
        rows = house.errand("rows", sql="SELECT words, share_id FROM shares_reply ORDER BY seq")
        return [words for words, share_id in rows if share_id == share]

    return SimpleNamespace(group=group, share=share, page=f"/g/{group}/s/{share}", replies=replies, **faces)
