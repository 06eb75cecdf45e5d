"""What goes out is what came in, and nothing that was not for everybody."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from importlib.resources import files

import pytest

from withness.foundation import clock
from withness.meetings.exporting.meeting_guide import exported
from withness.meetings.exporting.table import table
from withness.meetings.importing.listing import Wishes
from withness.meetings.importing.reading import read_list
from withness.meetings.importing.taking_in import feed_called, take_in
from withness.meetings.models import Series

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ROWS = [
    {"name": "A", "slug": "a", "day": 1, "time": "19:00", "end_time": "20:30", "formatted_address": "1 High St, Leeds, UK",
     "latitude": 53.8, "longitude": -1.5, "types": ["O", "S", "X", "BE"], "timezone": "Europe/London", "notes": "Tea.",
     "location": "Hall", "location_notes": "Ring.", "regions": ["Yorkshire", "Leeds"], "venmo": "@x", "entity": "Us",
     "entity_website_url": "https://us.example", "updated": "2026-01-02 03:04:05", "group": "Hope"},
    {"name": "B", "slug": "b", "day": [0, 6], "time": "23:30", "end_time": "00:30", "timezone": "America/New_York",
     "conference_url": "https://zoom.us/j/1", "conference_phone": "+15551112222", "languages": ["en", "cy"]},
    {"name": "C", "slug": "c", "formatted_address": "2 High St, Leeds, UK"},
    {"name": "D", "slug": "d", "day": 5, "time": "07:00", "timezone": "Europe/London", "formatted_address": "Leeds, UK",
     "approximate": "yes", "types": ["TC", "ONL", "D"], "conference_url": "https://zoom.us/j/2?pwd=x"},
]  # fmt: skip


@pytest.fixture
def kept(cast):
    with clock.stopped(NOW):
        take_in(json.dumps(ROWS).encode(), feed_called("list", Wishes()))
        yield list(Series.objects.select_related("venue", "group").order_by("slug"))


def out(series, **more):
    return list(exported(series, address="https://us.example", **more))


def test_it_keeps_to_our_own_schema(kept):
    jsonschema = pytest.importorskip("jsonschema_rs")
    schema = json.loads(files("withness.meetings.exporting").joinpath("meeting_guide.schema.json").read_text())
    check = jsonschema.validator_for(schema)
    told = out(kept) + out(kept, as_array=True)
    assert [error.message for error in check.iter_errors(told)] == []
    assert not check.is_valid([{**told[0], "day": 9}])


@pytest.mark.parametrize("as_array", [False, True])
def test_out_and_in_again_is_the_same(kept, as_array):
    again = read_list(json.dumps(out(kept, as_array=as_array)).encode(), Wishes())
    before = read_list(json.dumps(ROWS).encode(), Wishes())
    came = {one.slug: one for read in again.reads for one in read.listings}
    assert [read.reasons for read in again.reads if read.reasons] == []
    for listing in (one for read in before.reads for one in read.listings):
        if listing.slug == "b" and not as_array:
            assert (came["b-0"].days, came["b-6"].days) == ((0,), (6,))
            continue
        other = came[listing.slug]
        for name in ("title", "days", "time", "minutes", "attendance", "types", "join_url", "notes", "by", "languages"):
            assert (sorted if name == "languages" else lambda same: same)(getattr(other, name)) == (
                sorted if name == "languages" else lambda same: same
            )(getattr(listing, name)), (listing.slug, name)
        assert other.place.is_closed == listing.place.is_closed
        assert other.place.latitude == listing.place.latitude


def test_nothing_secret_goes_out(kept):
    text = json.dumps(out(kept)) + table(kept)
    assert "pwd=" not in text
    Series.objects.update(joining=Series.MEMBERS)
    assert "zoom.us" not in json.dumps(out(Series.objects.select_related("venue", "group")))


def test_what_is_not_every_week_is_left_out_or_says_so(kept):
    Series.objects.filter(slug="a").update(rhythm="FREQ=MONTHLY;BYDAY=2MO")
    rows = Series.objects.select_related("venue", "group").filter(slug="a")
    assert out(rows) == []
    assert out(rows, nonweekly=True)[0]["notes"] == "The second Monday of the month\nTea."


def test_a_table_comes_back_as_it_went(kept):
    report = read_list(table(kept).encode(), Wishes())
    came = {one.title: one for read in report.reads for one in read.listings}
    assert (came["B"].days, came["B"].time, came["B"].minutes) == ((0, 6), "23:30", 60)
    Series.objects.filter(slug="a").update(title="=HYPERLINK(1)")
    assert "'=HYPERLINK(1)" in table(Series.objects.select_related("venue", "group"))
