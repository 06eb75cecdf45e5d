"""Ana and Ben walk together, and then one of them draws a boundary: it ends without blame, and tells nobody who is who."""

from __future__ import annotations

from datetime import timedelta

import pytest

from withness.accountability.leaving import export_for
from withness.accountability.models import Walk
from withness.accountability.returning import come_back
from withness.accountability.tests.test_days import hers
from withness.accountability.walking import agree, walk_together
from withness.foundation import clock
from withness.foundation.refusing import NotAllowed
from withness.foundation.timers import run_due
from withness.notices.inbox import told
from withness.notices.models import Notice
from withness.safety.boundaries import draw_boundary, lift_boundary

LATEST = timedelta(days=14, minutes=1)  # by then a boundary acts under every name


@pytest.fixture
def walk(cast):
    return walk_together(one=cast.face(cast.ana, cast.long_nights), other=cast.face(cast.ben, cast.long_nights))


def draw(cast, *, by, towards, place, everywhere=False):
    own, theirs = cast.face(by, place).id, cast.face(towards, place).id
    return draw_boundary(
        by=by, towards=towards, place=place.id, everywhere=everywhere, own_face=own, face=theirs
    )  # fmt: skip


def who_sees(cast, as_, walk):
    """Who of the two meets the other: on the page of the walk, on “My days”, and in the inbox."""
    found = {}
    for person, other in ((cast.ana, "Wren"), (cast.ben, "Teasel")):
        pages = [as_(person).get(at) for at in (f"/walk/{walk.id}", "/progress")]
        words = " ".join(one.words.sentence for one in told(person)[0])
        found[person.nickname] = [*(other in page.content.decode() for page in pages), other in words]
    return found


def a_week_on(walk):
    with clock.stopped(clock.now() + timedelta(days=7, minutes=1)):
        run_due()


BOTH = {"ana": [True, True, True], "ben": [True, True, True]}
NEITHER = {"ana": [False, False, False], "ben": [False, False, False]}


@pytest.mark.parametrize("by", ["ana", "ben"])
def test_where_it_is_drawn_the_walk_ends_at_once_for_both_and_for_good(cast, as_, walk, by):
    a_week_on(walk)
    assert who_sees(cast, as_, walk) == BOTH
    one, two = (cast.ana, cast.ben) if by == "ana" else (cast.ben, cast.ana)
    drawn = draw(cast, by=one, towards=two, place=cast.long_nights)
    assert who_sees(cast, as_, walk) == NEITHER
    gone, never = (as_(cast.ben).get(f"/walk/{at}") for at in (walk.id, "bcdfghjkmnpqrstvwxyz"))
    assert (gone.status_code, never.status_code) == (404, 404)
    lift_boundary(by=one, boundary_id=drawn.id)
    assert who_sees(cast, as_, walk) == NEITHER  # that it came back would tell that there had been one
    Notice.objects.all().delete()
    a_week_on(walk)
    come_back(goal=hers(cast), tell="buddy")
    assert not Notice.objects.exists()


def test_an_end_by_a_boundary_is_exported_as_every_other_end(cast, as_, walk):
    as_(cast.ben).post(f"/walk/{walk.id}", {"do": "part"})
    parted = export_for(cast.ben)["walks"]
    Walk.objects.update(ended_at=None)
    draw(cast, by=cast.ana, towards=cast.ben, place=cast.long_nights)
    assert export_for(cast.ben)["walks"] == parted
    assert [one["ended"] for one in parted] == [True]


def test_drawn_under_other_names_it_ends_later_by_chance_so_that_nobody_learns_who_is_who(cast, as_, walk):
    a_week_on(walk)
    drawn = draw(cast, by=cast.ana, towards=cast.ben, place=cast.still_water)
    assert who_sees(cast, as_, walk) == BOTH  # were it gone this minute, Ana would know that Wren is Moss
    assert drawn.elsewhere_from > clock.now() + timedelta(hours=23)
    with clock.stopped(drawn.elsewhere_from):
        assert who_sees(cast, as_, walk) == NEITHER
        run_due()
    walk.refresh_from_db()
    assert walk.ended_at == drawn.elsewhere_from
    lift_boundary(by=cast.ana, boundary_id=drawn.id)
    assert who_sees(cast, as_, walk) == NEITHER


def test_a_boundary_taken_back_in_time_ends_nothing(cast, as_, walk):
    a_week_on(walk)
    drawn = draw(cast, by=cast.ana, towards=cast.ben, place=cast.still_water)
    lift_boundary(by=cast.ana, boundary_id=drawn.id)
    with clock.stopped(clock.now() + LATEST):
        run_due()
    assert who_sees(cast, as_, walk) == BOTH


def test_everywhere_at_once_takes_who_drew_it_out_of_sight_and_shows_them_nothing(cast, as_, walk):
    a_week_on(walk)
    drawn = draw(cast, by=cast.ana, towards=cast.ben, place=cast.still_water, everywhere=True)
    assert who_sees(cast, as_, walk) == {"ana": BOTH["ana"], "ben": NEITHER["ben"]}
    assert [export_for(person)["walks"][0]["ended"] for person in (cast.ana, cast.ben)] == [False, True]
    Notice.objects.all().delete()
    come_back(goal=hers(cast), tell="buddy")
    assert not Notice.objects.exists()
    with clock.stopped(drawn.elsewhere_from):
        run_due()
        assert [export_for(person)["walks"][0]["ended"] for person in (cast.ana, cast.ben)] == [True, True]


def test_the_question_of_the_week_goes_to_nobody_who_does_not_see_the_other(cast, walk):
    draw(cast, by=cast.ana, towards=cast.ben, place=cast.still_water, everywhere=True)
    with clock.stopped(clock.now() + timedelta(days=7, minutes=1)):
        walk_timer_only(walk)
    assert set(Notice.objects.values_list("person__nickname", flat=True)) == {"ana"}


def walk_timer_only(walk):
    """The question alone, as if the boundary acted under other names only later."""
    from withness.accountability.walking import WEEK, ask_of_the_week
    from withness.foundation.models import Timer
    from withness.safety.models import Boundary

    Boundary.objects.update(elsewhere_from=clock.now() + timedelta(days=1))
    ask_of_the_week(Timer.objects.get(kind=WEEK, about=walk.id))


def test_who_is_paused_agrees_to_nothing_and_may_still_part(cast, as_, walk):
    wren = cast.face(cast.ben, cast.long_nights)
    wren.paused_until = clock.now() + timedelta(days=1)
    wren.save(update_fields=["paused_until"])
    with pytest.raises(NotAllowed):
        agree(walk=walk, by=wren, words="Ring me.")
    assert as_(cast.ben).post(f"/walk/{walk.id}", {"do": "agree", "words": "Ring me."}).status_code == 403
    assert 'name="words"' not in as_(cast.ben).get(f"/walk/{walk.id}").content.decode()
    assert "Ring me." not in as_(cast.ana).get(f"/walk/{walk.id}").content.decode()
    assert as_(cast.ben).post(f"/walk/{walk.id}", {"do": "part"}).status_code == 302
    assert as_(cast.sam).post(f"/walk/{walk.id}", {"do": "part"}).status_code == 404
