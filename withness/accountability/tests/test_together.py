"""What was named in a circle, and walking along: Ana and Ben are buddies; Eve, across a boundary, never is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from withness.accountability.committing import commit, last_named, let_go, tell_how_it_was
from withness.accountability.models import Commitment, Walk
from withness.accountability.returning import come_back
from withness.accountability.tests.test_days import hers
from withness.accountability.walking import part, rest, walk_together
from withness.foundation import clock
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.timers import run_due
from withness.groups.parting import leave
from withness.notices.kinds import wording_of
from withness.notices.models import Notice


def them(cast):
    return cast.face(cast.ana, cast.long_nights), cast.face(cast.ben, cast.long_nights)


def read(person, kind):
    return wording_of(Notice.objects.get(person=person, kind=kind), person)


def test_what_was_named_comes_back_to_who_named_it_only_and_once(cast, as_):
    ana, ben = them(cast)
    named = commit(member=ana, words="Ring my sister", circle="c1")
    assert last_named(ana) == named
    assert last_named(ben) is None
    assert "Ring my sister" in as_(cast.ana).get("/progress").content.decode()
    assert "Ring my sister" not in as_(cast.ben).get("/progress").content.decode()
    assert as_(cast.sam).post(f"/progress/commitments/{named.id}", {"how": "done"}).status_code == 404
    as_(cast.ana).post(f"/progress/commitments/{named.id}", {"how": "not_yet"})
    named.refresh_from_db()
    assert named.how == "not_yet"
    assert last_named(ana) is None


def test_said_twice_in_one_circle_it_is_one_thing(cast):
    ana, _ben = them(cast)
    commit(member=ana, words="Ring my sister", circle="c1")
    commit(member=ana, words="Ring my brother", circle="c1")
    assert [one.words for one in Commitment.objects.all()] == ["Ring my brother"]
    with pytest.raises(NotUnderstood):
        commit(member=ana, words="  ")
    with pytest.raises(NotUnderstood):
        tell_how_it_was(commitment=Commitment.objects.get(), how="")
    let_go(commitment=Commitment.objects.get())
    assert last_named(ana) is None


def test_two_walk_together_once_and_are_asked_each_week(cast):
    ana, ben = them(cast)
    walk = walk_together(one=ana, other=ben, because="You both wrote about nights.")
    assert walk_together(one=ben, other=ana) == walk
    with clock.stopped(clock.now() + timedelta(days=7, minutes=1)):
        run_due()
    assert read(cast.ana, "buddy_week").sentence == "How is it with Wren this week?"
    assert read(cast.ben, "buddy_week").sentence == "How is it with Teasel this week?"
    rest(walk=walk, on=True)
    Notice.objects.all().delete()
    with clock.stopped(clock.now() + timedelta(days=14, minutes=2)):
        run_due()
    assert not Notice.objects.exists()


def test_nobody_walks_across_a_boundary_or_a_groups_wall(cast):
    ana, _ben = them(cast)
    for other in (cast.face(cast.eve, cast.long_nights), cast.face(cast.ben, cast.still_water), ana):
        with pytest.raises(NotAllowed):
            walk_together(one=ana, other=other)
    assert not Walk.objects.exists()


def test_a_buddy_hears_that_ana_came_back_and_nothing_else(cast):
    ana, ben = them(cast)
    walk_together(one=ana, other=ben)
    goal = hers(cast)
    come_back(goal=goal, tell="nobody")
    assert not Notice.objects.exists()
    come_back(goal=goal, tell="buddy", what_happened="A wedding.")
    assert read(cast.ben, "buddy_back").sentence == "Teasel came back, and wanted you to know"
    assert "wedding" not in str(Notice.objects.get().ids)


def test_either_may_go_and_nobody_is_told_why(cast, as_):
    ana, ben = them(cast)
    walk = walk_together(one=ana, other=ben)
    assert as_(cast.sam).get(f"/walk/{walk.id}").status_code == 404
    as_(cast.ben).post(f"/walk/{walk.id}", {"do": "agree", "words": "A line on Sundays."})
    assert "A line on Sundays." in as_(cast.ana).get(f"/walk/{walk.id}").content.decode()
    as_(cast.ben).post(f"/walk/{walk.id}", {"do": "part"})
    assert as_(cast.ana).get(f"/walk/{walk.id}").status_code == 404
    assert not Notice.objects.exists()
    again = walk_together(one=ana, other=ben)
    leave(by=ben)
    again.refresh_from_db()
    assert again.ended_at is not None
    part(walk=again)
