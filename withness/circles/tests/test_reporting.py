"""A circle can be reported, and a steward sees at most five things said in it."""

from __future__ import annotations

from withness.circles.tests.playing import do, running
from withness.safety.reportable import find_target, kind_of


def test_a_circle_is_found_by_its_members_and_shows_the_last_things_said(cast, as_, faces):
    circle = running(faces)
    assert find_target(cast.sam, "circle", circle.id) is None
    assert find_target(cast.ben, "circle", circle.id).back == f"/g/{circle.group_id}/c/{circle.id}"
    for _n in range(4):
        do(faces[0], circle, "next")
    do(faces[1], circle, "speak", words="Here.")
    pieces = kind_of("circle").look(circle.id)
    assert next((piece.is_it, piece.alias) for piece in pieces) == (True, circle.plan.name)
    assert len(pieces) <= 6
    at = as_(cast.ben).get(f"/g/{circle.group_id}/c/{circle.id}").content.decode()
    assert f"/report/circle/{circle.id}" in at
