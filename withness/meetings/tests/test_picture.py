"""The picture of the neighbourhood: right distances and directions, no coordinates, no point where only a town is known."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

import pytest

from withness.foundation import clock
from withness.meetings.finding.gazetteer import towns_around
from withness.meetings.finding.index import forget_index
from withness.meetings.finding.picturing import RADIUS, SIDE, in_short, picture_of
from withness.meetings.finding.searching import Found
from withness.meetings.importing.listing import Wishes
from withness.meetings.importing.taking_in import feed_called, take_in
from withness.meetings.models import Series, Venue

LEEDS = (53.7965, -1.5478)
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _monday():
    forget_index()
    with clock.stopped(NOW):
        yield
    forget_index()


def at(latitude, longitude, **more):
    how = more.pop("attendance", "in_person")
    return Found(Series(attendance=how, venue=Venue(latitude=latitude, longitude=longitude, **more)), None)


def test_what_lies_north_and_east_is_drawn_there_as_far_as_it_is():
    north, east = at(LEEDS[0] + 0.08993, LEEDS[1]), at(LEEDS[0], LEEDS[1] + 0.07615)  # 10 km, 5 km
    drawn = picture_of([north, east], LEEDS)
    assert [km for _radius, km in drawn.rings] == ["5", "10"]
    up, right = drawn.marks
    assert (up.x, round(up.y)) == (SIDE / 2, round(SIDE / 2 - RADIUS))
    assert (round(right.x), round(right.y)) == (round(SIDE / 2 + RADIUS / 2), SIDE / 2)
    assert (up.numbers, right.numbers, drawn.numbers) == ("1", "2", [1, 2])


def test_where_only_the_town_is_known_there_is_a_circle():
    drawn = picture_of([at(*LEEDS, is_approximate=True), at(53.85, -1.55)], LEEDS)
    assert [(one.numbers, one.reach > 0) for one in drawn.marks] == [("1", True), ("2", False)]
    both = picture_of([at(*LEEDS, is_approximate=True), at(*LEEDS), at(53.85, -1.55)], LEEDS).marks[0]
    assert (both.y, both.sign != both.y) == (SIDE / 2, True)  # its number stands at the edge, where another lies on it
    assert drawn.has_circles


@pytest.mark.parametrize("found", [
    [], [at(*LEEDS)], [at(*LEEDS), at(*LEEDS)], [at(*LEEDS), at(None, None)],
    [at(*LEEDS), at(53.9, -1.5, attendance="online")],
])  # fmt: skip
def test_where_it_would_say_no_more_than_the_list_there_is_none(found):
    assert picture_of(found, LEEDS) is None
    assert picture_of([at(*LEEDS), at(53.9, -1.5)], None) is None


def test_meetings_at_one_place_share_a_sign():
    drawn = picture_of([at(*LEEDS), at(53.9, -1.5), at(*LEEDS), at(*LEEDS)], LEEDS)
    assert sorted(one.numbers for one in drawn.marks) == ["1, 3 …", "2"]
    assert [in_short(some) for some in ([3], [1, 4], [2, 3, 4], [1, 3, 9])] == ["3", "1, 4", "2–4", "1, 3 …"]


def test_names_of_towns_cover_nothing():
    drawn = picture_of([at(53.80, -1.75), at(53.68, -1.50)], LEEDS)
    boxes = [(one.x, one.y, len(one.name) * 7.4) for one in drawn.towns] + [
        (one.x, one.y, one.wide) for one in drawn.marks
    ]
    for n, (x, y, wide) in enumerate(boxes):
        for other_x, other_y, other in boxes[n + 1 :]:
            assert abs(x - other_x) * 2 >= wide + other or abs(y - other_y) >= 20
    assert drawn.towns


def test_towns_around_a_place_are_found_largest_first_and_over_the_date_line():
    names = [one.name for one in towns_around(*LEEDS, 20, most=3)]
    assert names[0] == "Leeds"
    assert len(names) == 3
    assert towns_around(-17.0, 179.99, 300, most=5)


ROWS = [
    {"name": "Early", "slug": "a", "day": 1, "time": "11:30", "latitude": 53.80, "longitude": -1.55,
     "formatted_address": "1 High St, Leeds, UK"},
    {"name": "<b>Late</b>", "slug": "b", "day": 6, "time": "09:00", "latitude": 53.90, "longitude": -1.56,
     "formatted_address": "2 High St, Leeds, UK"},
]  # fmt: skip


def test_the_finder_shows_it_near_a_place_only_and_its_numbers_lead_to_the_list(cast, as_):
    take_in(json.dumps(ROWS).encode(), feed_called("list.json", Wishes()))
    page = as_(None).get("/meetings?near=Leeds, GB").content.decode()
    svg = re.search(r'<svg viewBox="0 0 360 360".*?</svg>', page, re.DOTALL)[0]
    assert len(svg.encode()) < 15_000
    assert 'role="img"' in svg
    assert "Meetings around Leeds, GB" in svg
    assert not re.search(r"53\.\d|1\.5[45]\d", svg)
    for n in (1, 2):
        assert f'<a href="#n-{n}" aria-label="{n}: ' in page
        assert f'<li id="n-{n}"' in page
    assert 'href="#n-1"' not in as_(None).get("/meetings").content.decode()
    here = as_(None).post("/meetings/near", {"latitude": "53.81", "longitude": "-1.55"}).content.decode()
    assert "Meetings around where you are" in here
