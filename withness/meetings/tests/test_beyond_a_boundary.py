"""Who comes, waits for a place or holds a meeting is not shown across a boundary, on either side of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from withness.foundation import clock
from withness.meetings.coming import come, hand_over, host_of, who_comes
from withness.meetings.planning import Wish, plan_meeting
from withness.meetings.tests.test_groups import FIRST, NOW, WISH
from withness.safety.boundaries import draw_boundary


@pytest.fixture(autouse=True)
def _monday():
    with clock.stopped(NOW):
        yield


@pytest.fixture
def lamplight(cast):
    """Ben comes; Ana and Eve, who do not meet, wait for a place."""
    rowan = cast.face(cast.chidi, cast.long_nights)
    series = plan_meeting(by=rowan, wish=Wish(**WISH, capacity="1"))
    for second, person in enumerate((cast.ben, cast.ana, cast.eve)):
        with clock.stopped(NOW + timedelta(seconds=second)):
            come(by=cast.face(person, cast.long_nights), series=series, planned=FIRST, comes=True)
    return series


def shown(answer):
    """The aliases on a page."""
    return {one for one in ("Rowan", "Teasel", "Wren", "Plover") if one in answer.content.decode()}


def test_neither_side_of_a_boundary_is_shown_to_the_other_among_those_who_come_or_wait(cast, as_, lamplight):
    page = f"/g/{cast.long_nights.id}/meetings/{lamplight.id}"
    assert shown(as_(cast.ben).get(page)) == {"Rowan", "Teasel", "Wren", "Plover"}
    assert shown(as_(cast.ana).get(page)) == {"Rowan", "Teasel", "Wren"}
    assert shown(as_(cast.eve).get(page)) == {"Rowan", "Wren", "Plover"}
    assert as_(cast.sam).get(page).status_code == 404
    come(by=cast.face(cast.ben, cast.long_nights), series=lamplight, planned=FIRST, comes=False)
    plover = cast.face(cast.eve, cast.long_nights)
    coming, waiting = who_comes(lamplight, FIRST, seen_by=plover)
    assert ([one.member for one in coming], [one.member for one in waiting]) == ([], [plover])


def test_a_host_beyond_a_boundary_is_not_named_and_cannot_be_chosen(cast, as_, lamplight):
    rowan, teasel, plover = (cast.face(one, cast.long_nights) for one in (cast.chidi, cast.ana, cast.eve))
    page = f"/g/{cast.long_nights.id}/meetings/{lamplight.id}"
    hand_over(by=rowan, series=lamplight, to=teasel)
    assert "Held by <bdi>Teasel</bdi>." in as_(cast.ben).get(page).content.decode()
    assert shown(as_(cast.eve).get(page)) == {"Wren", "Plover"}
    assert f'value="{plover.id}"' not in as_(cast.ana).get(page).content.decode()
    assert f'value="{plover.id}"' in as_(cast.chidi).get(page).content.decode()
    assert as_(cast.ana).post(f"{page}/hold", {"do": "host", "host": plover.id}).status_code == 422
    assert host_of(lamplight, seen_by=rowan) == teasel


def test_a_boundary_from_elsewhere_hides_what_is_said_from_its_hour_on(cast, lamplight):
    wren, teasel = (cast.face(one, cast.long_nights) for one in (cast.ben, cast.ana))
    boundary = draw_boundary(by=cast.ben, towards=cast.ana, place=cast.still_water.id)
    assert teasel in [one.member for one in who_comes(lamplight, FIRST, seen_by=wren)[1]]
    boundary.elsewhere_from = NOW
    boundary.save()
    assert teasel not in [one.member for one in who_comes(lamplight, FIRST, seen_by=wren)[1]]
    assert wren not in [one.member for one in who_comes(lamplight, FIRST, seen_by=teasel)[0]]
