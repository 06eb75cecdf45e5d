"""Boundaries: out of each other's sight, and nobody any the wiser about who is who."""

from datetime import timedelta

import pytest

from testing.cast import a_person
from withness.foundation import clock
from withness.safety.boundaries import draw_boundary, lift_boundary, may_meet, out_of_reach
from withness.safety.models import Boundary

HERE, THERE = "herehereherehere1", "theretheretheret1"


@pytest.fixture
def ana(db):
    return a_person("ana")


@pytest.fixture
def eve(db):
    return a_person("eve")


def test_a_boundary_hides_both_where_it_is_drawn_and_elsewhere_only_what_comes_later(ana, eve):
    draw_boundary(by=ana, towards=eve, place=HERE)
    for one, other in ((ana, eve), (eve, ana)):
        (far,) = out_of_reach(one)
        assert (far.person_id, far.hides_all(HERE, "a"), far.hides_all(THERE, "b")) == (other.id, True, False)
        assert timedelta(days=1) <= far.later_from - clock.now() + timedelta(seconds=5) <= timedelta(days=14, seconds=5)
        assert not may_meet(one, other)


def test_drawing_towards_two_aliases_of_one_person_looks_like_drawing_towards_two_people(ana, eve):
    first = draw_boundary(by=ana, towards=eve, place=HERE)
    second = draw_boundary(by=ana, towards=eve, place=THERE)
    assert first.id != second.id
    assert {far.place for far in out_of_reach(ana)} == {HERE, THERE}
    assert all(any(far.hides_all(place, "a") for far in out_of_reach(ana)) for place in (HERE, THERE))
    assert draw_boundary(by=ana, towards=eve, place=THERE).id == second.id


def test_everywhere_at_once_hides_ana_from_eve_and_does_not_show_ana_who_eve_is_elsewhere(ana, eve):
    draw_boundary(by=ana, towards=eve, place=HERE)
    draw_boundary(by=ana, towards=eve, place=HERE, everywhere=True)
    assert [far.hides_all(THERE, "b") for far in out_of_reach(eve)] == [True]
    assert [far.hides_all(THERE, "b") for far in out_of_reach(ana)] == [False]
    assert [far.hides_all(HERE, "a") for far in out_of_reach(ana)] == [True]


def test_only_ana_lifts_what_ana_drew(ana, eve):
    drawn = draw_boundary(by=ana, towards=eve, place=HERE)
    assert lift_boundary(by=eve, boundary_id=drawn.id) is False
    assert Boundary.objects.count() == 1
    assert lift_boundary(by=ana, boundary_id=drawn.id) is True
    assert out_of_reach(eve) == []


def test_drawn_between_two_faces_it_does_not_show_who_came_back_under_another_name(ana, eve):
    draw_boundary(by=ana, towards=eve, place=HERE, own_face="teasel", face="plover")
    (far,) = out_of_reach(ana)
    assert (far.hides_all(HERE, "plover"), far.hides_all(HERE, "dunlin")) == (True, False)
    (far,) = out_of_reach(eve)
    assert (far.hides_all(HERE, "teasel"), far.hides_all(HERE, "linnet")) == (True, False)
    second = draw_boundary(by=ana, towards=eve, place=HERE, own_face="teasel", face="dunlin")
    assert [far.hides_all(HERE, "dunlin") for far in out_of_reach(ana)].count(True) == 1
    assert second.face == "dunlin"
