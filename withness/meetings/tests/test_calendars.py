"""Our calendars, read by others: the same instants for years, whoever reads."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from withness.foundation import clock
from withness.meetings.calendars.lines import bound
from withness.meetings.calendars.writing import calendar_of
from withness.meetings.calendars.zones import zone_lines
from withness.meetings.importing.listing import Wishes
from withness.meetings.importing.reading import read_list
from withness.meetings.models import Difference, Series
from withness.meetings.occurring import occasions
from withness.meetings.one_date import call_off, move, pause
from withness.meetings.planning import Wish, plan_meeting

HOUSE = Path(__file__).resolve().parents[3]
NOW = datetime(2026, 1, 2, 12, 0, tzinfo=UTC)
SINCE, UNTIL = datetime(2026, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
RULES = [
    ("America/New_York", "FREQ=WEEKLY;BYDAY=TU"), ("Europe/Berlin", "FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=FR"),
    ("Australia/Sydney", "FREQ=MONTHLY;BYDAY=2TU"), ("Africa/Casablanca", "FREQ=WEEKLY;BYDAY=MO,TH"),
    ("Asia/Tokyo", "FREQ=MONTHLY;BYDAY=-1FR"), ("America/Santiago", "FREQ=WEEKLY;BYDAY=SU"),
    ("Australia/Lord_Howe", "FREQ=DAILY"), ("Europe/Dublin", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
    ("Asia/Jerusalem", "FREQ=WEEKLY;BYDAY=SA"), ("UTC", "FREQ=WEEKLY;BYDAY=WE"), ("America/Chicago", ""),
    ("America/Los_Angeles", "FREQ=MONTHLY;BYMONTHDAY=31"), ("Asia/Kathmandu", "FREQ=WEEKLY;BYDAY=MO;COUNT=9"),
    ("America/Halifax", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270330"), ("Africa/Cairo", "FREQ=WEEKLY;BYDAY=FR"),
]  # fmt: skip


@pytest.fixture
def several(cast):
    """A meeting of each rhythm and zone, at half past seven in the evening, from January 2026."""
    from withness.meetings.rhythm import first_day, rhythm_of

    rows = []
    for number, (zone, rule) in enumerate(RULES):
        day = first_day(rhythm_of(rule), date(2026, 1, 5)) if rule else date(2026, 7, 1)
        rows.append(Series(slug=str(number), title=f"M {number}", starts=f"{day}T19:30", zone=zone, rhythm=rule, minutes=60,
                           attendance="online", changed_at=NOW))  # fmt: skip
    Series.objects.bulk_create(rows)
    first = next(one for one in rows if one.rhythm == "FREQ=WEEKLY;BYDAY=TU")
    Difference.objects.create(series=first, kind="called_off", planned="2026-03-10T19:30", at=NOW)
    Difference.objects.create(series=first, kind="moved", planned="2026-03-17T19:30", to="2026-03-18T18:00", at=NOW)
    with clock.stopped(NOW):
        yield list(Series.objects.prefetch_related("differences").order_by("slug"))


def ours(several):
    return {
        f"series-{one.id}@127.0.0.1": [
            int(at.starts_at.timestamp()) for at in occasions(one.plan(), since=SINCE, until=UNTIL)
        ]
        for one in several
    }


def test_a_python_reader_finds_the_same_instants(several):
    recurring = pytest.importorskip("recurring_ical_events")
    from icalendar import Calendar

    body = calendar_of(several, name="M", source="")
    found = {uid: [] for uid in ours(several)}
    for event in recurring.of(Calendar.from_ical(body)).between(SINCE, UNTIL):
        if event.get("STATUS") != "CANCELLED":
            found[str(event["UID"])].append(int(event["DTSTART"].dt.timestamp()))
    assert {uid: sorted(times) for uid, times in found.items()} == ours(several)


def test_a_second_python_reader_finds_the_same_instants_by_our_own_zones(several):
    """dateutil reads the zones we wrote, and the rules; the one meeting with single dates is left to the others."""
    from io import StringIO

    from dateutil.rrule import rrulestr
    from dateutil.tz import tzical

    for series in several:
        if series.differences.all() or series.zone == "UTC":
            continue
        words = calendar_of([series], name="M", source="").decode().replace("\r\n ", "")
        zone = tzical(StringIO(words.replace("\r\n", "\n"))).get(series.zone)
        start = datetime.fromisoformat(series.starts)
        rule = next(
            (line[6:] for line in words.split("\r\n") if line.startswith("RRULE:FREQ") and "YEARLY" not in line), ""
        )
        rule = rule.replace("T223000Z", "T193000")  # dateutil wants the end on the wall where the beginning is
        walls = rrulestr(rule, dtstart=start).between(start, datetime(2031, 1, 2), inc=True) if rule else [start]  # noqa: DTZ001
        found = [int(wall.replace(tzinfo=zone).timestamp()) for wall in walls]
        found = [at for at in found if at < UNTIL.timestamp()]
        assert found == ours([series])[f"series-{series.id}@127.0.0.1"], series.zone


@pytest.mark.slow
def test_ical_js_finds_the_same_instants(several):
    """The library under Thunderbird, read from npm. Without npm this is skipped, and says so."""
    if not shutil.which("npm") or not shutil.which("node"):
        pytest.skip("there is no npm here, so ical.js does not read our calendars")
    place = Path(tempfile.gettempdir()) / "withness-ical-js"
    if not (place / "node_modules" / "ical.js").exists():
        place.mkdir(exist_ok=True)
        asked = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(place), "ical.js@2.2.1"]
        if subprocess.run(asked, check=False, capture_output=True, timeout=120).returncode:
            pytest.skip("npm cannot be reached, so ical.js does not read our calendars")
    shutil.copy(HOUSE / "testing" / "instants.mjs", place / "instants.mjs")
    body = calendar_of(several, name="M", source="")
    done = subprocess.run(
        ["node", str(place / "instants.mjs"), "2026", "2030"], input=body, capture_output=True, check=True, timeout=120
    )
    end = UNTIL.timestamp()
    found = {uid: sorted(at for at in times if at < end) for uid, *times in json.loads(done.stdout)}
    assert found == ours(several)


def test_it_comes_in_again_as_it_went_out(several):
    report = read_list(calendar_of(several, name="M", source=""), Wishes())
    came = {one.slug: one for read in report.reads for one in read.listings}
    assert report.rejected == 0
    for series in several:
        listing = came[f"series-{series.id}@127.0.0.1"]
        assert (listing.starts, listing.minutes) == (series.starts, 60)
        assert listing.rhythm.replace(";WKST=MO", "") == series.rhythm.replace(";WKST=MO", "")
        assert listing.zone == series.zone or series.zone == "UTC"
        here = [one for one in series.differences.all() if one.kind in {"moved", "called_off"}]
        dates = {one.planned: (one.kind, one.to) for one in listing.dates}
        assert {one.planned: (one.kind, one.to) for one in here}.items() <= dates.items()


def test_zones_are_written_as_two_yearly_rules():
    lines = zone_lines("America/New_York", 2026)
    assert [line for line in lines if line.startswith("RRULE")] == [
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
    ]  # fmt: skip
    assert "DTSTART:20250309T020000" in lines  # on the clock before the change
    assert not any("," in line for line in zone_lines("Africa/Casablanca", 2026))
    rules = [
        sum(line.startswith("RRULE") for line in zone_lines(one, 2026))
        for one in ("Europe/London", "Asia/Tokyo", "Africa/Cairo")
    ]
    assert rules == [2, 0, 0]  # Tokyo never changes its clocks; Cairo does so by no rule of the year


def test_lines_are_folded_between_letters():
    body = bound(["SUMMARY:" + "é" * 100])
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    assert body.replace(b"\r\n ", b"").decode() == "SUMMARY:" + "é" * 100 + "\r\n"


def test_what_is_called_off_is_struck_through_and_later_gone(cast):
    rowan = cast.face(cast.chidi, cast.long_nights)
    with clock.stopped(NOW):
        wish = Wish(title="T; a, b\\c", day="2026-01-06", time="19:00", zone="Europe/London", join_url="https://meet.example.org/r",
                    shown_to="everybody")  # fmt: skip
        series = plan_meeting(by=rowan, wish=wish)
        call_off(by=rowan, series=series, planned="2026-01-06T19:00")
        move(by=rowan, series=series, planned="2026-01-13T19:00", to="2026-01-14T19:00")
        pause(by=rowan, series=series, first="2026-02-01", last="2026-02-15")
        words = calendar_of([Series.objects.get()], name="M", source="https://us.example/x.ics").decode()
    assert "STATUS:CANCELLED" in words
    assert "RECURRENCE-ID;TZID=Europe/London:20260113T190000" in words
    assert words.count("EXDATE;TZID=Europe/London:202602") == 2
    assert "SUMMARY:T\\; a\\, b\\\\c" in words
    assert "SEQUENCE:3" in words
    assert "meet.example.org" not in words.replace("\r\n ", "")
    assert (
        f"CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL=Join:http://127.0.0.1:8000/meetings/m/{series.id}/join"
        in words.replace("\r\n ", "")
    )
    with clock.stopped(NOW + timedelta(days=30)):
        words = calendar_of([Series.objects.get()], name="M", source="").decode()
    assert "STATUS:CANCELLED" not in words
    assert "EXDATE;TZID=Europe/London:20260106T190000" in words
