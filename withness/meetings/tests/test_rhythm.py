"""When a series takes place: every vector, and the same as another library says for rules nobody thought of."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from withness.meetings.occurring import Change, Pause, Plan, next_occasion, occasions
from withness.meetings.rhythm import DAYS, NotARhythm, Rhythm, days_of, first_day, rhythm_of
from withness.meetings.walls import instant_of, is_zone, read, wall_of, written

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text())


def plan_of(vector, **more):
    return Plan(read(vector["dtstart_local"]), vector["tzid"], rhythm_of(vector["rrule"]), **more)


@pytest.mark.parametrize("vector", VECTORS["rrule"], ids=lambda one: one["name"])
def test_every_vector_falls_where_it_should(vector):
    plan = plan_of(vector)
    since = instant_of(plan.start, plan.zone) - timedelta(days=1)
    found = occasions(plan, since=since, until=since + timedelta(days=900))[:5]
    said = [[written(one.wall), one.starts_at.strftime("%Y-%m-%dT%H:%MZ")] for one in found]
    assert said == vector["first5_local_utc"]


def rules():
    weekly = st.builds(
        lambda n, days: f"FREQ=WEEKLY;INTERVAL={n};BYDAY={','.join(days)}",
        st.integers(1, 6), st.lists(st.sampled_from(DAYS), min_size=1, unique=True),
    )  # fmt: skip
    nth = st.builds(lambda n, day: f"{n}{day}", st.sampled_from([-2, -1, 1, 2, 3, 4, 5]), st.sampled_from(DAYS))
    monthly = st.builds(
        lambda n, days: f"FREQ=MONTHLY;INTERVAL={n};BYDAY={','.join(days)}",
        st.integers(1, 6), st.lists(nth, min_size=1, max_size=3, unique=True),
    )  # fmt: skip
    numbers = st.lists(st.integers(-31, 31).filter(bool), min_size=1, max_size=4, unique=True)
    by_number = st.builds(lambda days: f"FREQ=MONTHLY;BYMONTHDAY={','.join(map(str, days))}", numbers)
    both = st.builds(
        lambda day, days, end: f"FREQ=MONTHLY;BYDAY={day};BYMONTHDAY={','.join(map(str, days))}{end}",
        st.sampled_from(DAYS), numbers, st.sampled_from(["", ";BYSETPOS=1", ";BYSETPOS=-1"]),
    )  # fmt: skip
    daily = st.builds(lambda n: f"FREQ=DAILY;INTERVAL={n}", st.integers(1, 12))
    return st.one_of(weekly, monthly, by_number, both, daily)


@given(rules(), st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 900), st.sampled_from(["", ";COUNT=7"]))
def test_days_are_those_another_library_finds(text, start, later, end):
    rhythm = rhythm_of(text + end)
    begin = datetime.combine(start, datetime.min.time())
    first = start + timedelta(days=later)
    last = first + timedelta(days=200)
    theirs = [
        one.date()
        for one in rrulestr(text + end, dtstart=begin).xafter(begin, count=2000, inc=True)
        if one.date() <= last
    ]
    ours = list(days_of(rhythm, start, first=first, last=last))
    assert ours == [day for day in theirs if day >= first]


@given(rules())
def test_a_rule_is_written_as_it_was_read(text):
    assert rhythm_of(str(rhythm_of(text))) == rhythm_of(text)
    assert str(rhythm_of(text)).startswith("FREQ=")


@pytest.mark.parametrize("bad", [
    "FREQ=SECONDLY", "FREQ=YEARLY", "", "FREQ=WEEKLY;BYMONTH=2", "FREQ=WEEKLY;INTERVAL=0", "FREQ=WEEKLY;INTERVAL=13",
    "FREQ=WEEKLY;BYDAY=2TU", "FREQ=MONTHLY;BYDAY=6TU", "FREQ=WEEKLY;BYDAY=XX", "FREQ=MONTHLY;BYMONTHDAY=32", "x" * 300,
    "FREQ=WEEKLY;COUNT=2;UNTIL=20300101", "FREQ=WEEKLY;FREQ=DAILY", "FREQ=WEEKLY;COUNT=1000000", "FREQ=WEEKLY;UNTIL=soon",
    "FREQ=WEEKLY;INTERVAL=²",
])  # fmt: skip
def test_a_rule_this_house_does_not_follow_is_refused(bad):
    with pytest.raises(NotARhythm):
        rhythm_of(bad)


def test_a_rule_that_never_falls_is_refused_soon():
    with pytest.raises(NotARhythm):
        first_day(rhythm_of("FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=31"), date(2026, 1, 1))
    assert first_day(rhythm_of("FREQ=MONTHLY;BYDAY=2TU"), date(2026, 1, 14)) == date(2026, 2, 10)


def test_the_work_does_not_grow_with_the_years():
    old = Rhythm("DAILY")
    assert len(list(days_of(old, date(1900, 1, 1), first=date(2026, 1, 1), last=date(2026, 1, 7)))) == 7


def weekly(**more):
    return Plan(read("2026-03-03T19:00"), "America/New_York", rhythm_of("FREQ=WEEKLY;BYDAY=TU"), **more)


MARCH = {"since": datetime(2026, 3, 1, tzinfo=UTC), "until": datetime(2026, 4, 1, tzinfo=UTC)}


def test_one_date_is_called_off_moved_or_added():
    plan = weekly(
        changes={
            read("2026-03-10T19:00"): Change(called_off=True, words="The hall is flooded."),
            read("2026-03-17T19:00"): Change(to=read("2026-03-18T18:00"), minutes=90),
        },
        extra=(read("2026-03-28T10:00"),),
    )
    assert [(written(one.wall), one.state) for one in occasions(plan, **MARCH, called_off=True)] == [
        ("2026-03-03T19:00", "on"), ("2026-03-10T19:00", "called_off"), ("2026-03-18T18:00", "moved"),
        ("2026-03-24T19:00", "on"), ("2026-03-28T10:00", "added"), ("2026-03-31T19:00", "on"),
    ]  # fmt: skip
    assert [one.state for one in occasions(plan, **MARCH)] == ["on", "moved", "on", "added", "on"]


def test_what_was_moved_far_away_is_found_there_and_not_where_it_was():
    plan = weekly(changes={read("2026-03-10T19:00"): Change(to=read("2026-06-01T19:00"))})
    june = occasions(plan, since=datetime(2026, 6, 1, tzinfo=UTC), until=datetime(2026, 6, 2, tzinfo=UTC))
    assert [written(one.planned) for one in june] == ["2026-03-10T19:00"]
    assert "2026-03-10T19:00" not in [written(one.wall) for one in occasions(plan, **MARCH)]


def test_a_pause_is_silent_and_the_meeting_comes_back():
    plan = weekly(pauses=(Pause(date(2026, 3, 8), date(2026, 3, 24)),))
    assert [written(one.wall) for one in occasions(plan, **MARCH)] == ["2026-03-03T19:00", "2026-03-31T19:00"]
    for_good = weekly(pauses=(Pause(date(2026, 3, 8)),))
    assert next_occasion(for_good, after=datetime(2026, 3, 9, tzinfo=UTC)) is None


def test_what_crosses_midnight_is_still_going_on():
    plan = Plan(read("2026-03-03T23:30"), "Europe/Berlin", rhythm_of("FREQ=WEEKLY;BYDAY=TU"), minutes=60)
    at = instant_of(read("2026-03-04T00:15"), "Europe/Berlin")
    assert [written(one.wall) for one in occasions(plan, since=at, until=at + timedelta(minutes=1))] == [
        "2026-03-03T23:30"
    ]


def test_a_once_only_meeting_takes_place_once():
    plan = Plan(read("2026-03-03T19:00"), "UTC")
    assert len(occasions(plan, **MARCH)) == 1
    assert next_occasion(plan, after=datetime(2026, 3, 4, tzinfo=UTC)) is None


def test_names_that_are_no_zone():
    assert not is_zone("Mars/Olympus")
    assert not is_zone("../../etc/passwd")
    assert is_zone("Europe/Lisbon")
    assert written(wall_of(datetime(2026, 7, 1, 12, tzinfo=UTC), "Europe/Lisbon")) == "2026-07-01T13:00"
