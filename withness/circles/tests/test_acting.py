"""Circles from door to close, in small stories. Sam never gets further than the same 404."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from withness.circles import saying
from withness.circles.afterwards import hand_over, say_how_it_was
from withness.circles.balance import balance, talk_time
from withness.circles.choosing import keep_format, keep_ways
from withness.circles.joining import join_circle
from withness.circles.listening import hear_circle
from withness.circles.machine.state import HERE, OUT, WAITING, unpack
from withness.circles.models import HowItWas, Intention, Removal, Said, Seat
from withness.circles.opening import open_circle
from withness.circles.slips import read_slip, write_slip
from withness.circles.telling import milliseconds
from withness.circles.tests.playing import do, folded, fresh, running
from withness.foundation import clock
from withness.foundation.events import since, where
from withness.foundation.models import Timer
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.timers import run_due
from withness.groups.models import Member
from withness.groups.parting import leave
from withness.groups.quieting import pause as pause_member


def test_a_whole_circle_goes_from_the_door_to_the_close(faces):
    rowan, _teasel, _wren, _plover = faces
    circle = running(faces)
    assert circle.plan.phases[circle.now.phase].is_round
    for face in faces:
        circle = fresh(circle)
        assert Seat.objects.get(circle=circle, number=circle.now.speaker).member_id == face.id
        assert do(face, circle, "done", on=circle.now.seq).did
    circle = fresh(circle)
    assert circle.plan.phases[circle.now.phase].kind == "closing"
    assert folded(circle) == circle.now
    assert do(rowan, circle, "close").did
    circle = fresh(circle)
    assert (circle.now.stage, circle.closed_at is not None) == ("closed", True)


def test_only_who_holds_the_group_opens_a_circle(cast, faces):
    with pytest.raises(NotAllowed):
        open_circle(by=faces[1])
    with pytest.raises(NotUnderstood):
        open_circle(by=faces[0], format_name="waltz")


def test_who_is_asked_to_pause_opens_no_circle_and_changes_no_format(cast, faces):
    pause_member(member_id=faces[0].id, until=clock.now() + timedelta(hours=3))
    rowan = cast.face(cast.chidi, cast.long_nights)
    for verb in (
        lambda: open_circle(by=rowan),
        lambda: keep_ways(by=rowan, keep_hours=24, voice="", voice_link=""),
        lambda: keep_format(by=rowan, text="name: Ours\n[A]\nkind: round\nminutes: 5"),
    ):
        with pytest.raises(NotAllowed):
            verb()


def test_newcomers_wait_until_they_are_let_in_and_hear_nothing_before(cast, faces):
    rowan, teasel, *_ = faces
    circle = open_circle(by=rowan)
    Member.objects.filter(id=teasel.id).update(joined_at=clock.now())
    teasel.joined_at = clock.now()
    number = join_circle(by=teasel, circle=circle).number
    assert fresh(circle).now.seats[number].where == WAITING
    assert hear_circle(cast.ana, circle.id).stream == f"lobby:{circle.id}"
    assert hear_circle(cast.sam, circle.id) is None
    do(rowan, circle, "admit", seats=(number,))
    assert fresh(circle).now.seats[number].where == HERE
    assert hear_circle(cast.ana, circle.id).stream == circle.stream


def test_a_stale_act_is_answered_by_how_things_stand(faces):
    rowan, _teasel, *_ = faces
    circle = running(faces)
    seen = circle.now.seq
    assert do(rowan, circle, "next", on=seen).did
    answer = do(rowan, circle, "next", on=seen)
    assert (answer.did, bool(answer.why)) == (False, True)
    assert answer.circle.now.speaker == fresh(circle).now.speaker


def test_the_same_key_does_it_once(faces):
    rowan, _teasel, *_ = faces
    circle = running(faces)
    first = do(rowan, circle, "next", key="abc")
    again = do(rowan, circle, "next", key="abc")
    assert (first.did, again.did) == (True, True)
    assert again.circle.now.seq == first.circle.now.seq == fresh(circle).now.seq


def test_words_written_beforehand_go_out_when_their_turn_comes_and_the_turn_goes_on(faces):
    rowan, teasel, wren, _plover = faces
    circle = running(faces)
    assert do(teasel, circle, "speak", words="I slept five hours.").did
    assert not Said.objects.filter(circle=circle, seq__isnull=False).exists()
    do(rowan, circle, "done")
    said = Said.objects.get(circle=circle)
    assert said.words == "I slept five hours."
    assert said.seq is not None
    circle = fresh(circle)
    assert Seat.objects.get(circle=circle, number=circle.now.speaker).member_id == wren.id
    assert folded(circle) == circle.now


def test_nobody_speaks_over_somebody_in_a_round(faces):
    rowan, _teasel, wren, _plover = faces
    circle = running(faces)
    do(rowan, circle, "done", words="Here.")
    assert not do(rowan, circle, "speak", words="And another thing.").did
    assert Said.objects.filter(circle=circle, seq__isnull=False).count() == 1
    with pytest.raises(NotUnderstood):
        do(wren, circle, "speak", words="x" * 4001)


def test_a_circle_holds_so_many_words_and_turns_go_on_without(faces, monkeypatch):
    rowan, *_ = faces
    circle = running(faces)
    monkeypatch.setattr(saying, "MOST_SAID", 1)
    assert do(rowan, circle, "done", words="The last that fits.").did
    for act in ("speak", "done"):
        with pytest.raises(NotUnderstood):
            do(faces[1], circle, act, words="One too many.")
    assert [said.words for said in Said.objects.all()] == ["The last that fits."]
    assert do(faces[1], circle, "done").did


def test_somebody_is_asked_to_leave_with_a_reason_and_may_ask_again(cast, as_, faces):
    rowan, teasel, _wren, plover = faces
    circle = running(faces)
    number = Seat.objects.get(circle=circle, member=plover).number
    with pytest.raises(NotUnderstood):
        do(rowan, circle, "remove", to=number)
    with pytest.raises(NotAllowed):
        do(teasel, circle, "remove", to=number, because="x")
    do(rowan, circle, "remove", to=number, because="You spoke over Wren twice.")
    assert fresh(circle).now.seats[number].where == OUT
    with pytest.raises(NotAllowed):
        do(plover, circle, "raise_hand")
    with pytest.raises(NotAllowed):
        join_circle(by=plover, circle=circle)
    assert hear_circle(cast.eve, circle.id) is None
    removal = Removal.objects.get()
    page = f"/circles/asked/{removal.id}"
    assert "You spoke over Wren twice." in as_(cast.eve).get(page).content.decode()
    assert {as_(person).get(page).status_code for person in (cast.sam, cast.ana, cast.dana)} == {404}
    assert "You were asked to leave a circle" in as_(cast.eve).get("/notices").content.decode()
    as_(cast.eve).post(page, {"words": "I did not mean to."})
    assert "I did not mean to." in as_(cast.dana).get(page).content.decode()


def test_a_raid_is_sent_to_the_door_in_one_tap(cast, faces):
    rowan, _teasel, _wren, _plover = faces
    circle = running(faces)
    do(rowan, circle, "clear")
    state = fresh(circle).now
    assert [state.seats[n].where for n in state.order] == [HERE, WAITING, WAITING, WAITING]
    assert state.locked
    assert hear_circle(cast.ana, circle.id).stream != circle.stream
    do(rowan, circle, "admit", seats=(2, 3))
    assert fresh(circle).now.present() == [1, 2, 3]


def test_an_absent_facilitator_is_not_waited_for(faces):
    rowan, teasel, wren, _plover = faces
    circle = running(faces)
    with clock.stopped(clock.now() + timedelta(seconds=70)):
        Seat.objects.filter(circle=circle).exclude(member=rowan).update(heard_at=clock.now())
        Member.objects.filter(id=wren.id).update(joined_at=clock.now() - timedelta(days=900))
        run_due()
        circle = fresh(circle)
        number = Seat.objects.get(circle=circle, member=wren).number
        assert circle.now.offered == [number]
        assert not do(teasel, circle, "take_chair").did
        assert do(wren, circle, "take_chair").did
        assert fresh(circle).now.chair == number
        assert do(wren, circle, "next").did


def test_a_facilitator_who_is_there_is_left_alone(faces):
    circle = running(faces)
    with clock.stopped(clock.now() + timedelta(seconds=70)):
        Seat.objects.filter(circle=circle).update(heard_at=clock.now())
        run_due()
        assert fresh(circle).now.offered == []
        assert Timer.objects.get(kind="circle_watch", about=circle.id).due_at > clock.now()


def test_who_loses_the_line_in_their_turn_is_asked_later(faces):
    rowan, teasel, *_ = faces
    circle = running(faces)
    do(rowan, circle, "done")
    with clock.stopped(clock.now() + timedelta(seconds=100)):
        Seat.objects.filter(circle=circle).exclude(member=teasel).update(heard_at=clock.now())
        run_due()
        state = fresh(circle).now
        number = Seat.objects.get(circle=circle, member=teasel).number
        assert state.speaker != number
        assert state.order[-1] == number
        assert state.seats[number].had == ""


def test_at_the_close_words_actors_and_times_go_and_numbers_stay(faces):
    rowan, _teasel, *_ = faces
    circle = running(faces)
    do(rowan, circle, "done", words="Mine.")
    assert [event.kind for event in since(circle.stream, 0)].count("done") == 1
    do(rowan, circle, "close")
    circle = fresh(circle)
    events = since(circle.stream, 0)
    assert [event.seq for event in events] == list(range(1, circle.now.seq + 1))
    assert {event.kind for event in events[:-1]} == {"blank"}
    assert {event.ids for event in events[:-1]} == {"{}"}
    assert len({event.at for event in events}) == 1
    assert where([circle.stream])[circle.stream] == (circle.now.seq, circle.now.seq)
    assert not Said.objects.exists()
    assert unpack(circle.state).seats == {}


def test_a_group_may_keep_words_for_a_day(faces):
    rowan, *_ = faces
    keep_ways(by=rowan, keep_hours=24, voice="", voice_link="")
    circle = running(faces)
    do(rowan, circle, "done", words="Mine.")
    do(rowan, circle, "close")
    assert Said.objects.get().words == "Mine."
    with clock.stopped(clock.now() + timedelta(hours=25)):
        while run_due():
            pass
    assert not Said.objects.exists()
    assert not Seat.objects.exists()
    assert {event.kind for event in since(circle.stream, 0)[:-1]} == {"blank"}


def test_what_is_meant_in_the_closing_round_is_kept_and_announced(faces):
    rowan, teasel, *_ = faces
    circle = running(faces)
    assert not do(teasel, circle, "commit", words="A walk.").did
    do(rowan, circle, "next", phase=True)
    assert do(teasel, circle, "commit", words="A walk on Sunday.").did
    assert Intention.objects.get().words == "A walk on Sunday."


def test_talk_time_is_a_gentle_word_and_is_not_kept(faces):
    rowan, *_ = faces
    with clock.stopped(clock.now()):
        circle = running(faces)
    start = milliseconds()
    with clock.stopped(clock.now() + timedelta(minutes=9)):
        do(rowan, circle, "done")
        circle = fresh(circle)
        assert talk_time(circle, milliseconds())[1] == pytest.approx(540_000, abs=20_000)
        assert balance(circle, milliseconds())[1] == "much"
        assert balance(circle, milliseconds())[3] == "little"
    assert start
    assert "talk" not in circle.state


def test_how_it_was_is_kept_as_sums_of_a_month_and_handed_over_once(faces):
    rowan, teasel, *_ = faces
    for face in faces:
        face.joined_at = datetime(2026, 1, 1, tzinfo=UTC)
    with clock.stopped(datetime(2026, 3, 20, 19, tzinfo=UTC)):
        circle = running(faces)
        do(rowan, circle, "close")
        for _ in range(2):
            say_how_it_was(by=teasel, circle=fresh(circle), heard=True, safe=True, hopeful=False)
    kept = HowItWas.objects.get()
    assert (kept.month, kept.answers, kept.heard, kept.hopeful) == (date(2026, 3, 1), 1, 1, 0)
    assert hand_over(before=date(2026, 4, 1)) == []  # one answer is too few; it waits for more
    HowItWas.objects.update(answers=4, heard=4)
    with clock.stopped(datetime(2026, 4, 20, 19, tzinfo=UTC)):
        say_how_it_was(by=rowan, circle=fresh(circle), heard=True, safe=True, hopeful=True)
    assert hand_over(before=date(2026, 4, 1)) == []
    given = hand_over(before=date(2026, 5, 1))
    assert [(one.group_id, one.month, one.answers, one.heard) for one in given] == [
        (circle.group_id, date(2026, 4, 1), 5, 5)
    ]
    assert not HowItWas.objects.exists()


def test_a_slip_says_what_was_chosen_and_cannot_be_changed(cast, as_, faces):
    rowan, teasel, *_ = faces
    circle = running(faces)
    with pytest.raises(NotAllowed):
        write_slip(by=teasel, person=cast.ana, circle=circle)
    do(rowan, circle, "close")
    slip = write_slip(by=teasel, person=cast.ana, circle=fresh(circle), name="A. Teasel")
    assert read_slip(slip).keys() == {"on", "name"}
    assert "A. Teasel" in as_(None).get(f"/slip/{slip}").content.decode()
    assert as_(None).get(f"/slip/{slip[:-4]}AAAA").status_code == 404
    assert read_slip("x" + slip[1:]) is None
    assert as_(None).get("/slip/nothing").status_code == 404


def test_who_leaves_the_group_leaves_its_circle(cast, faces):
    rowan, teasel, *_ = faces
    circle = running(faces)
    do(rowan, circle, "done")
    leave(by=cast.face(cast.ana, cast.long_nights), with_words=True)
    assert Seat.objects.get(circle=circle, member=teasel).number not in fresh(circle).now.present()
