"""Meetings, for programs."""

from __future__ import annotations

import json

import pytest

from withness.foundation import clock
from withness.meetings.finding.index import forget_index
from withness.meetings.models import Series
from withness.meetings.planning import Wish, plan_meeting
from withness.meetings.tests.test_pages import FIRST, FORM, NOW, ROWS, listed  # noqa: F401 -- a fixture


@pytest.fixture(autouse=True)
def _monday():
    forget_index()
    with clock.stopped(NOW):
        yield
    forget_index()


def names(answer):
    return [one["title"] for one in answer.json()["items"]]


def test_anybody_finds_meetings(listed, client):  # noqa: F811
    assert names(client.get("/api/v1/meetings?near=Leeds, GB&within=10")) == ["Early Risers", "Weekend"]
    assert names(client.get("/api/v1/meetings?now=true&attendance=online")) == ["Early Risers", "Noon Online"]
    assert names(client.get("/api/v1/meetings?day=5&type=open")) == []
    assert len(names(client.get("/api/v1/meetings?near=&within=&day=&now=&type="))) == 5
    first = client.get("/api/v1/meetings?limit=2").json()
    assert [one["title"] for one in first["items"]] == ["Early Risers", "Far Away"]
    assert names(client.get(f"/api/v1/meetings?limit=2&after={first['next']}")) == ["Noon Online", "Weekend"]
    item = client.get("/api/v1/meetings?near=Leeds").json()["items"][0]
    assert (item["next_starts_at"], item["zone"], item["km"]) == ("2026-11-23T11:30:00Z", "Europe/London", 0.4)
    assert "zoom.us" not in json.dumps(item)
    assert client.get(f"/api/v1/meetings/{item['id']}").json()["title"] == "Early Risers"


@pytest.mark.parametrize(("query", "field"), [
    ("near=Xyzzyville", "near"), ("day=8", "day"), ("type=nonsense", "type"), ("after=nonsense", "after"),
    ("within=0", "within"), ("within=nan", "within"),
])  # fmt: skip
def test_what_cannot_be_understood_is_a_problem(listed, client, query, field):  # noqa: F811
    answer = client.get(f"/api/v1/meetings?{query}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == field


def test_a_point_goes_by_post(listed, client):  # noqa: F811
    body = {"latitude": 53.80123, "longitude": -1.55, "within": 10}
    answer = client.post("/api/v1/meetings/near", json.dumps(body), content_type="application/json")
    assert names(answer) == ["Early Risers", "Weekend"]


def test_a_program_says_that_its_person_comes(cast, program):
    series = plan_meeting(by=cast.face(cast.chidi, cast.long_nights), wish=Wish(**{**FORM, "shown_to": "group"}))
    group, ana, sam = cast.long_nights.id, program(cast.ana), program(cast.sam)
    dates = ana.send("get", f"/groups/{group}/meetings", {}).json()["items"]
    assert (dates[0]["planned"], dates[0]["mine"], len(dates)) == (FIRST, "", 5)
    said = ana.send("post", f"/groups/{group}/meetings/{series.id}/coming", {"planned": FIRST})
    assert said.json() == {"state": "comes"}
    assert sam.send("get", f"/groups/{group}/meetings", {}).status_code == 404
    assert sam.send("post", f"/groups/{group}/meetings/{series.id}/coming", {"planned": FIRST}).status_code == 404
    assert sam.send("get", f"/meetings/{series.id}", {}).status_code == 404
    assert Series.objects.get().title == "By lamplight"
