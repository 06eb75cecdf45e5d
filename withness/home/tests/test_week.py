"""Once a week, what was, for who wants it; a reminder to look in; both off in one place."""

from __future__ import annotations

from datetime import timedelta

import pytest

from withness.foundation import clock
from withness.foundation.timers import run_due
from withness.notices.kinds import wording_of
from withness.notices.models import Notice, Wishes
from withness.notices.rhythms import BATCH, begin_batch, choose_rhythms, tell_batch
from withness.notices.wishes import choose
from withness.shares.sharing import share


def wants(as_, person, **more):
    return as_(person).post("/me/notices", {"on": ["weekly", "look_in"], "weekly": "yes", "look_in": "3", **more})


def a_round():
    begin_batch()
    run_due()


def test_who_wants_it_is_told_once_a_week_and_others_never(cast, as_):
    assert wants(as_, cast.ana, look_in="").status_code == 302
    a_round()
    assert not Notice.objects.exists()
    with clock.stopped(clock.now() + timedelta(days=7, minutes=1)):
        a_round()
        a_round()
        notice = Notice.objects.get()
        assert (notice.person_id, notice.kind) == (cast.ana.id, "weekly")
        assert wording_of(notice, cast.ana).href == "/week"
    with clock.stopped(clock.now() + timedelta(days=40)):  # the house slept for a month: one look back, not five
        Notice.objects.update(seen_at=clock.now())
        a_round()
        assert Notice.objects.filter(seen_at=None).count() == 1
        assert Wishes.objects.get().weekly_at > clock.now()


def test_a_reminder_to_look_in_comes_in_the_rhythm_that_was_chosen_and_stops(cast, as_):
    wants(as_, cast.ana, weekly="")
    with clock.stopped(clock.now() + timedelta(days=3, minutes=1)):
        a_round()
    assert Notice.objects.get().kind == "look_in"
    as_(cast.ana).post("/me/notices", {"on": ["weekly", "look_in"]})
    Notice.objects.all().delete()
    with clock.stopped(clock.now() + timedelta(days=30)):
        a_round()
    assert not Notice.objects.exists()


def test_an_odd_rhythm_is_asked_again_and_changes_nothing(cast, as_):
    for odd in ("0", "-1", "abc", "\0", "5000"):
        assert wants(as_, cast.ana, look_in=odd).status_code == 422
    assert not Wishes.objects.exclude(look_in_every=None).exists()
    assert as_(None).post("/me/notices", {"weekly": "yes"}).status_code == 302


def test_my_week_tells_of_my_own_groups_only(cast, as_):
    share(by=cast.face(cast.ben, cast.long_nights), words="Awake.", need="just_listen")
    share(by=cast.face(cast.dana, cast.thursday), words="Awake too.", need="just_listen")
    shown = as_(cast.ana).get("/week").content.decode()
    assert "Somebody shared once." in shown
    assert shown.count("It was quiet.") == 1
    assert "Awake" not in shown
    assert "Thursday" not in shown
    assert "In my groups" not in as_(cast.sam).get("/week").content.decode()
    assert as_(None).get("/week").status_code == 302


@pytest.mark.parametrize("people", [1, 3])
def test_a_batch_moves_on_in_one_write(cast, people):
    for person in cast.everybody[:people]:
        choose(person=person, by_mail=False, quiet_from="", quiet_until="", off=[])
        choose_rhythms(person=person, weekly=True, look_in_every="")
    with clock.stopped(clock.now() + timedelta(days=8)):
        tell_batch(type("Due", (), {"about": "all", "kind": BATCH})())
    assert Notice.objects.count() == people
