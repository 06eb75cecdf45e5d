"""Lists of others: every oddity that real ones have, and not one row lost to another."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testing.cast import Cast
from withness.foundation import clock
from withness.meetings.importing.listing import REJECTED, WITH_WARNINGS, Unreadable, Wishes
from withness.meetings.importing.reading import read_list
from withness.meetings.importing.taking_in import feed_called, take_in
from withness.meetings.models import Feed, Series

ROW = {
    "name": "Early Risers",
    "slug": "early",
    "day": 1,
    "time": "19:00",
    "formatted_address": "12 High St, London SE1 1AA, UK",
}


def reads(*rows, wishes=Wishes()):  # noqa: B008
    return read_list(json.dumps(list(rows)).encode(), wishes).reads


def one(wishes=Wishes(), **row):  # noqa: B008
    read = reads({**ROW, **row}, wishes=wishes)[0]
    return read, (read.listings[0] if read.listings else None)


@pytest.mark.parametrize(("typed", "meant"), [
    ("19:00", "19:00"), ("19:00:00", "19:00"), ("8:00 PM", "20:00"), ("8:00", "08:00"), ("7pm", "19:00"), ("Noon", "12:00"),
    ("midnight", "00:00"), ("12 noon", "12:00"), ("12 midnight", "00:00"), ("12:00 AM", "00:00"), ("12:30 pm", "12:30"),
    ("1930", "19:30"), ("7.30 p.m.", "19:30"), (1930, "19:30"), ("19h30", "19:30"),
])  # fmt: skip
def test_hours_are_what_was_meant(typed, meant):
    assert one(time=typed)[1].time == meant


@pytest.mark.parametrize("typed", ["25:00", "12:75", "soon", "7", "13pm13", True, {"a": 1}, "²:00"])
def test_an_hour_that_is_none_is_a_reason(typed):
    read, _listing = one(time=typed)
    assert (read.verdict, read.reasons[0].split(":")[0]) == (REJECTED, "bad_time")


@pytest.mark.parametrize(("typed", "meant"), [
    (1, (1,)), ("0", (0,)), (7, (0,)), ("Monday", (1,)), ("mondays", (1,)), ([1, 3], (1, 3)), ([6], (6,)), ("Mon, Wed", (1, 3)),
    ("domingo", (0,)), (1.0, (1,)), ([5, 9], (5,)),
])  # fmt: skip
def test_days_are_what_was_meant(typed, meant):
    assert one(day=typed)[1].days == meant


@pytest.mark.parametrize("typed", [9, "Someday", [9], True, -1])
def test_a_day_that_is_none_is_a_reason(typed):
    assert one(day=typed)[0].reasons[0].startswith("bad_day")


@pytest.mark.parametrize(("end", "minutes", "time"), [
    ("20:30", 90, "19:00"), ("00:00", 60, "23:00"), ("01:15", 60, "12:15"), ("16:30", None, "17:30"), ("19:00", None, "19:00"),
    ("23:59", 1439, "00:00"), ("later", None, "19:00"), ("06:00", 480, "22:00"),
])  # fmt: skip
def test_no_meeting_ends_before_it_begins(end, minutes, time):
    assert one(time=time, end_time=end)[1].minutes == minutes


def test_midnight_of_a_day_is_the_next_day():
    assert (one(time="24:00")[1].days, one(time="24:00")[1].time) == ((2,), "00:00")


@pytest.mark.parametrize(("row", "attendance"), [
    ({}, "in_person"),
    ({"conference_url": "https://zoom.us/j/1"}, "hybrid"),
    ({"conference_url": "https://zoom.us/j/1", "approximate": "yes"}, "online"),
    ({"conference_url": "https://zoom.us/j/1", "types": ["TC"]}, "online"),
    ({"conference_url": "https://meet.example.org/r", "formatted_address": ""}, "online"),
    ({"conference_phone": 4155551212, "formatted_address": ""}, "online"),
    ({"types": ["onl"], "approximate": "yes"}, "online"),
    ({"formatted_address": "", "notes": "E-mail for the link"}, "online"),
    ({"formatted_address": "London, UK"}, "unclear"),
    ({"attendance_option": "hybrid"}, "hybrid"),
])  # fmt: skip
def test_how_one_comes_is_read_from_what_is_there(row, attendance):
    assert one(**row)[1].attendance == attendance


@pytest.mark.parametrize(("typed", "kept"), [
    ("zoom.us/my", "https://zoom.us/my"), ("Http://zoom.us/j/1 ", "https://zoom.us/j/1"), ("javascript:alert(1)", ""),
    ("https://user:word@zoom.us/j/1", ""), ("not a link", ""), (5, ""), ("https://zoom.us/j/1?pwd=s3cret&x=1", "https://zoom.us/j/1?x=1"),
])  # fmt: skip
def test_links_are_mended_or_left_out(typed, kept):
    assert one(conference_url=typed)[1].join_url == kept


def test_types_languages_and_access_are_three_things():
    _read, listing = one(types=["O", "S", "X", "TC", "ASL", None, 5])
    assert (listing.types, listing.languages) == (("aa:O", "other:5"), ("es", "ase"))
    assert (listing.place.access, listing.place.is_closed) == (("wheelchair",), True)
    assert one(types="[open]")[1].types == ("aa:O",)
    assert one(types="O,C")[1].types == ("aa:C",)
    assert one(wishes=Wishes(vocabulary="aca"), types=["S"])[1].types == ("aca:S",)  # a speaker there, not Spanish


def test_what_was_not_asked_for_is_not_taken():
    row = {
        "notes": "Ask Maria at maria@example.org or 415-555-1212. Passcode: 8812", "contact_1_name": "Maria",
        "contact_1_phone": "415-555-1212", "conference_url": "https://zoom.us/j/9?pwd=abc", "conference_url_notes": "PW: 8812",
        "conference_phone": "+16699009128,,123456789#,,#,,8812#",
    }  # fmt: skip
    without = str(one(**row)[1])
    assert [secret for secret in ("maria@", "555-1212", "8812", "abc", "Maria M") if secret in without] == []
    asked = str(one(wishes=Wishes(with_contacts=True), **row)[1])
    assert [secret for secret in ("maria@", "555-1212", "8812", "abc") if secret not in asked] == []


def test_script_in_a_name_is_only_words():
    read, listing = one(
        name="<script>alert(1)</script>Hope &amp; <b>Care</b>", notes="a<br>b &lt;img src=x onerror=1&gt;"
    )
    assert (listing.title, listing.notes) == ("Hope & Care", "a\nb")
    assert read.verdict == WITH_WARNINGS


def test_one_bad_row_loses_nothing_but_itself():
    found = reads(ROW, None, 5, {**ROW, "day": 9}, {**ROW, "slug": "early"}, [], {})
    assert [one.verdict for one in found] == [
        "accepted", REJECTED, REJECTED, REJECTED, WITH_WARNINGS, REJECTED, REJECTED,
    ]  # fmt: skip
    assert found[4].listings[0].slug == "early-2"


def test_without_coordinates_rather_than_in_the_sea():
    assert one(latitude=0, longitude=5)[1].place.latitude is None
    assert one(latitude="40.1", longitude="0.0")[1].place.latitude is None
    assert one(latitude="40.1", longitude="-75.5")[1].place.longitude == -75.5
    assert one(coordinates="1,2,3,4")[1].place.is_approximate


LIST = json.dumps([ROW, {**ROW, "slug": "late"}])
SHEET = [["Name", "ID", "Day", "Time", "Full Address"], *[["A", "early", "Monday", "7:00 pm", "1 High St"]] * 2]


@pytest.mark.parametrize("body", [
    b"\xef\xbb\xbf" + LIST.encode(), LIST.encode() + b" garbage", LIST.encode() + b"[1]", LIST.encode("utf-16"),
    json.dumps({"meetings": json.loads(LIST)}).encode(),
    json.dumps({"records": [{"id": "rec1", "fields": one} for one in json.loads(LIST)]}).encode(),
    json.dumps({"range": "A", "values": SHEET}).encode(),
    b"Name,ID,Day,Time,Full Address,Types\nA,1,Monday,7:00 PM,\"1 High St, X\",\"Open, Big Book\"\nB,2,Tue,8:00 PM,2 High St,\n",
    json.dumps({"a": ROW, "b": {**ROW, "slug": "b"}}).encode(),
], ids=["mark", "trailing", "second", "utf16", "wrapped", "airtable", "sheet", "csv", "by-name"])  # fmt: skip
def test_lists_come_in_many_wrappings(body):
    assert read_list(body, Wishes()).accepted == 2


@pytest.mark.parametrize("body", [
    b"", b"   ", b"<!DOCTYPE html><title>Just a moment...</title>", b"[" * 10_000_000, b'{"a":' * 100_000, b"{}x{", b'{"a": 1}',
    b"hello", b"[1, 2", b"\x1f\x8bnothing", b"[" + b"0," * 1_000_000 + b"0]",
], ids=["empty", "blank", "html", "deep", "deep-objects", "text", "no-list", "words", "cut", "gzip", "million"])  # fmt: skip
def test_what_is_no_list_is_refused_with_a_sentence(body):
    if body == b"{}x{":
        assert read_list(body, Wishes()).accepted == 0
        return
    with pytest.raises(Unreadable) as no:
        read_list(body, Wishes())
    assert no.value.sentence.endswith(".")


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4), max_leaves=8,
)  # fmt: skip
FIELDS = ("name", "slug", "day", "time", "end_time", "types", "timezone", "conference_url", "conference_phone", "latitude",
          "longitude", "regions", "notes", "approximate", "formatted_address", "duration", "languages", "times", "url",
          "coordinates", "rrule", "contact_1_name", "updated")  # fmt: skip


@pytest.mark.slow
@given(st.lists(st.dictionaries(st.sampled_from(FIELDS), anything) | anything, max_size=6))
def test_whatever_stands_in_a_row_it_ends_with_a_verdict(rows):
    found = read_list(json.dumps(rows).encode(), Wishes()).reads
    assert len(found) == len(rows)
    assert [one.reasons for one in found if not one.listings and not one.reasons] == []
    assert [one.reasons for one in found if "our_fault" in str(one.reasons)] == []


def test_bmlt_is_read_by_what_its_formats_mean():
    row = {
        "id_bigint": "2566", "weekday_tinyint": "2", "start_time": "19:00:00", "duration_time": "01:30:00", "formats": "O,XX",
        "format_shared_id_list": "17,900", "longitude": "-77.12", "latitude": "42.96", "meeting_name": "Step up",
        "location_text": "Hospital", "location_street": "128 Main street", "venue_type": "", "virtual_meeting_link": "",
        "contact_name_1": "Joe",
    }  # fmt: skip
    formats = [
        {"id": "17", "key_string": "Z", "world_id": "OPEN"},
        {"id": "900", "key_string": "XX", "name_string": "Tea", "world_id": ""},
    ]
    report = read_list(json.dumps({"meetings": [row], "formats": formats}).encode(), Wishes())
    listing = report.reads[0].listings[0]
    assert (report.kind, listing.days, listing.time, listing.minutes) == ("bmlt", (1,), "19:00", 90)
    assert (listing.types, listing.attendance) == (("na:O", "other:Tea"), "in_person")
    assert report.reads[0].reasons == [
        "unknown_format: “Tea” has no shared meaning; kept, shown nowhere", "contact_left_out: it was not asked for",
    ]  # fmt: skip
    alone = read_list(json.dumps([{**row, "venue_type": "2"}, {"id_bigint": "1"}]).encode(), Wishes())
    assert [one.listings[0].attendance for one in alone.reads] == ["online", "unclear"]


def test_the_table_of_na_is_read():
    table = (
        "Committee,CommitteeName,AreaRegion,Day,Time,Place,Address,City,State,Closed,WheelChr,Format1,Delete\n"
        "G1,Just Hope,Area,Sunday,1930,Hall,1 Main St,York,NY,OPEN,TRUE,JFT,\n"
        "G2,Gone,Area,Monday,1930,Hall,1 Main St,York,NY,,,,D\n"
    )
    report = read_list(table.encode(), Wishes())
    assert (report.kind, report.accepted, report.rejected) == ("naws", 1, 1)
    assert (report.reads[0].listings[0].days, report.reads[0].listings[0].time) == ((0,), "19:30")


def take(*rows, name="list.json", **more):
    feed = Feed.objects.filter(address=name).first() or feed_called(name, Wishes())
    return take_in(json.dumps(list(rows)).encode(), feed, **more)[1]


def some(number, **more):
    return [{**ROW, "slug": f"m{n}", **more} for n in range(number)]


def test_taken_in_again_nothing_changes_and_what_changed_is_counted(cast: Cast):
    assert take(*some(5)).new == 5
    before = Series.objects.get(slug="m1")
    again = take(*some(4), {**ROW, "slug": "m4", "time": "20:00"})
    assert (again.new, again.changed, again.same, again.missing) == (0, 1, 4, 0)
    assert Series.objects.get(slug="m4").version == 2
    assert Series.objects.get(slug="m1").version == before.version == 1
    assert before.zone == "Europe/London"  # from its address; no row named one
    assert before.starts.endswith("T19:00")


def test_what_is_gone_is_not_seen_any_more_and_comes_back(cast: Cast):
    take(*some(5))
    assert take(*some(4)).missing == 1
    gone = Series.objects.get(slug="m4")
    assert gone.missing_since is not None
    with clock.stopped(clock.now() + timedelta(days=2)):
        take(*some(5))
    back = Series.objects.get(slug="m4")
    assert (back.missing_since, back.id) == (None, gone.id)


def test_a_list_that_fell_below_half_waits_for_a_human(cast: Cast):
    take(*some(10))
    fallen = take(*some(4))
    assert fallen.asks_first
    feed = Feed.objects.get()
    assert (feed.count, feed.shrunk_to) == (10, 4)
    assert feed.worked_at < feed.tried_at
    assert not Series.objects.exclude(missing_since=None).exists()
    assert take(*some(4), even_if_fewer=True).missing == 6
    assert Feed.objects.get().shrunk_to is None


def test_a_broken_list_changes_nothing_but_says_so(cast: Cast):
    take(*some(5))
    with pytest.raises(Unreadable):
        take_in(b"<html>", Feed.objects.get())
    feed = Feed.objects.get()
    assert (feed.trouble, feed.count) == ("This is a web page, not a list of meetings.", 5)
    assert Series.objects.filter(missing_since=None).count() == 5
