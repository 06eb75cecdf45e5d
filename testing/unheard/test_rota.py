"""The rota and the notes for the next, across a boundary: Chidi and Ben are on duty; neither meets the other there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from withness.foundation import clock
from withness.matching.handing_over import hand_over
from withness.matching.rota import choose_hours
from withness.matching.willing import finish_practice
from withness.safety.boundaries import draw_boundary


@pytest.fixture
def on_duty(cast, faces):
    """Wren on Monday at one, Rowan at two; each left a note."""
    finish_practice(person=cast.ben)
    for who, slot, words in (("ben", 1, "It was a long night."), ("chidi", 2, "All slept.")):
        choose_hours(by=faces[who], slots=[slot])
        hand_over(by=faces[who], words=words)


def met(cast, as_, program):
    """What each of the two meets of the other: on the page, and through the API."""
    address, found = f"/groups/{cast.long_nights.id}/rota", {}
    for person, other, words in ((cast.ben, "Rowan", "All slept."), (cast.chidi, "Wren", "It was a long night.")):
        page = as_(person).get(f"/g/{cast.long_nights.id}/rota").content.decode()
        told = program(person).send("get", address).json()
        names = [name for slot in told["slots"] for name in slot["names"]]
        found[person.nickname] = [
            other in page, words in page, other in names, [other, words] in [[n["alias"], n["words"]] for n in told["notes"]],
        ]  # fmt: skip
    return found


BOTH, NEITHER = [{"ben": [seen] * 4, "chidi": [seen] * 4} for seen in (True, False)]


@pytest.mark.parametrize("by", ["ben", "chidi"])
def test_where_a_boundary_is_drawn_neither_meets_the_other_on_the_rota(cast, on_duty, as_, program, by):
    assert met(cast, as_, program) == BOTH
    one, two = (cast.ben, cast.chidi) if by == "ben" else (cast.chidi, cast.ben)
    draw_boundary(by=one, towards=two, place=cast.long_nights.id)
    assert met(cast, as_, program) == NEITHER
    page = as_(cast.ben).get(f"/g/{cast.long_nights.id}/rota").content.decode()
    assert "Monday, 02:00–06:00" in page  # an hour taken by nobody would tell that somebody is hidden
    assert as_(cast.sam).get(f"/g/{cast.long_nights.id}/rota").status_code == 404


def test_drawn_under_other_names_it_hides_what_comes_after(cast, on_duty, faces, as_, program):
    drawn = draw_boundary(
        by=cast.ben, towards=cast.chidi, place=cast.still_water.id,
        own_face=cast.face(cast.ben, cast.still_water).id, face=cast.face(cast.chidi, cast.still_water).id,
    )  # fmt: skip
    assert met(cast, as_, program) == BOTH
    with clock.stopped(drawn.elsewhere_from + timedelta(minutes=1)):
        choose_hours(by=faces["ben"], slots=[1, 5])
        hand_over(by=faces["ben"], words="Quiet now.")
        chidi = program(cast.chidi).send("get", f"/groups/{cast.long_nights.id}/rota").json()
        assert {slot["slot"]: slot["names"] for slot in chidi["slots"] if slot["names"]} == {1: ["Wren"], 2: ["Rowan"]}
        assert "Quiet now." not in [note["words"] for note in chidi["notes"]]
        assert "Quiet now." not in as_(cast.chidi).get(f"/g/{cast.long_nights.id}/rota").content.decode()
