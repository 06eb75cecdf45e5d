"""Meetings of a group: planned, changed for one date, paused, handed on; who comes, who waits, and who is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from withness.foundation import clock
from withness.foundation.models import Timer
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.timers import run_due
from withness.groups.parting import leave
from withness.groups.quieting import pause as pause_member
from withness.meetings.coming import come, hand_over, host_of, who_comes
from withness.meetings.happenings import MeetingStarts
from withness.meetings.models import Coming, Series
from withness.meetings.one_date import add_date, call_off, go_on, move, occasion_of, pause, put_back
from withness.meetings.planning import Wish, change_meeting, end_meeting, plan_meeting
from withness.meetings.rules import is_way_in_open, may_come, may_see_way_in
from withness.notices.inbox import unseen
from withness.notices.models import Notice

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # a Monday
WISH = {"title": "By lamplight", "day": "2026-11-24", "time": "19:00", "zone": "Europe/London", "days": [1]}
FIRST = "2026-11-24T19:00"


@pytest.fixture(autouse=True)
def _monday():
    with clock.stopped(NOW):
        yield


@pytest.fixture
def rowan(cast):
    return cast.face(cast.chidi, cast.long_nights)


@pytest.fixture
def teasel(cast):
    return cast.face(cast.ana, cast.long_nights)


@pytest.fixture
def wren(cast):
    return cast.face(cast.ben, cast.long_nights)


def planned(by, **more):
    return plan_meeting(by=by, wish=Wish(**{**WISH, **more}))


@pytest.mark.parametrize(("more", "rule", "starts"), [
    ({}, "FREQ=WEEKLY;BYDAY=TU", FIRST),
    ({"days": [0, 2, 4]}, "FREQ=WEEKLY;BYDAY=MO,WE,FR", "2026-11-25T19:00"),
    ({"rhythm": "weekly-2", "days": []}, "FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=TU", FIRST),
    ({"rhythm": "monthly"}, "FREQ=MONTHLY;BYDAY=4TU", FIRST),
    ({"rhythm": "monthly-last"}, "FREQ=MONTHLY;BYDAY=-1TU", FIRST),
    ({"rhythm": "once"}, "", FIRST),
    ({"until": "2027-01-05"}, "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270105", FIRST),
])  # fmt: skip
def test_a_meeting_is_planned_in_the_rhythm_people_choose(rowan, more, rule, starts):
    series = planned(rowan, **more)
    assert (series.rhythm, series.starts) == (rule, starts)


@pytest.mark.parametrize(("field", "more"), [
    ("title", {"title": " "}), ("zone", {"zone": "Mars/Base"}), ("day", {"day": "tomorrow"}), ("rhythm", {"rhythm": "often"}),
    ("until", {"until": "2020-01-01"}), ("minutes", {"minutes": "0"}), ("capacity", {"capacity": "many"}),
    ("attendance", {"attendance": "somehow"}), ("venue_name", {"attendance": "in_person"}),
    ("join_url", {"join_url": "javascript:alert(1)"}),
    ("town", {"attendance": "hybrid", "venue_name": "Hall", "town": "Xyzzyville"}),
])  # fmt: skip
def test_what_cannot_be_understood_says_which_field(rowan, field, more):
    with pytest.raises(NotUnderstood) as no:
        planned(rowan, **more)
    assert no.value.field == field
    assert not Series.objects.exists()


def test_only_who_holds_the_group_plans_and_changes(cast, rowan, teasel):
    with pytest.raises(NotAllowed):
        planned(teasel)
    series = planned(rowan)
    for do in (
        lambda: change_meeting(by=teasel, series=series, wish=Wish(**WISH)),
        lambda: call_off(by=teasel, series=series, planned=FIRST),
        lambda: pause(by=teasel, series=series, first="2026-12-01"),
        lambda: end_meeting(by=teasel, series=series),
        lambda: hand_over(by=teasel, series=series, to=teasel),
    ):
        with pytest.raises(NotAllowed):
            do()
    hand_over(by=rowan, series=series, to=teasel)
    assert host_of(series, seen_by=rowan) == teasel
    call_off(by=teasel, series=series, planned=FIRST, words="Flooded.")  # whoever holds the meeting may
    assert occasion_of(series, FIRST).state == "called_off"


def test_places_are_few_and_who_waited_longest_gets_the_next(cast, rowan, teasel, wren):
    series = planned(rowan, capacity="1")
    plover = cast.face(cast.eve, cast.long_nights)
    states = []
    for second, one in enumerate((teasel, wren, plover)):
        with clock.stopped(NOW + timedelta(seconds=second)):
            states.append(come(by=one, series=series, planned=FIRST, comes=True).state)
    assert states == ["comes", "waits", "waits"]
    assert come(by=teasel, series=series, planned=FIRST, comes=True).state == "comes"  # twice changes nothing
    come(by=teasel, series=series, planned=FIRST, comes=False)
    coming, waiting = who_comes(series, FIRST, seen_by=rowan)
    assert ([one.member for one in coming], [one.member for one in waiting]) == ([wren], [plover])
    assert {told.words.sentence for told in unseen(cast.ben, most=5)} == {
        "There is a place for you at By lamplight", "A new meeting: By lamplight",
    }  # fmt: skip
    leave(by=wren, with_words=False)
    assert [one.member for one in who_comes(series, FIRST, seen_by=rowan)[0]] == [plover]


def test_nobody_comes_to_a_date_that_is_not(rowan, teasel):
    series = planned(rowan)
    call_off(by=rowan, series=series, planned=FIRST)
    for wall in (FIRST, "2026-11-25T19:00", "nonsense", "\0"):
        with pytest.raises(NotUnderstood):
            come(by=teasel, series=series, planned=wall, comes=True)
    put_back(by=rowan, series=series, planned=FIRST)
    assert come(by=teasel, series=series, planned=FIRST, comes=True).state == Coming.COMES


def test_who_is_asked_to_pause_says_nothing_of_coming_until_it_is_over(cast, rowan, teasel):
    series = planned(rowan)
    pause_member(member_id=teasel.id, until=NOW + timedelta(hours=3))
    teasel = cast.face(cast.ana, cast.long_nights)
    with pytest.raises(NotAllowed, match="asked to pause"):
        come(by=teasel, series=series, planned=FIRST, comes=True)
    assert (may_come(teasel, series), Coming.objects.count()) == (False, 0)
    with clock.stopped(NOW + timedelta(hours=4)):
        assert come(by=teasel, series=series, planned=FIRST, comes=True).state == Coming.COMES


def test_who_is_asked_to_pause_plans_and_changes_nothing_whether_they_hold_the_group_or_the_meeting(
    cast, rowan, teasel
):
    series, handed = planned(rowan), planned(rowan)
    hand_over(by=rowan, series=handed, to=teasel)
    for face in (rowan, teasel):
        pause_member(member_id=face.id, until=NOW + timedelta(hours=3))
    rowan, teasel = cast.face(cast.chidi, cast.long_nights), cast.face(cast.ana, cast.long_nights)
    for verb in (
        lambda: planned(rowan),
        lambda: call_off(by=rowan, series=series, planned=FIRST),
        lambda: end_meeting(by=teasel, series=handed),
    ):
        with pytest.raises(NotAllowed):
            verb()
    with clock.stopped(NOW + timedelta(hours=4)):
        end_meeting(by=teasel, series=handed)


def test_one_date_is_moved_and_those_who_come_are_told(cast, rowan, teasel, wren):
    series = planned(rowan)
    come(by=teasel, series=series, planned=FIRST, comes=True)
    move(by=rowan, series=series, planned=FIRST, to="2026-11-25T20:00", words="The hall is taken.")
    series = Series.objects.get()
    assert occasion_of(series, FIRST).starts_at == datetime(2026, 11, 25, 20, tzinfo=UTC)
    assert series.version == 2
    told = {one.words.sentence for one in unseen(cast.ana, most=5)}
    assert told == {"By lamplight has changed. Please look at the day and hour again", "A new meeting: By lamplight"}
    assert "meeting_changed" not in Notice.objects.filter(person=cast.ben).values_list("kind", flat=True)


def test_a_pause_and_an_extra_date(rowan):
    series = planned(rowan)
    pause(by=rowan, series=series, first="2026-11-24", words="Holidays.")
    assert occasion_of(series, FIRST).state == "paused"
    assert not Timer.objects.filter(kind="meeting_soon", about=series.id).exists()
    go_on(by=rowan, series=series)
    assert occasion_of(series, FIRST).state == "on"
    add_date(by=rowan, series=series, wall="2026-11-28T10:00")
    assert occasion_of(series, "2026-11-28T10:00").state == "added"
    call_off(by=rowan, series=series, planned="2026-11-28T10:00")
    assert occasion_of(series, "2026-11-28T10:00") is None
    with pytest.raises(NotUnderstood):
        add_date(by=rowan, series=series, wall="2020-01-01T10:00")


def test_another_hour_asks_everybody_again(rowan, teasel):
    series = planned(rowan)
    come(by=teasel, series=series, planned=FIRST, comes=True)
    change_meeting(by=rowan, series=series, wish=Wish(**{**WISH, "notes": "Bring a cup."}))
    assert Coming.objects.count() == 1
    change_meeting(by=rowan, series=series, wish=Wish(**{**WISH, "time": "20:00"}))
    assert Coming.objects.count() == 0


def worker(at):
    with clock.stopped(at):
        run_due()


def test_a_word_comes_an_hour_before_and_at_the_beginning_and_then_the_next_week(cast, rowan, teasel, wren):
    from withness.foundation.announcing import react

    heard = []
    react(MeetingStarts, heard.append)
    series = planned(rowan, in_circle=True)
    come(by=teasel, series=series, planned=FIRST, comes=True)
    begins = datetime(2026, 11, 24, 19, tzinfo=UTC)
    worker(begins - timedelta(minutes=61))
    assert not Notice.objects.filter(kind="meeting_soon").exists()
    worker(begins - timedelta(minutes=60))
    assert set(Notice.objects.filter(kind="meeting_soon").values_list("person__nickname", flat=True)) == {
        "ana",
        "chidi",
    }
    assert heard == []
    worker(begins + timedelta(seconds=5))
    assert heard == [MeetingStarts(series.id, FIRST, series.group_id, rowan.id, 60, True)]
    assert Notice.objects.filter(kind="meeting_starts", person=cast.ana).count() == 1
    next_week = {timer.kind: timer.due_at for timer in Timer.objects.filter(about=series.id)}
    assert next_week == {
        "meeting_soon": begins + timedelta(days=7, minutes=-60),
        "meeting_starts": begins + timedelta(days=7),
    }


def test_a_worker_that_slept_says_nothing_about_what_is_over(rowan, teasel):
    series = planned(rowan)
    come(by=teasel, series=series, planned=FIRST, comes=True)
    worker(datetime(2026, 11, 24, 21, tzinfo=UTC))
    assert not Notice.objects.filter(kind__in=["meeting_soon", "meeting_starts"]).exists()
    assert Timer.objects.filter(about=series.id).count() == 2


def test_what_was_called_off_rings_for_nobody(rowan, teasel):
    series = planned(rowan)
    come(by=teasel, series=series, planned=FIRST, comes=True)
    call_off(by=rowan, series=series, planned=FIRST)
    worker(datetime(2026, 11, 24, 18, 0, tzinfo=UTC))
    worker(datetime(2026, 11, 24, 19, 0, tzinfo=UTC))
    assert not Notice.objects.filter(kind__in=["meeting_soon", "meeting_starts"]).exists()


def test_an_ended_meeting_is_gone_from_every_list(cast, rowan, teasel):
    series = planned(rowan, shown_to="everybody")
    assert Series.objects.public().count() == 1
    end_meeting(by=rowan, series=series)
    assert Series.objects.public().count() == 0
    assert not Timer.objects.filter(about=series.id).exists()


def test_the_way_in_is_for_members_and_only_shortly_before(cast, rowan):
    series = planned(rowan, join_url="https://meet.example.org/room")
    assert may_see_way_in(cast.ana, series)
    assert not may_see_way_in(cast.sam, series)
    assert not may_see_way_in(None, series)
    begins = datetime(2026, 11, 24, 19, tzinfo=UTC)
    for minutes, is_open in ((-16, False), (-15, True), (30, True), (89, True), (91, False)):
        with clock.stopped(begins + timedelta(minutes=minutes)):
            assert is_way_in_open(series) == is_open, minutes


def test_a_meeting_of_a_closed_group_is_nothing_to_a_stranger(cast):
    heron = cast.face(cast.chidi, cast.still_water)
    planned(heron, shown_to="everybody")  # by invitation: shown to nobody outside, whatever was ticked
    assert Series.objects.visible_to(cast.sam).count() == 0
    assert Series.objects.visible_to(None).count() == 0
    assert Series.objects.visible_to(cast.ana).count() == 1
