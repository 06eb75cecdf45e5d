"""What happens between two rooms of one floor, once the wiring has joined them."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest

from testing.cast import Cast
from withness.accountability.committing import commit
from withness.accountability.models import Walk
from withness.circles.acting import act
from withness.circles.asked import Asked
from withness.circles.joining import join_circle
from withness.circles.models import Circle
from withness.circles.opening import open_circle
from withness.foundation import clock
from withness.groups.models import Member
from withness.matching.buddying import pair_all, say, wish_for_buddy
from withness.matching.models import Pair
from withness.skills.laying_out import lay_out_starters
from withness.skills.models import Strategy


@pytest.mark.django_db
def test_two_who_said_yes_walk_together_and_know_why(cast: Cast) -> None:
    teasel, wren = cast.face(cast.ana, cast.long_nights), cast.face(cast.ben, cast.long_nights)
    for face in (teasel, wren):
        wish_for_buddy(by=face)
    pair_all()
    for face in (teasel, wren):
        assert not Walk.objects.exists()
        say(by=face, pair=Pair.objects.get(), yes=True)
    walk = Walk.objects.get()
    assert {walk.one_id, walk.other_id} == {teasel.id, wren.id}
    assert "same language" in walk.because


@pytest.mark.django_db
def test_what_was_named_comes_back_in_the_next_opening_to_who_named_it_alone(cast: Cast, as_: object) -> None:
    Member.objects.update(joined_at=clock.now() - timedelta(days=30))
    rowan, teasel, wren = (cast.face(person, cast.long_nights) for person in (cast.chidi, cast.ana, cast.ben))
    with clock.stopped(clock.now() - timedelta(days=7)):
        named = commit(member=teasel, words="Ring my sister", circle="c1")
    circle = open_circle(by=rowan, format_name="tools")
    for face in (teasel, wren):
        join_circle(by=face, circle=circle)
    address = f"/g/{cast.long_nights.id}/c/{circle.id}"
    assert "Ring my sister" in as_(cast.ana).get(address).content.decode()
    assert "Ring my sister" not in as_(cast.ben).get(address).content.decode()
    assert "Ring my sister" not in as_(cast.chidi).get(address).content.decode()
    answered = as_(cast.ana).post(f"/progress/commitments/{named.id}", {"how": "partly", "next": address})
    assert answered["Location"] == address
    elsewhere = as_(cast.ana).post(f"/progress/commitments/{named.id}", {"how": "done", "next": "//other.example"})
    assert elsewhere["Location"] == "/progress"
    assert "Ring my sister" not in as_(cast.ana).get(address).content.decode()


@pytest.mark.django_db
def test_who_holds_the_circle_brings_a_skill_and_everybody_sees_it_in_its_part(cast: Cast, as_: object) -> None:
    Member.objects.update(joined_at=clock.now() - timedelta(days=30))
    lay_out_starters()
    skill = Strategy.objects.visible_to(cast.chidi).commons().filter(language="en").order_by("id").first()
    rowan, teasel = cast.face(cast.chidi, cast.long_nights), cast.face(cast.ana, cast.long_nights)
    circle = open_circle(by=rowan, format_name="tools")
    join_circle(by=teasel, circle=circle)
    address = f"/g/{cast.long_nights.id}/c/{circle.id}"
    assert "Bring a skill" in as_(cast.chidi).get(address).content.decode()
    assert "Bring a skill" not in as_(cast.ana).get(address).content.decode()
    assert as_(cast.ana).post(f"{address}/skill", {"skill": skill.id}).status_code in {302, 403}
    assert as_(cast.sam).post(f"{address}/skill", {"skill": skill.id}).status_code == 404
    for odd in ("", "\0", "nothing"):
        as_(cast.chidi).post(f"{address}/skill", {"skill": odd})
    assert Circle.objects.get().skill == ""
    as_(cast.chidi).post(f"{address}/skill", {"skill": skill.id})
    act(by=rowan, circle=circle, asked=Asked(act="start"))
    while (now := Circle.objects.get()).now.phase_of(now.plan).kind != "skill":
        act(by=rowan, circle=circle, asked=Asked(act="next", phase=True))
    assert str(skill.title) in unescape(as_(cast.ana).get(address).content.decode())
