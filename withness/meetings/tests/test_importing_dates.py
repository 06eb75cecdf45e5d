"""Calendars of others tell what differs on single dates, and it becomes the same here: called off, moved, added."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from withness.foundation import clock
from withness.meetings.finding.index import forget_index
from withness.meetings.finding.searching import Ask, search
from withness.meetings.importing import one_dates
from withness.meetings.importing.listing import Wishes
from withness.meetings.importing.reading import read_list
from withness.meetings.importing.taking_in import feed_called, take_in
from withness.meetings.models import Difference, Series
from withness.meetings.occurring import occasions
from withness.meetings.one_date import add_date, move
from withness.meetings.planning import Wish, plan_meeting

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # a Monday
LONDON = ";TZID=Europe/London:"
WEEKLY = ("UID:w", "SUMMARY:By lamplight", f"DTSTART{LONDON}20261124T190000", f"DTEND{LONDON}20261124T200000",
          "RRULE:FREQ=WEEKLY;BYDAY=TU", "LOCATION:1 High St\\, Leeds\\, UK")  # fmt: skip


@pytest.fixture(autouse=True)
def _monday():
    forget_index()
    with clock.stopped(NOW):
        yield
    forget_index()


def calendar(*events):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//EN"]
    for event in events:
        lines += ["BEGIN:VEVENT", *event, "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def one(planned, *more, uid="w"):
    return (f"UID:{uid}", f"RECURRENCE-ID{planned}", *more)


def dates_in(*events):
    report = read_list(calendar(*events), Wishes())
    return report, {
        (d.kind, d.planned, d.to, d.minutes) for read in report.reads for li in read.listings for d in li.dates
    }


OFF, MOVED = f"{LONDON}20261201T190000", f"{LONDON}20261208T190000"
CANCELLED = one(OFF, f"DTSTART{OFF}", "STATUS:CANCELLED")
TO_WEDNESDAY = one(MOVED, f"DTSTART{LONDON}20261209T183000", f"DTEND{LONDON}20261209T200000", "SUMMARY:By lamplight")


@pytest.mark.parametrize("events", [(WEEKLY, CANCELLED, TO_WEDNESDAY), (TO_WEDNESDAY, CANCELLED, WEEKLY)])
def test_single_dates_belong_to_their_meeting_wherever_they_stand(events):
    report, dates = dates_in(*events)
    assert dates == {
        ("called_off", "2026-12-01T19:00", "", None), ("moved", "2026-12-08T19:00", "2026-12-09T18:30", 90),
    }  # fmt: skip
    assert (report.accepted, report.rejected) == (3, 0)
    assert sum(len(read.listings) for read in report.reads) == 1


@pytest.mark.parametrize(("more", "told"), [
    (f"EXDATE{LONDON}20261201T190000,20261215T190000", {("called_off", "2026-12-01T19:00"), ("called_off", "2026-12-15T19:00")}),
    ("EXDATE:20261201T190000Z", {("called_off", "2026-12-01T19:00")}),
    ("EXDATE;VALUE=DATE:20261201", {("called_off", "2026-12-01T19:00")}),
    (f"EXDATE{LONDON}20261202T190000", set()),  # no such date
    (f"EXDATE{LONDON}20261124T190000\r\nEXDATE{LONDON}20261201T190000",
     {("called_off", "2026-11-24T19:00"), ("called_off", "2026-12-01T19:00")}),
    (f"RDATE{LONDON}20261202T110000", {("added", "2026-12-02T11:00")}),
    (f"RDATE{LONDON}20261201T190000", set()),  # it takes place then anyway
    ("RDATE;VALUE=PERIOD:20261202T110000Z/PT1H", {("added", "2026-12-02T11:00")}),
])  # fmt: skip
def test_dates_left_out_and_added_in_the_event_itself(more, told):
    _report, dates = dates_in((*WEEKLY, *more.split("\r\n")))
    assert {(kind, planned) for kind, planned, _to, _minutes in dates} == told


def test_what_cannot_be_one_date_says_why_and_loses_nothing_else():
    following = one(f";RANGE=THISANDFUTURE{OFF}", f"DTSTART{LONDON}20261201T200000")
    words = one(MOVED, f"DTSTART{MOVED}", f"DTEND{LONDON}20261208T200000", "SUMMARY:A speaker")
    whole_day = one(OFF, "DTSTART;VALUE=DATE:20261201")
    report, dates = dates_in(WEEKLY, following, words, whole_day, TO_WEDNESDAY)
    assert [read.verdict for read in report.reads] == [
        "accepted", "rejected", "accepted_with_warnings", "rejected", "accepted",
    ]  # fmt: skip
    assert report.reads[1].reasons == ["this_and_future: a change of all later dates is not taken in"]
    assert len(dates) == 1


def test_one_date_without_its_meeting_takes_place_once():
    alone = one(OFF, f"DTSTART{LONDON}20261202T180000", "SUMMARY:Alone", uid="elsewhere")
    gone = one(MOVED, f"DTSTART{MOVED}", "STATUS:CANCELLED", uid="elsewhere")
    report, _dates = dates_in(alone, gone)
    assert [(li.starts, li.rhythm) for read in report.reads for li in read.listings] == [("2026-12-02T18:00", "")]
    assert report.rejected == 1


def test_two_events_of_one_name_are_two_meetings(cast):
    again = (WEEKLY[0], "SUMMARY:Another", f"DTSTART{LONDON}20261125T100000")
    take_in(calendar(WEEKLY, again), feed_called("two.ics", Wishes()))
    assert sorted(Series.objects.values_list("slug", flat=True)) == ["w", "w-2"]


def test_there_is_an_end_to_how_many_dates_are_kept(monkeypatch):
    monkeypatch.setattr(one_dates, "MOST", 3)
    many = ",".join(f"2027{month:02}{day:02}T190000" for month, day in [(1, 5), (1, 12), (1, 19), (1, 26), (2, 2)])
    report, dates = dates_in((*WEEKLY, f"EXDATE{LONDON}{many}"))
    assert len(dates) == 3
    assert report.reads[0].reasons[0].startswith("many_dates")


def taken(*events):
    return take_in(calendar(*events), feed_called("ours.ics", Wishes()))[1]


def test_they_are_kept_shown_and_said_anew_with_each_reading(cast, as_):
    assert taken(WEEKLY, CANCELLED, TO_WEDNESDAY).new == 1
    series = Series.objects.get()
    found = occasions(series.plan(), since=NOW, until=datetime(2026, 12, 16, tzinfo=UTC))
    assert [str(one.wall) for one in found] == ["2026-11-24 19:00:00", "2026-12-09 18:30:00", "2026-12-15 19:00:00"]
    assert "STATUS:CANCELLED" in as_(None).get(f"/meetings/m/{series.id}/calendar.ics").content.decode()
    assert taken(WEEKLY, CANCELLED, TO_WEDNESDAY).same == 1
    assert taken(WEEKLY, CANCELLED).changed == 1
    assert list(Difference.objects.values_list("kind", "planned")) == [("called_off", "2026-12-01T19:00")]
    assert taken(WEEKLY).changed == 1
    assert not Difference.objects.exists()
    assert not Series.objects.get().differs


def test_the_finder_knows_that_a_date_is_called_off_or_on_another_day(cast, django_assert_num_queries):
    taken(WEEKLY, one(f"{LONDON}20261124T190000", f"DTSTART{LONDON}20261124T190000", "STATUS:CANCELLED"), TO_WEDNESDAY)
    forget_index()
    assert search(Ask(when="1", zone="Europe/London")).found == []
    search(Ask())
    with django_assert_num_queries(2):
        (found,) = search(Ask()).found
    assert str(found.next.wall) == "2026-12-01 19:00:00"
    with clock.stopped(datetime(2026, 12, 7, 12, 0, tzinfo=UTC)):
        assert len(search(Ask(when="2", zone="Europe/London")).found) == 1


def test_the_finder_knows_at_which_other_hour_a_date_takes_place(cast):
    rowan = cast.face(cast.chidi, cast.long_nights)
    wish = Wish(
        title="By lamplight", day="2026-11-24", time="19:00", zone="Europe/London", shown_to=Series.EVERYBODY,
        join_url="https://meet.example.org/r",
    )  # fmt: skip
    series = plan_meeting(by=rowan, wish=wish)
    move(by=rowan, series=series, planned="2026-11-24T19:00", to="2026-11-25T08:30")
    add_date(by=rowan, series=Series.objects.get(), wall="2026-11-26T06:15")
    now = Ask(when="now", zone="Europe/London")
    for at, finds in (((24, 19, 0), 0), ((25, 8, 20), 1), ((26, 6, 15), 1), ((27, 6, 15), 0), ((28, 8, 20), 0)):
        forget_index()
        with clock.stopped(datetime(2026, 11, *at, tzinfo=UTC)):
            assert len(search(now).found) == finds, at
