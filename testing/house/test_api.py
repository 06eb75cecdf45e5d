"""The whole API at once: its description, its doors, and that it makes nobody wait who does not use it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.urls import get_resolver

from testing.programs import Program
from withness.foundation.late import LateAddresses
from withness.meetings.planning import Wish, plan_meeting
from withness.shares.replying import reply
from withness.shares.sharing import share

OPEN_TO_ALL = {
    "/api/v1/help/lines", "/api/v1/problems/{kind}", "/api/v1/meetings", "/api/v1/meetings/near",
    "/api/v1/meetings/{meeting_id}", "/api/v1/welcome/suggestions",
}  # fmt: skip
BODIES = {
    "join_group": {"alias": "Linnet", "agreement_version": 1},
    "accept_agreement": {"agreement_version": 1},
    "send_share": {"words": "Hello."},
    "send_reply": {"words": "Hello."},
    "change_reply": {"words": "Hello."},
    "stand_beside": {"kind": "hear_you"},
    "keep_draft": {"words": "Hello."},
    "keep_reply_draft": {"words": "Hello."},
    "answer_meeting": {"planned": "2090-01-06T19:00"},
    "do_act": {"act": "join"},
    "choose_hours": {"slots": [1]},
    "leave_note": {"words": "Hello."},
    "say_willingness": {"often": "some"},
    "rest_a_while": {"how_long": "day"},
    "check_in": {"went": "partly"},
    "tell_how": {"how": "done"},
    "begin_trial": {"moment": "night"},
    "tell_trial": {"went": "helped"},
    "draw_one": {"member": "bcdfghjkmnpqrstvw"},
}


def described(client):
    """(path, method, operation) of every operation but the live stream, which another process answers."""
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    return [
        (path, method, one)
        for path, methods in paths.items()
        for method, one in methods.items()
        if one["operationId"] != "live"
    ]


def test_the_contract_is_kept(client, db):
    """What was promised to those who write programs (issue A) is there, under these very names."""
    there = {(path.removeprefix("/api/v1"), method) for path, method, _one in described(client)}
    assert there >= {
        ("/groups", "get"), ("/groups/{group_id}", "get"), ("/groups/{group_id}/join", "post"),
        ("/groups/{group_id}/shares", "get"), ("/groups/{group_id}/shares", "post"), ("/shares/{share_id}", "get"),
        ("/shares/{share_id}/replies", "post"), ("/shares/{share_id}/presences", "post"),
    }  # fmt: skip
    told = client.get("/api/v1/openapi.json").json()
    assert told["openapi"] == "3.1.0"
    assert told["paths"]["/api/v1/live"]["get"]["responses"]["200"]["content"].keys() == {"text/event-stream"}
    assert told["info"]["title"] == "Withness"


def test_every_operation_has_a_name_of_its_own_and_says_how_it_may_say_no(client, db):
    operations = described(client)
    names = [one["operationId"] for _path, _method, one in operations]
    assert len(names) == len(set(names)) > 30
    for path, method, one in operations:
        assert one["summary"], path
        assert one["description"], path
        codes = set(one["responses"])
        assert ({"401", "429"} <= codes) == (path not in OPEN_TO_ALL), path
        assert "{" not in path or "404" in codes, path
        assert "requestBody" not in one or {"400", "413", "415", "422"} <= codes, path
        assert method == "get" or "403" in codes or path in OPEN_TO_ALL, path


def test_every_address_that_answers_is_described(client, db):
    (posts,) = get_resolver().url_patterns
    late = next(one for one in posts.url_patterns if isinstance(one, LateAddresses))
    routes = {str(one.pattern).replace("<", "{").replace(">", "}") for one in late.url_patterns} - {"", "openapi.json"}
    assert {f"/api/v1/{route}" for route in routes} == {path for path, _method, _one in described(client)}
    assert late.check() == []
    assert [trouble for one in late.url_patterns for trouble in one.check()] == []


def test_nobody_without_a_token_gets_past_any_door(client, cast):
    for path, method, one in described(client):
        answer = client.generic(method.upper(), path, b"")
        assert answer.status_code == (401 if path not in OPEN_TO_ALL else answer.status_code), (method, path)
        assert path not in OPEN_TO_ALL or answer.status_code in {200, 404, 422}, one


@pytest.mark.parametrize("where", ["still_water", "long_nights"])
def test_every_door_of_a_group_is_for_its_members_and_to_sam_as_if_it_were_not(client, cast, where):
    """Whatever method and address there is: with the real name, and with one of nothing, Sam reads the same bytes."""
    sam, ana, group = Program(cast.sam), cast.face(cast.ana, getattr(cast, where)), getattr(cast, where)
    hers = share(by=ana, words="Awake.", need="just_listen")
    said = reply(by=ana, share=hers, words="Still.")
    wish = Wish(title="Friday", day="2090-01-06", time="19:00", zone="Europe/London")
    meeting = plan_meeting(by=cast.face(cast.chidi, group), wish=wish)
    real = {"group_id": group.id, "share_id": hers.id, "reply_id": said.id, "meeting_id": meeting.id}
    nothing = dict.fromkeys(real, "bcdfghjkmnpqrstvw")
    fixed = {"kind": "hear_you", "mark": "kept", "token": "guess", "word": "heard"}
    listed = {"read_group", "join_group", "ask_no_longer"} if where == "long_nights" else set()
    tried = 0
    for path, method, one in described(client):
        if not any(f"{{{name}}}" in path for name in real) or one["operationId"] in listed:
            continue
        answers = [
            sam.send(method, path.format(**names, **fixed).removeprefix("/api/v1"), BODIES.get(one["operationId"], {}))
            for names in (real, nothing)
        ]
        assert answers[0].status_code == 404, (method, path)
        assert answers[0].content == answers[1].content
        assert answers[0].headers.items() == answers[1].headers.items()
        tried += 1
    assert tried >= 24


@pytest.mark.slow
def test_who_does_not_use_the_api_does_not_wait_for_it(tmp_path):
    """A quarter of a second and 13 MB in each process."""
    said = "import sys; from withness.foundation.serving.preloading import preload; preload(); print('ninja' in sys.modules)"
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings", "WITHNESS_DATA": str(tmp_path)}
    (tmp_path / "static").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", said], env=environment, cwd=Path(__file__).parents[2], capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "False"
