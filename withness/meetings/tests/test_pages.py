"""Pages: found through whoever looks, one verb, one answer; strangers see what was never there."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from withness.foundation import clock
from withness.groups.quieting import pause
from withness.meetings.finding.index import forget_index
from withness.meetings.importing.listing import Wishes
from withness.meetings.importing.taking_in import feed_called, take_in
from withness.meetings.models import CalendarKey, Coming, Correction, Series
from withness.meetings.planning import Wish, plan_meeting
from withness.meetings.subscribing import make_key

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
FIRST = "2026-11-24T19:00"
FORM = {
    "title": "By lamplight", "day": "2026-11-24", "time": "19:00", "zone": "Europe/London", "rhythm": "weekly", "minutes": "60",
    "attendance": "online", "joining": "members", "shown_to": "everybody", "join_opens": "15",
    "join_url": "https://meet.example.org/r",
}  # fmt: skip
ROWS = [
    {"name": "Early Risers", "slug": "a", "day": 1, "time": "11:30", "end_time": "12:30", "latitude": 53.80, "longitude": -1.55,
     "formatted_address": "1 High St, Leeds, UK", "types": ["O", "X", "S"], "conference_url": "https://zoom.us/j/1"},
    {"name": "Noon Online", "slug": "b", "day": 1, "time": "12:30", "timezone": "Europe/London",
     "conference_url": "https://zoom.us/j/2"},
    {"name": "Far Away", "slug": "c", "day": 1, "time": "12:00", "latitude": 51.5, "longitude": -0.1,
     "formatted_address": "1 Long St, London, UK"},
    {"name": "Weekend", "slug": "d", "day": 6, "time": "9:00 AM", "latitude": 53.81, "longitude": -1.56,
     "formatted_address": "2 High St, Leeds, UK"},
    {"name": "Ask Us", "slug": "e", "formatted_address": "3 High St, Leeds, UK"},
]  # fmt: skip
ALL = ["Early Risers", "Far Away", "Noon Online", "Weekend", "Ask Us"]


@pytest.fixture(autouse=True)
def _monday():
    forget_index()
    with clock.stopped(NOW):
        yield
    forget_index()


@pytest.fixture
def listed(cast):
    take_in(json.dumps(ROWS).encode(), feed_called("list.json", Wishes()))
    return {one.title: one for one in Series.objects.all()}


@pytest.fixture
def lamplight(cast):
    rowan = cast.face(cast.chidi, cast.long_nights)
    return plan_meeting(by=rowan, wish=Wish(**FORM))


def titles(answer):
    return re.findall(r'<h3><a href="/meetings/m/\w+" dir="auto">([^<]+)<', answer.content.decode())


@pytest.mark.parametrize(("query", "found"), [
    ("", ALL),
    ("when=now", ["Early Risers", "Far Away", "Noon Online"]),
    ("when=now&how=online", ["Early Risers", "Noon Online"]),
    ("when=today", ["Early Risers", "Far Away", "Noon Online"]),
    ("when=5", ["Weekend"]),
    ("near=Leeds", ["Early Risers", "Weekend"]),
    ("near=leeds, gb&within=10&when=5", ["Weekend"]),
    ("near=London, UK&within=5", ["Far Away"]),
    ("language=es", ["Early Risers"]), ("access=wheelchair", ["Early Risers"]), ("kind=open", ["Early Risers"]),
    ("kind=women", []), ("fellowship=na", []), ("language=xx", []), ("near=Xyzzyville", []),
    ("when=nonsense&within=x&how=%00&skip=-1&zone=Mars&kind=<b>", ALL), ("near=%00", []),
])  # fmt: skip
def test_anybody_finds_what_fits(listed, as_, query, found):
    answer = as_(None).get(f"/meetings?{query}")
    assert answer.status_code == 200
    assert titles(answer) == found


def test_hours_are_told_on_the_clock_of_the_reader(listed, as_, cast):
    page = as_(None).get("/meetings?how=online&when=now&zone=America/New_York").content.decode()
    assert "7:30 AM–8:30 AM" in page
    page = as_(None).get("/meetings?how=online&when=now&zone=Europe/Berlin").content.decode()
    assert "13:30–14:30" in page
    assert "Going on now" in page


def test_where_somebody_is_goes_by_post_only_and_is_not_kept(listed, as_):
    browser = as_(None)
    answer = browser.post(
        "/meetings/near", {"latitude": "53.80123", "longitude": "-1.55321", "when": "any", "within": "10"}
    )
    assert titles(answer) == ["Early Risers", "Weekend"]
    page = answer.content.decode()
    assert "53.80123" not in page
    assert answer.headers["Permissions-Policy"].count("geolocation=(self)") == 1
    assert browser.get("/meetings?latitude=53.8&longitude=-1.55").content.decode().count("Far Away") == 1
    assert titles(browser.post("/meetings/near", {"latitude": "x", "longitude": "nan"})) != []


def test_a_search_asks_few_questions(listed, as_, django_assert_num_queries):
    browser = as_(None)
    browser.get("/meetings")
    with django_assert_num_queries(6):
        browser.get("/meetings")


def test_a_listing_and_saying_that_it_is_not_right(listed, as_, cast):
    series = listed["Early Risers"]
    page = as_(None).get(f"/meetings/m/{series.id}").content.decode()
    assert 'itemtype="https://schema.org/Event"' in page
    assert "zoom.us" not in page
    assert "https://zoom.us/j/1" in as_(None).get(f"/meetings/m/{series.id}/join").content.decode()
    browser = as_(None)
    assert browser.post(f"/meetings/m/{series.id}/wrong", {"about": "nonsense"}).status_code == 422
    assert (
        browser.post(f"/meetings/m/{series.id}/wrong", {"about": "time", "words": "It is at noon."}).status_code == 302
    )
    assert "It is at noon." in as_(cast.dana).get("/meetings/lists").content.decode()
    assert as_(cast.sam).get("/meetings/lists").status_code == 404
    as_(cast.dana).post("/meetings/lists", {"correction": Correction.objects.get().id, "do": "right"})
    assert Series.objects.get(id=series.id).verified_on == NOW.date()


def test_stewards_read_what_became_of_each_row(listed, as_, cast):
    feed = listed["Early Risers"].feed_id
    page = as_(cast.dana).get(f"/meetings/lists/{feed}").content.decode()
    assert "Rows accepted: 5" in page
    assert as_(cast.dana).get(f"/meetings/lists/{feed}/report").json()["accepted"] == 5
    for address in (f"/meetings/lists/{feed}", f"/meetings/lists/{feed}/report"):
        assert as_(cast.ana).get(address).status_code == as_(None).get(address).status_code == 404


def test_who_holds_the_group_plans_on_a_page(cast, as_):
    chidi, group = as_(cast.chidi), cast.long_nights.id
    assert chidi.get(f"/g/{group}/meetings/new").status_code == 200
    again = chidi.post(f"/g/{group}/meetings/new", {**FORM, "time": "late", "notes": "Bring a cup."})
    assert again.status_code == 422
    assert "Bring a cup." in again.content.decode()
    made = chidi.post(f"/g/{group}/meetings/new", FORM)
    series = Series.objects.get()
    assert made.headers["Location"] == f"/g/{group}/meetings/{series.id}"
    assert as_(cast.ana).get(f"/g/{group}/meetings/new").status_code == 403
    for address in ("meetings", "meetings/new", f"meetings/{series.id}", f"meetings/{series.id}/change"):
        assert as_(cast.sam).get(f"/g/{group}/{address}").status_code == 404
    changed = chidi.post(f"/g/{group}/meetings/{series.id}/change", {**FORM, "title": "By candlelight"})
    assert changed.status_code == 302
    assert "By candlelight" in as_(cast.ana).get(f"/g/{group}/meetings").content.decode()
    chidi.post(f"/g/{group}/meetings/{series.id}/change", {"do": "end"})
    assert as_(cast.ana).get(f"/g/{group}/meetings/{series.id}").status_code == 404


def test_a_member_says_that_they_come(cast, as_, lamplight):
    ana, group = as_(cast.ana), cast.long_nights.id
    address = f"/g/{group}/meetings/{lamplight.id}"
    assert ana.post(f"{address}/coming", {"planned": FIRST, "comes": "yes"}).status_code == 302
    assert Coming.objects.get().state == "comes"
    page = ana.get(address).content.decode()
    assert "Who comes next time" in page
    assert ana.post(f"{address}/coming", {"planned": "x", "comes": "yes"}).status_code == 422
    assert as_(cast.sam).post(f"{address}/coming", {"planned": FIRST, "comes": "yes"}).status_code == 404


def test_one_date_is_called_off_on_its_page(cast, as_, lamplight):
    chidi, address = as_(cast.chidi), f"/g/{cast.long_nights.id}/meetings/{lamplight.id}"
    assert chidi.get(f"{address}/dates/{FIRST}").status_code == 200
    assert chidi.get(f"{address}/dates/2026-11-25T19:00").status_code == 404
    assert as_(cast.ana).get(f"{address}/dates/{FIRST}").status_code == 403
    chidi.post(f"{address}/dates/{FIRST}", {"do": "call_off", "words": "Flooded."})
    page = as_(cast.ana).get(address).content.decode()
    assert "Does not take place." in page
    assert "Flooded." in page
    assert chidi.post(f"{address}/dates/{FIRST}", {"do": "move", "day": "", "time": ""}).status_code == 422
    chidi.post(f"{address}/hold", {"do": "pause", "first": "2026-12-01", "words": "Winter."})
    assert "Winter." in as_(cast.ana).get(address).content.decode()
    assert chidi.post(f"{address}/hold", {"do": "host", "host": "\0"}).status_code == 422
    chidi.post(f"{address}/hold", {"do": "host", "host": cast.face(cast.ana, cast.long_nights).id})
    assert "Held by <bdi>Teasel</bdi>." in as_(cast.ben).get(address).content.decode()


def test_the_link_is_hidden_until_shortly_before_and_from_strangers(cast, as_, lamplight):
    address = f"/meetings/m/{lamplight.id}/join"
    at = datetime(2026, 11, 24, 18, 50, tzinfo=UTC)
    for who in (cast.ana, cast.sam, None):
        assert "meet.example.org" not in as_(who).get(address).content.decode()
        with clock.stopped(at):
            shown = "meet.example.org" in as_(who).get(address).content.decode()
            assert shown == (who is cast.ana)
        assert "meet.example.org" not in as_(who).get(f"/meetings/m/{lamplight.id}").content.decode()


@pytest.mark.parametrize("joining", ["members", "public"])
def test_the_link_is_hidden_from_who_is_asked_to_pause_until_it_is_over(cast, as_, joining):
    by = cast.face(cast.chidi, cast.still_water)
    series = plan_meeting(by=by, wish=Wish(**FORM | {"joining": joining, "join_phone": "+44 20 7946 0000"}))
    address, token = f"/meetings/m/{series.id}/join", make_key(person=cast.ana, is_discreet=False)
    seen = []
    with clock.stopped(datetime(2026, 11, 24, 18, 50, tzinfo=UTC)):
        for until in (None, clock.now() + timedelta(hours=1), clock.now()):
            pause(member_id=cast.face(cast.ana, cast.still_water).id, until=until)
            page = as_(cast.ana).get(address).content.decode()
            calendar = as_(None).get(f"/calendar/{token}.ics").content.decode()
            assert "meet.example.org" not in calendar
            told = "You were asked to pause here for a while." in page
            seen.append(("meet.example.org" in page, "+44" in page, "+442079460000" in calendar, told))
            assert "meet.example.org" in as_(cast.ben).get(address).content.decode()
    open_to_her = (True, True, joining == "public", False)
    assert seen == [open_to_her, (False, False, False, True), open_to_her]


def test_a_secret_calendar_says_little_and_can_be_closed(cast, as_, lamplight):
    ana = as_(cast.ana)
    page = ana.post("/meetings/calendars", {"is_discreet": "yes"}).content.decode()
    address = re.search(r"http://[^<]+(/calendar/[\w-]+\.ics)", page)[1]
    calendar = as_(None).get(address)
    words = calendar.content.decode()
    assert "SUMMARY:Appointment" in words
    assert "lamplight" not in words
    assert "DTSTART;TZID=Europe/London:20261124T190000" in words
    assert as_(None).get(address, headers={"If-None-Match": calendar.headers["ETag"]}).status_code == 304
    ana.post("/meetings/calendars", {"do": "close", "key": CalendarKey.objects.get().id})
    assert as_(None).get(address).status_code == as_(None).get("/calendar/guess.ics").status_code == 404
    assert as_(None).get("/meetings/calendars").status_code == 302


def test_files_for_others_hold_what_is_public_and_no_link_of_a_group(cast, as_, lamplight, listed):
    browser = as_(None)
    told = {one["name"]: one for one in browser.get("/meetings.json").json()}
    assert set(told) == {one["name"] for one in ROWS} | {"By lamplight"}
    assert "conference_url" not in told["By lamplight"]
    assert told["Weekend"]["time"] == "09:00"
    again = browser.get("/meetings.json")
    assert browser.get("/meetings.json", headers={"If-None-Match": again.headers["ETag"]}).status_code == 304
    assert browser.get("/meetings.csv").content.decode().count("\r\n") == 7
    events = browser.get(f"/meetings/m/{lamplight.id}/events.jsonld").json()
    assert events["@graph"][0]["eventSchedule"]["scheduleTimezone"] == "Europe/London"
    assert "meet.example.org" not in str(events)
    assert browser.get(f"/meetings/g/{cast.long_nights.id}/calendar.ics").status_code == 200
    assert browser.get(f"/meetings/g/{cast.still_water.id}/calendar.ics").status_code == 404
    assert browser.get(f"/meetings/m/{lamplight.id}/calendar.ics").status_code == 200
    for address in ("calendar.ics", "events.jsonld", "", "join", "wrong"):
        assert browser.get(f"/meetings/m/{'2' * 17}/{address}".rstrip("/")).status_code == 404
