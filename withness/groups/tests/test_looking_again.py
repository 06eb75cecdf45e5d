"""Who looks again at a removal from a group: a steward with no part in it, whom the one who asks may meet; written down."""

from __future__ import annotations

import pytest

from testing.cast import a_person
from withness.foundation import clock
from withness.groups.asking_again import ask_again, asked_departure
from withness.groups.parting import ask_to_go
from withness.notices.inbox import unseen
from withness.notices.models import Notice
from withness.people.auditing import entries_about
from withness.people.models import Person, Stewardship
from withness.safety.boundaries import draw_boundary


@pytest.fixture
def stewards(cast):
    """Dana, and Finn."""
    finn = a_person("finn")
    Stewardship.objects.create(person=finn, since=clock.now())
    return cast.dana, finn


def asked_again(cast):
    """Ben was asked to leave Long Nights, and asks a steward to look."""
    wren = cast.face(cast.ben, cast.long_nights)
    ask_to_go(by=cast.face(cast.chidi, cast.long_nights), member=wren, because="You wrote to others outside.")
    ask_again(departure=asked_departure(cast.ben, wren.id), words="I did not.")
    return f"/parted/{wren.id}"


def told():
    return set(Notice.objects.filter(kind="appeal").values_list("person__nickname", flat=True))


@pytest.mark.parametrize("by_ben", [True, False])
def test_a_steward_beyond_a_boundary_is_not_told_and_reads_nothing(cast, as_, stewards, by_ben):
    dana, finn = stewards
    one, other = (cast.ben, dana) if by_ben else (dana, cast.ben)
    draw_boundary(by=one, towards=other, place=cast.thursday.id)
    page = asked_again(cast)
    assert told() == {"finn"}
    assert as_(dana).get(page).status_code == as_(cast.sam).get(page).status_code == 404
    assert "I did not." in as_(finn).get(page).content.decode()


def test_a_boundary_drawn_afterwards_takes_the_notice_away(cast, as_, stewards):
    dana, _finn = stewards
    page = asked_again(cast)
    sentence = "Somebody who was asked to leave a group asks you to look again"
    assert [one.words.sentence for one in unseen(dana, most=5)] == [sentence]
    draw_boundary(by=cast.ben, towards=dana, place=cast.thursday.id)
    assert [one.words for one in unseen(dana, most=5) if one.words] == []
    assert as_(dana).get(page).status_code == 404


def test_who_asked_them_to_go_never_looks_even_when_there_is_nobody_else(cast, as_):
    Stewardship.objects.all().delete()
    Stewardship.objects.create(person=cast.chidi, since=clock.now())
    page = asked_again(cast)
    assert told() == set()
    assert as_(cast.chidi).get(page).status_code == 404


def test_the_demo_and_the_others_do_not_look_at_each_other(cast, as_, stewards):
    dana, _finn = stewards
    page = asked_again(cast)
    Person.objects.filter(id=dana.id).update(is_demo=True)
    assert as_(dana).get(page).status_code == 404


def test_that_a_steward_read_it_is_written_down_for_who_asked(cast, as_, stewards):
    dana, _finn = stewards
    page = asked_again(cast)
    assert entries_about(cast.ben) == []
    assert as_(cast.sam).get(page).status_code == 404
    assert as_(cast.ben).get(page).status_code == 200
    assert entries_about(cast.ben) == []  # reading one's own is nobody's business
    as_(dana).get(page)
    entry = entries_about(cast.ben)[0]
    assert (entry.what, entry.role, entry.by_id, entry.thing) == (
        "read_removal", "steward", dana.id, f"departure:{page.rpartition('/')[2]}",
    )  # fmt: skip
