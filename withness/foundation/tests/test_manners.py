"""How the API says no, whatever the room."""

import json

import pytest
from django.test import Client

from testing.programs import no
from withness.foundation.live import refusals
from withness.foundation.problems import KINDS
from withness.foundation.refusing import Refused
from withness.foundation.serving import front

SHARE = {"words": "Awake.", "need": "just_listen", "note": ""}


def every_refusal(kind=Refused):
    yield kind
    for below in kind.__subclasses__():
        yield from every_refusal(below)


def test_every_refusal_of_the_house_is_a_known_kind_with_its_own_status(client):
    assert client.get("/api/v1/problems/not-here").status_code == 200  # every room for programs is open now
    for refusal in every_refusal():
        assert KINDS[refusal.kind].status == refusal.status, refusal


def test_what_is_said_before_any_room_is_asked_is_of_a_known_kind_too():
    said = [bytes_ for module in (refusals, front) for bytes_ in vars(module).values() if isinstance(bytes_, bytes)]
    problems = [json.loads(bytes_.partition(b"\r\n\r\n")[2]) for bytes_ in said if b"problem+json" in bytes_]
    assert len(problems) >= 9
    for problem in problems:
        assert KINDS[problem["type"].rpartition("/")[2]].status == problem["status"], problem


def test_what_the_type_of_a_problem_says_can_be_read_by_everybody(client):
    for kind, known in KINDS.items():
        answer = client.get(f"/api/v1/problems/{kind}")
        assert answer.status_code == 200
        assert answer.json()["status"] == known.status
        assert answer.json()["type"] == f"/api/v1/problems/{kind}"
    assert no(client.get("/api/v1/problems/such-a-thing")) == (404, "not-here")


def test_an_unknown_address_is_the_same_to_everybody(cast, program):
    bodies = set()
    for somebody in (program(None), program(cast.ana), program(cast.sam)):
        for path in ("/nothing", "/groups/", "/groups//shares", "/live/more", "/", "/shares/a/b/c"):
            answer = somebody.get(path)
            assert no(answer) == (404, "not-here"), path
            bodies.add(answer.content)
        for answer in (somebody.post("/nothing", SHARE), somebody.delete("/nothing")):
            assert no(answer) == (404, "not-here")
            bodies.add(answer.content)
    assert bodies == {
        b'{"type":"/api/v1/problems/not-here","title":"Not Found","status":404,'
        b'"detail":"There is nothing here, or it is for members only."}'
    }


def test_a_method_nobody_knows_is_refused_with_those_that_are(cast, program):
    answer = program(cast.ana).put(f"/groups/{cast.long_nights.id}/shares", SHARE)
    assert no(answer) == (405, "not-this-way")
    assert answer.headers["Allow"] == "GET, HEAD, POST"


def test_a_head_is_a_get_without_its_body(cast, program):
    ana = program(cast.ana)
    answer = ana.client.head("/api/v1/groups")
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize("body", [b"{", b"\xff", b'{"words": NaN}', b"[" * 5000, b'{"words": "\\ud800"}', b'"' * 3])
def test_what_is_not_json_is_said_to_be_so(cast, program, body):
    ana = program(cast.ana)
    path = f"/api/v1/groups/{cast.long_nights.id}/shares"
    assert no(ana.client.post(path, body, content_type="application/json")) == (400, "not-json")


def test_another_form_than_json_is_turned_away(cast, program):
    ana = program(cast.ana)
    path = f"/api/v1/groups/{cast.long_nights.id}/shares"
    for form in ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain", ""):
        assert no(ana.client.post(path, json.dumps(SHARE), content_type=form)) == (415, "not-as-json")
    kept = ana.client.post(path, json.dumps(SHARE), content_type="application/json; charset=utf-8")
    assert kept.status_code == 201


def test_more_than_we_can_take_is_turned_away(cast, program, settings):
    ana = program(cast.ana)
    path = f"/groups/{cast.long_nights.id}/shares"
    assert ana.post(path, {"words": "ق" * 20_000}).status_code == 201
    much = {"words": "x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE}
    assert no(ana.post(path, much)) == (413, "too-long")


@pytest.mark.parametrize(
    ("body", "field", "sentence"),
    [
        ({}, "words", "This is missing."),
        ({"words": 5}, "words", "This must be text."),
        ({"words": "a", "need": "money"}, "need", "Choose one of: 'just_listen', 'been_there', 'advice_welcome' or 'celebrate'."),
        ({"words": "a", "note": "x" * 81}, "note", "This is longer than 80 letters."),
        ({"words": " \n "}, "words", "Write a word or two first. Even one is enough."),
        ([], "body", "This could not be understood."),
        (None, "body", "This is missing."),
    ],
)  # fmt: skip
def test_what_needs_another_look_is_named(cast, program, body, field, sentence):
    answer = program(cast.ana).post(f"/groups/{cast.long_nights.id}/shares", body)
    assert no(answer) == (422, "not-understood")
    assert answer.json()["errors"] == [{"field": field, "detail": sentence}]


@pytest.mark.parametrize("limit", ["0", "101", "-1", "many", "1.5", "9" * 400])
def test_a_limit_is_a_number_from_one_to_a_hundred(cast, program, limit):
    answer = program(cast.ana).get("/groups", limit=limit)
    assert no(answer) == (422, "not-understood")
    assert [error["field"] for error in answer.json()["errors"]] == ["limit"]


def test_something_of_ours_that_breaks_is_a_problem_and_says_nothing_of_what_was_asked(
    cast, program, monkeypatch, caplog
):
    def break_down(*_args, **_kwargs):
        raise RuntimeError("Awake again")

    monkeypatch.setattr("withness.shares.api.writing.share", break_down)
    answer = program(cast.ana).post(f"/groups/{cast.long_nights.id}/shares", SHARE)
    assert no(answer) == (500, "broken")
    assert b"Awake" not in answer.content
    assert [record.name for record in caplog.records if record.exc_info] == ["withness.api"]


def test_no_page_and_no_sentence_meant_for_a_page_is_touched(cast, program):
    """The word for the next page stays there for it, whatever scripts ask meanwhile."""
    answer = program(cast.ana).get("/me")
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


def test_a_stranger_to_the_house_gets_no_further_than_the_door(db):
    for path in ("/groups", "/me", "/kept", "/drafts", "/notices", "/search", "/groups/nope", "/shares/nope"):
        answer = Client().get(f"/api/v1{path}")
        assert no(answer) == (401, "sign-in"), path
        assert answer.headers["WWW-Authenticate"] == 'Bearer realm="withness"'
