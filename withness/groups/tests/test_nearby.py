"""Places of other rooms near a group: offered to members, on the desk, and beside somebody."""

import pytest

from withness.groups import nearby
from withness.groups.nearby import Way, near_a_group, on_the_desk, toward_a_member, ways_in_group


@pytest.fixture(autouse=True)
def nothing_else(monkeypatch):
    for offered in ("_in_group", "_on_desk", "_toward"):
        monkeypatch.setattr(nearby, offered, {})


def test_a_room_offers_members_a_way(cast):
    near_a_group("tea", lambda me: [Way("tea", f"Tea with {me.alias}")])
    near_a_group("tea", lambda me: [Way("tea", f"Tea for {me.alias}")])  # twice is once
    near_a_group("nothing", lambda _me: [])
    assert [way.words for way in ways_in_group(cast.face(cast.ana, cast.long_nights))] == ["Tea for Teasel"]


def test_it_stands_on_the_desk_and_beside_somebody_for_who_may_see_them(cast, as_):
    on_the_desk("tea", lambda _me: [Way("tea", "Put the kettle on", "For everybody.")])
    toward_a_member("tea", lambda me, other: [Way(f"tea/{other.id}", f"From {me.alias} to {other.alias}")])
    wren, group = cast.face(cast.ben, cast.long_nights), f"/g/{cast.long_nights.id}"
    desk = as_(cast.chidi).get(f"{group}/desk").content.decode()
    assert f'<a href="{group}/tea">Put the kettle on</a>' in desk
    beside = as_(cast.ana).get(f"{group}/members/{wren.id}").content.decode()
    assert f'<a href="{group}/tea/{wren.id}">From Teasel to Wren</a>' in beside
    for path in ("desk", f"members/{wren.id}"):
        assert "kettle" not in as_(cast.sam).get(f"{group}/{path}").content.decode()
