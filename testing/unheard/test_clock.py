"""A clock on every share: it begins with the share, and ends when two people have replied or its author says so."""

from __future__ import annotations

from datetime import timedelta

import pytest

from testing.unheard.conftest import NIGHT, NOON
from withness.foundation import clock
from withness.foundation.models import Timer
from withness.foundation.refusing import NotAllowed
from withness.groups.parting import leave
from withness.matching import ending
from withness.matching.models import Clock
from withness.shares.changing import take_back_reply, take_back_share
from withness.shares.replying import reply
from withness.shares.sharing import share


def said(by, words="Awake again."):
    return share(by=by, words=words, need="just_listen")


def test_a_share_has_a_clock_and_a_timer_from_its_first_moment(faces):
    with clock.stopped(NOON):
        first, second = said(faces["ana"]), said(faces["ana"])
    one, two = Clock.objects.get(share=first.id), Clock.objects.get(share=second.id)
    assert (one.first_ever, two.first_ever, one.at_night, one.ended_at) == (True, False, False, None)
    timers = {timer.about: timer.due_at - NOON for timer in Timer.objects.filter(kind="climb")}
    assert timers == {first.id: timedelta(0), second.id: timedelta(minutes=12)}


def test_a_share_that_is_not_kept_leaves_no_clock(faces):
    with pytest.raises(Exception, match="Choose"):
        share(by=faces["ana"], words="x", need="nothing such")
    assert (Clock.objects.count(), Timer.objects.filter(kind="climb").count()) == (0, 0)


def test_a_share_in_the_night_is_known_as_one(faces):
    with clock.stopped(NIGHT):
        one = said(faces["ana"])
    assert Clock.objects.get(share=one.id).at_night is True


def test_two_different_people_and_it_is_heard(faces):
    one = said(faces["ana"])
    reply(by=faces["ana"], share=one, words="Anybody?")
    reply(by=faces["ben"], share=one, words="Here.")
    reply(by=faces["ben"], share=one, words="Still here.")
    half = Clock.objects.get()
    assert (half.replies, half.first_at is None, half.second_at, half.ended_at) == (1, False, None, None)
    reply(by=faces["chidi"], share=one, words="Me too.")
    heard = Clock.objects.get()
    assert (heard.replies, heard.ended_because, heard.second_at is None) == (2, "heard", False)
    assert not Timer.objects.filter(kind="climb").exists()


def test_a_reply_taken_back_lets_it_wait_again(faces):
    one = said(faces["ana"])
    reply(by=faces["ben"], share=one, words="Here.")
    second = reply(by=faces["chidi"], share=one, words="Me too.")
    take_back_reply(by=faces["chidi"], reply=second)
    again = Clock.objects.get()
    assert (again.replies, again.ended_at, again.second_at, again.first_at is None) == (1, None, None, False)
    assert Timer.objects.filter(kind="climb", about=one.id).exists()


def test_a_share_taken_back_waits_no_more(faces):
    take_back_share(by=faces["ana"], share=said(faces["ana"]))
    assert Clock.objects.get().ended_because == "gone"
    assert not Timer.objects.filter(kind="climb").exists()


def test_who_leaves_waits_no_more(faces):
    said(faces["ana"])
    leave(by=faces["ana"])
    assert Clock.objects.get().ended_because == "gone"


@pytest.mark.parametrize(
    ("verb", "because"), [(ending.say_heard, "feels_heard"), (ending.rather_no_replies, "no_replies")]
)
def test_the_author_may_say_so_and_change_their_mind(faces, verb, because):
    one = said(faces["ana"])
    verb(by=faces["ana"], share_id=one.id)
    assert Clock.objects.get().ended_because == because
    ending.wait_again(by=faces["ana"], share_id=one.id)
    assert Clock.objects.get().ended_at is None
    assert Timer.objects.filter(kind="climb", about=one.id).exists()


def test_nobody_else_may_say_it_for_them(faces):
    one = said(faces["ana"])
    with pytest.raises(NotAllowed):
        ending.say_heard(by=faces["ben"], share_id=one.id)
    assert Clock.objects.get().ended_at is None
