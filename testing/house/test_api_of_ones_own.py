"""One's own days, letters and skills, for programs: to anybody else they are as if they were not."""

from __future__ import annotations

from testing.cast import Cast
from testing.programs import Program
from withness.accountability.beginning import begin
from withness.accountability.committing import commit
from withness.accountability.models import CheckIn
from withness.hope.marking import mark
from withness.skills.laying_out import lay_out_starters
from withness.skills.models import Trial


def test_a_day_is_told_by_a_program_and_to_sam_there_is_none(cast: Cast) -> None:
    ana, sam = Program(cast.ana), Program(cast.sam)
    goal = begin(person=cast.ana, words="Go out once", frame="habit")
    (told,) = ana.get("/progress").json()["items"]
    assert (told["words"], told["today"]) == ("Go out once", "")
    assert "0" not in told["progress"]
    assert ana.post(f"/progress/{goal.id}/check-ins", {"went": "as_meant"}).status_code == 204
    assert CheckIn.objects.get().went == "as_meant"
    assert ana.post(f"/progress/{goal.id}/check-ins", {"went": "as_meant", "on": "soon"}).status_code == 422
    assert ana.post(f"/progress/{goal.id}/check-ins", {"went": "great"}).status_code == 422
    assert sam.get("/progress").json()["items"] == []
    assert sam.post(f"/progress/{goal.id}/check-ins", {"went": "partly"}).status_code == 404


def test_a_commitment_is_answered_by_who_named_it(cast: Cast) -> None:
    ana, ben = Program(cast.ana), Program(cast.ben)
    named = commit(member=cast.face(cast.ana, cast.long_nights), words="Ring my sister")
    assert [one["words"] for one in ana.get("/commitments").json()["items"]] == ["Ring my sister"]
    assert ben.post(f"/commitments/{named.id}", {"how": "done"}).status_code == 404
    assert ana.post(f"/commitments/{named.id}", {"how": "not_yet"}).status_code == 204
    assert ana.get("/commitments").json()["items"] == []


def test_points_and_letters_are_ones_own(cast: Cast) -> None:
    mark(person=cast.ana, kind="own", words="Slept through")
    assert [one["words"] for one in Program(cast.ana).get("/milestones").json()["items"]] == ["Slept through"]
    assert Program(cast.sam).get("/milestones").json()["items"] == []
    assert Program(cast.sam).get("/letters").json()["items"] == []


def test_what_helps_is_found_tried_and_told_of(cast: Cast) -> None:
    lay_out_starters()
    ana = Program(cast.ana)
    found = ana.get("/strategies?moment=night").json()["items"]
    assert found
    assert all("night" in one["moments"] for one in found)
    begun = ana.post(f"/strategies/{found[0]['id']}/trials", {"moment": "night", "before": 7})
    assert begun.status_code == 201
    assert Program(cast.sam).post(f"/trials/{begun.json()['id']}", {"went": "worse"}).status_code == 404
    assert ana.post(f"/trials/{begun.json()['id']}", {"went": "helped", "after": 4}).status_code == 204
    assert Trial.objects.get().went == "helped"
    assert ana.post("/strategies/nothing/trials", {"moment": "night"}).status_code == 404
