"""The ladder: whom it asks, in which order, and whom it never asks."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from testing.cast import a_member, a_person
from testing.unheard.climbing import climb_until
from testing.unheard.conftest import NIGHT, NOON
from withness.foundation import clock
from withness.foundation.models import Timer
from withness.foundation.timers import run_due
from withness.matching import pools
from withness.matching.models import Ask, Clock, Step, Willingness
from withness.matching.rota import choose_hours
from withness.matching.taking import pass_by, take
from withness.matching.willing import choose_willingness, finish_practice, rest
from withness.notices.inbox import unseen
from withness.notices.models import Notice
from withness.notices.wishes import choose
from withness.safety.boundaries import draw_boundary
from withness.shares.keeping import mute
from withness.shares.replying import reply
from withness.shares.sharing import share

DAY = timedelta(days=1)


def said(by, note=""):
    return share(by=by, words="Awake again.", need="just_listen", note=note)


def asked():
    return {ask.person.nickname for ask in Ask.objects.select_related("person")}


def willing(*people, often="some"):
    for person in people:
        choose_willingness(person=person, often=often)


def crowd(cast, many):
    """Willing members of Long Nights, all awake at noon."""
    found = []
    for n in range(many):
        person = a_person(f"w{n}")
        a_member(person, cast.long_nights, f"Heather {'abcdefghijklmnopqrstuvwxyz'[n]}")
        willing(person)
        found.append(person)
    return found


def test_whoever_never_said_yes_is_not_asked_until_the_very_end(cast, faces):
    with clock.stopped(NOON):
        one = said(faces["ana"])
    steps = climb_until(NOON + 2 * DAY, share_id=one.id)
    assert {rung for rung, _at, found in steps if found} == {"facilitator"}
    assert asked() == {"chidi"}


def test_a_few_willing_people_are_asked_gently(cast, faces):
    crowd(cast, 9)
    with clock.stopped(NOON):
        one = said(faces["ana"])
        run_due()
        told = Notice.objects.get(person=Ask.objects.first().person)
        sentence = unseen(told.person, most=5)[0].words
    assert 2 <= Ask.objects.count() <= 5
    assert sentence.sentence == "Someone is waiting to be heard. Only if you have the strength today"
    assert sentence.href == f"/listen/{one.id}"


def test_the_notice_goes_when_the_share_is_heard(cast, faces):
    with clock.stopped(NOON):
        crowd(cast, 3)
        one = said(faces["ana"])
        run_due()
        person = Ask.objects.first().person
        assert len(unseen(person, most=5)) == 1
        reply(by=faces["ben"], share=one, words="Here.")
        reply(by=faces["chidi"], share=one, words="Here too.")
        assert unseen(person, most=5) == []


@pytest.mark.parametrize("off", ["never", "kind", "no_answer"])
def test_who_turned_everything_off_is_never_asked(cast, faces, off):
    """Not in a wave, not on duty, not as the one who holds the group, not in two weeks."""
    for person in (cast.ben, cast.chidi):
        if off != "no_answer" or person == cast.ben:
            willing(person)
            finish_practice(person=person)
    choose_hours(by=faces["ben"], slots=list(range(168)))
    choose_hours(by=faces["chidi"], slots=list(range(168)))
    for person in (cast.ben, cast.chidi):
        if off == "kind":
            choose(person=person, by_mail=False, quiet_from="", quiet_until="", off=["invited"])
        else:
            willing(person, often="never")
    with clock.stopped(NOON):
        one = said(faces["ana"])
    steps = climb_until(NOON + 14 * DAY, share_id=one.id)
    assert {rung for rung, _at, _found in steps} >= {"wave", "duty", "facilitator"}
    assert asked() == set()


def test_nobody_across_a_boundary_is_asked_whoever_drew_it(cast, faces):
    draw_boundary(by=cast.ben, towards=cast.ana, place=cast.long_nights.id)
    willing(cast.eve, cast.ben)
    with clock.stopped(NOON):
        one = said(faces["ana"])
    climb_until(NOON + 14 * DAY, share_id=one.id)
    assert asked() == {"chidi"}


def test_who_muted_passed_or_rests_is_not_asked(cast, faces):
    crowd(cast, 1)
    willing(cast.ben, cast.eve)
    with clock.stopped(NOON):
        one = said(faces["chidi"])
        mute(by=faces["ben"], share=one, on=True)
        pass_by(by=faces["eve"], share_id=one.id)
        rest(person=cast.ana, how_long="month")
    climb_until(NOON + DAY, share_id=one.id)
    assert asked() == {"w0"}


@pytest.mark.slow
def test_caps_hold_over_many_shares(cast, faces):
    crowd(cast, 2)
    for n in range(12):
        at = NOON + n * timedelta(hours=7)
        with clock.stopped(at):
            one = said(faces["ana"])
        climb_until(at + timedelta(hours=6), share_id=one.id)
    for name in ("w0", "w1"):
        times = sorted(Ask.objects.filter(person__nickname=name, rung="wave").values_list("at", flat=True))
        assert len(times) == 3
        assert all(later - earlier >= DAY for earlier, later in pairwise(times))


def test_a_heavy_share_lets_who_answers_it_rest(cast, faces):
    willing(cast.ben)
    with clock.stopped(NOON):
        reply(by=faces["ben"], share=said(faces["ana"], note="a death"), words="I am here.")
        assert Willingness.objects.get(person=cast.ben).rest_until == NOON + timedelta(hours=20)
        reply(by=faces["eve"], share=said(faces["chidi"]), words="Here.")
    assert not Willingness.objects.filter(person=cast.eve).exists()


def test_at_three_in_the_night_with_nobody_on_it_climbs_as_written(cast, faces):
    """Waves find nobody awake; duty finds nobody on the rota; the facilitator is asked when they wake at seven."""
    willing(cast.ben, cast.eve, cast.chidi)
    with clock.stopped(NIGHT):
        one = said(faces["ana"])
    steps = climb_until(NIGHT + DAY, share_id=one.id)
    rungs = [rung for rung, _at, _found in steps]
    assert [rungs.count(rung) for rung in ("duty", "facilitator")] == [1, 1]
    assert rungs.index("duty") < rungs.index("facilitator")
    asks = {ask.person.nickname: ask.at for ask in Ask.objects.select_related("person")}
    assert asks.keys() == {"ben", "chidi"}  # Eve is across a boundary
    assert all(7 <= at.hour < 22 for at in asks.values())


def test_who_is_on_duty_is_asked_in_their_quiet_hours_too(cast, faces):
    willing(cast.ben)
    finish_practice(person=cast.ben)
    choose_hours(by=faces["ben"], slots=list(range(48, 72)))  # Wednesday
    with clock.stopped(NIGHT - timedelta(hours=3)):
        one = said(faces["ana"])
    climb_until(NIGHT + timedelta(hours=3), share_id=one.id)
    first = Ask.objects.get(rung="duty")
    assert (first.person.nickname, first.at.hour) == ("ben", 1)


def test_while_somebody_writes_the_ladder_waits(cast, faces):
    crowd(cast, 5)
    with clock.stopped(NOON):
        one = said(faces["ana"])
        take(by=faces["ben"], share_id=one.id)
        run_due()
        assert (Step.objects.count(), Timer.objects.get(kind="climb").due_at) == (0, NOON + timedelta(minutes=10))
    with clock.stopped(NOON + timedelta(minutes=10)):
        run_due()
        assert Step.objects.count() == 1


def test_a_worker_that_comes_late_takes_each_step_once(cast, faces):
    crowd(cast, 9)
    with clock.stopped(NOON):
        one = said(faces["ana"])
    with clock.stopped(NOON + 3 * DAY):
        for _ in range(30):
            run_due()
    rungs = list(Step.objects.filter(clock_id=one.id).order_by("number").values_list("rung", flat=True))
    assert rungs == ["wave", "duty", "facilitator"]
    assert Clock.objects.get().steps == 3


def test_in_a_large_group_what_is_remembered_proposes_and_the_rows_decide(cast, faces, monkeypatch):
    """The numbers in memory are ten minutes old: who has turned everything off since is not asked."""
    monkeypatch.setattr(pools, "LARGE", 2)
    people = crowd(cast, 6)
    with clock.stopped(NOON):
        one = said(faces["ana"])
        assert set(pools.shortlist(Clock.objects.get(share=one.id))) == {person.id for person in people}
        willing(*people[:4], often="never")
        run_due()
    assert asked() <= {"w4", "w5"}
    assert asked()


def test_an_ask_about_one_share_is_one_ask_whatever_group_it_comes_from(cast, faces):
    """Caps are a person's, not a member's: being in two groups does not double them."""
    willing(cast.ben)
    with clock.stopped(NOON):
        said(faces["ana"])
        share(by=cast.face(cast.ana, cast.still_water), words="Here too.", need="just_listen")
        run_due()
    with clock.stopped(NOON + timedelta(minutes=20)):
        run_due()
    assert Ask.objects.filter(person=cast.ben).count() == 1
