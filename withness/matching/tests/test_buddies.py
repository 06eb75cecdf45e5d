"""Buddies: suggested to each other among those who asked, never across a boundary, and a no that nobody hears of."""

from __future__ import annotations

from datetime import timedelta

import pytest

from withness.foundation import clock
from withness.foundation.refusing import NotAllowed
from withness.groups.parting import leave
from withness.matching import buddying
from withness.matching.buddying import no_longer, pair_all, pair_for, say, wish_for_buddy
from withness.matching.choosing import say_lived
from withness.matching.models import BuddyWish, Pair
from withness.notices.kinds import wording_of
from withness.notices.models import Notice
from withness.safety.boundaries import draw_boundary


@pytest.fixture
def asked(cast):
    """Ana and Ben asked for a buddy, and both know sleepless nights."""
    faces = [cast.face(person, cast.long_nights) for person in (cast.ana, cast.ben)]
    for face, stage in zip(faces, ("middle", "along"), strict=True):
        say_lived(by=face, stages={"sleep": stage})
        wish_for_buddy(by=face)
    pair_all()
    return faces


def heard(person):
    found = [wording_of(notice, person) for notice in Notice.objects.filter(person=person).order_by("at")]
    return [words.sentence for words in found if words]


def test_each_sees_why_and_when_both_say_yes_they_are_buddies(cast, asked, as_):
    teasel, wren = asked
    address = f"/g/{cast.long_nights.id}/buddy"
    shown = as_(cast.ana).get(address).content.decode()
    assert "Wren" in shown
    assert "One of you is a step further along." in shown
    assert heard(cast.ana) == ["There is somebody who could be your buddy: Wren"]
    pair = Pair.objects.get()
    as_(cast.ana).post(address, {"do": "yes", "pair": pair.id})
    assert heard(cast.ben) == ["There is somebody who could be your buddy: Teasel"]
    as_(cast.ben).post(address, {"do": "yes", "pair": pair.id})
    assert heard(cast.ana) == ["You and Wren are buddies now"]
    assert heard(cast.ben) == ["You and Teasel are buddies now"]
    assert not BuddyWish.objects.exists()
    assert pair_for(teasel) is None
    assert pair_for(wren) is None
    assert "walk together" not in as_(cast.sam).get("/progress").content.decode()
    assert as_(cast.sam).get(address).status_code == as_(cast.sam).post(address, {"do": "ask"}).status_code == 404


def test_a_no_looks_like_silence_to_the_other(cast, asked, as_):
    teasel, wren = asked
    address, pair = f"/g/{cast.long_nights.id}/buddy", Pair.objects.get()
    silent = as_(cast.ana).get(address).content
    say(by=wren, pair=pair, yes=False)
    assert _same(as_(cast.ana).get(address).content) == _same(silent)
    before = heard(cast.ana)
    say(by=teasel, pair=pair, yes=True)
    assert heard(cast.ana) == [words for words in before if "could be" not in words]
    assert "You said yes." in as_(cast.ana).get(address).content.decode()
    assert pair_for(wren) is None
    with clock.stopped(clock.now() + timedelta(days=8)):
        pair_all()
        assert pair_for(teasel) is None  # not the same two again
        with pytest.raises(NotAllowed):
            say(by=teasel, pair=pair, yes=True)
    assert Pair.objects.count() == 1


@pytest.mark.parametrize(("place", "everywhere", "hears"), [
    ("long_nights", False, {"ana": [], "ben": []}),
    ("still_water", False, {"ana": ["You and Wren are buddies now"], "ben": ["You and Teasel are buddies now"]}),
    ("still_water", True, {"ana": ["You and Wren are buddies now"], "ben": []}),
])  # fmt: skip
def test_a_boundary_drawn_later_hides_that_they_found_each_other(cast, asked, place, everywhere, hears):
    for face in asked:
        say(by=face, pair=Pair.objects.get(), yes=True)
    assert [heard(cast.ana), heard(cast.ben)] == [["You and Wren are buddies now"], ["You and Teasel are buddies now"]]
    there = getattr(cast, place)
    faces = {"own_face": cast.face(cast.ana, there).id, "face": cast.face(cast.ben, there).id}
    draw_boundary(by=cast.ana, towards=cast.ben, place=there.id, everywhere=everywhere, **faces)
    assert {"ana": heard(cast.ana), "ben": heard(cast.ben)} == hears


@pytest.mark.parametrize("proved", [buddying.PROVED, 1])  # few, and more than can be proved the best
def test_never_across_a_boundary_a_wall_or_with_oneself(cast, monkeypatch, proved):
    monkeypatch.setattr(buddying, "PROVED", proved)
    for person in (cast.ana, cast.eve):  # Ana has drawn a boundary towards Eve
        wish_for_buddy(by=cast.face(person, cast.long_nights))
    wish_for_buddy(by=cast.face(cast.ben, cast.still_water))
    wish_for_buddy(by=cast.face(cast.ana, cast.still_water))
    pair_all()
    pair_all()
    pairs = [{pair.one.person_id, pair.other.person_id} for pair in Pair.objects.select_related("one", "other")]
    assert pairs == [{cast.ana.id, cast.ben.id}]
    assert Pair.objects.get().one.group_id == cast.still_water.id


def test_who_no_longer_asks_or_leaves_takes_it_along(cast, asked):
    teasel, wren = asked
    no_longer(by=teasel)
    assert pair_for(teasel) is None
    assert list(BuddyWish.objects.values_list("member_id", flat=True)) == [wren.id]
    leave(by=wren)
    assert not BuddyWish.objects.exists()
    assert not Pair.objects.exists()


def test_odd_answers_change_nothing(cast, asked, as_):
    address = f"/g/{cast.long_nights.id}/buddy"
    for form in ({}, {"do": "yes"}, {"do": "yes", "pair": "\0"}, {"do": "maybe", "pair": Pair.objects.get().id}):
        as_(cast.ana).post(address, form)
    assert (Pair.objects.get().one_said, Pair.objects.get().other_said) == ("", "")


def _same(page):
    """A page without the letters that differ each time."""
    lines = page.decode().splitlines()
    return [line for line in lines if "csrf" not in line]
