"""Who looks again at being asked to leave a circle: a steward with no part in it, whom one may meet; it is written down."""

from __future__ import annotations

import pytest

from testing.cast import a_person
from withness.circles.models import Removal, Seat
from withness.circles.tests.playing import do, running
from withness.foundation import clock
from withness.notices.inbox import unseen
from withness.notices.models import Notice
from withness.people.auditing import entries_about
from withness.people.models import Person, Stewardship
from withness.safety.boundaries import draw_boundary


@pytest.fixture
def finn(cast):
    """A second steward, beside Dana."""
    person = a_person("finn")
    Stewardship.objects.create(person=person, since=clock.now())
    return person


def asked_again(cast, as_, faces):
    """Eve was asked to leave a circle, and asks a steward to look."""
    circle = running(faces)
    number = Seat.objects.get(circle=circle, member=faces[3]).number
    do(faces[0], circle, "remove", to=number, because="You spoke over Wren twice.")
    page = f"/circles/asked/{Removal.objects.get().id}"
    assert as_(cast.eve).post(page, {"words": "I did not mean to."}).status_code == 302
    return page


def told():
    return set(Notice.objects.filter(kind="circle_appeal").values_list("person__nickname", flat=True))


@pytest.mark.parametrize("by_eve", [True, False])
def test_a_steward_beyond_a_boundary_is_not_told_and_reads_nothing(cast, as_, faces, finn, by_eve):
    one, other = (cast.eve, cast.dana) if by_eve else (cast.dana, cast.eve)
    draw_boundary(by=one, towards=other, place=cast.thursday.id)
    page = asked_again(cast, as_, faces)
    assert told() == {"finn"}
    assert as_(cast.dana).get(page).status_code == as_(cast.sam).get(page).status_code == 404
    assert "I did not mean to." in as_(finn).get(page).content.decode()


def test_a_boundary_drawn_afterwards_takes_the_notice_away(cast, as_, faces):
    asked_again(cast, as_, faces)
    assert len(unseen(cast.dana, most=5)) == 1
    draw_boundary(by=cast.eve, towards=cast.dana, place=cast.thursday.id)
    assert [one.words for one in unseen(cast.dana, most=5) if one.words] == []


def test_who_asked_them_to_leave_never_looks_even_when_there_is_nobody_else(cast, as_, faces):
    Stewardship.objects.all().delete()
    Stewardship.objects.create(person=cast.chidi, since=clock.now())
    page = asked_again(cast, as_, faces)
    assert told() == set()
    assert as_(cast.chidi).get(page).status_code == 404


def test_the_demo_and_the_others_do_not_look_at_each_other(cast, as_, faces):
    page = asked_again(cast, as_, faces)
    Person.objects.filter(id=cast.dana.id).update(is_demo=True)
    assert as_(cast.dana).get(page).status_code == 404


def test_that_a_steward_read_it_is_written_down_and_they_cannot_answer_for_who_asked(cast, as_, faces):
    page = asked_again(cast, as_, faces)
    assert as_(cast.eve).get(page).status_code == 200
    assert as_(cast.dana).post(page, {"words": "x"}).status_code == 404
    assert entries_about(cast.eve) == []
    as_(cast.dana).get(page)
    entry = entries_about(cast.eve)[0]
    assert (entry.what, entry.role, entry.by_id) == ("read_removal", "steward", cast.dana.id)
    assert entry.thing == f"removal:{Removal.objects.get().id}"
