"""Hearing each other: who gets a ticket, what is asked of each provider, and that nobody is ever asked to record."""

from __future__ import annotations

import hashlib
import io
import json
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest

from testing.janus import janus_here, running_janus
from withness.circles.choosing import keep_ways
from withness.circles.joining import join_circle
from withness.circles.opening import open_circle
from withness.circles.rules import seat_of
from withness.circles.tests.playing import do, fresh
from withness.circles.voice import elsewhere
from withness.circles.voice.elsewhere import BigBlueButton, Jitsi, LiveKit
from withness.circles.voice.providers import Guest
from withness.circles.voice.tickets import ticket
from withness.foundation.refusing import NotAllowed, NotUnderstood

ANA = Guest(key="c-2", name="Teasel", holds=False)
CHIDI = Guest(key="c-1", name="Rowan", holds=True)


@pytest.fixture
def asked(monkeypatch):
    """What was asked of other servers; each answers `answers` in turn."""
    found, answers = [], []

    def urlopen(request, timeout):
        found.append(request)
        return io.BytesIO(answers.pop(0) if answers else b"{}")

    monkeypatch.setattr(elsewhere, "urlopen", urlopen)
    return found, answers


def test_jitsi_gets_a_token_for_this_room_and_this_guest_only():
    jitsi = Jitsi("https://meet.example.org?key=app&secret=a-secret-of-at-least-thirty-two-letters")
    for guest in (ANA, CHIDI):
        address = urlsplit(jitsi.join_ticket("withness-c", guest, until=4_000_000_000))
        token = parse_qs(address.query)["jwt"][0]
        told = jwt.decode(token, "a-secret-of-at-least-thirty-two-letters", algorithms=["HS256"], audience="jitsi")
        assert (address.netloc, address.path) == ("meet.example.org", "/withness-c")
        assert (told["iss"], told["sub"], told["room"], told["exp"]) == (
            "app",
            "meet.example.org",
            "withness-c",
            4_000_000_000,
        )
        assert told["context"]["user"] == {"id": guest.key, "name": guest.name, "moderator": guest.holds}
        assert told["context"]["features"]["recording"] is False


def test_livekit_gets_a_grant_and_is_asked_to_mute_and_remove(asked):
    requests, answers = asked
    address = (
        "https://live.example.org?key=k&secret=a-secret-of-at-least-thirty-two-letters&client=https://join.example.org"
    )
    livekit = LiveKit(address)
    ticket = parse_qs(urlsplit(livekit.join_ticket("r", ANA, until=4_000_000_000)).query)
    told = jwt.decode(ticket["token"][0], "a-secret-of-at-least-thirty-two-letters", algorithms=["HS256"])
    assert ticket["liveKitUrl"] == ["wss://live.example.org"]
    assert (told["sub"], told["video"]["room"], told["video"]["roomJoin"], told["video"]["roomRecord"]) == (
        "c-2",
        "r",
        True,
        False,
    )
    answers += [b'{"tracks": [{"sid": "T1"}]}', b"{}", b"{}", b'{"participants": [{"identity": "c-2"}]}', b"{}"]
    livekit.mute("r", "c-2", muted=True)
    livekit.kick("r", "c-2")
    assert livekit.participants("r") == ["c-2"]
    livekit.end("r")
    names = [request.full_url.rpartition("/")[2] for request in requests]
    assert names == ["GetParticipant", "MutePublishedTrack", "RemoveParticipant", "ListParticipants", "DeleteRoom"]
    assert json.loads(requests[1].data) == {"room": "r", "identity": "c-2", "track_sid": "T1", "muted": True}


def test_bigbluebutton_is_asked_with_a_checksum_and_never_to_record(asked):
    requests, answers = asked
    bbb = BigBlueButton("https://bbb.example.org/bigbluebutton?secret=s")
    answers += [b"<response><returncode>SUCCESS</returncode></response>"]
    bbb.create_room("r")
    parts = urlsplit(requests[0].full_url)
    query, _and, checksum = parts.query.rpartition("&checksum=")
    assert checksum == hashlib.sha256(f"create{query}s".encode()).hexdigest()
    said = parse_qs(query)
    assert (said["record"], said["allowStartStopRecording"], said["meetingID"]) == (["false"], ["false"], ["r"])
    words = [parse_qs(urlsplit(bbb.join_ticket("r", guest, until=0)).query)["password"] for guest in (ANA, CHIDI)]
    assert words == [said["attendeePW"], said["moderatorPW"]]


def test_a_link_of_ones_own_is_a_whole_https_link(cast, as_, faces):
    for link in (
        "http://meet.example.org",
        "javascript:alert(1)",
        "https://user@meet.example.org",
        "meet",
        "https://[x",
    ):
        with pytest.raises(NotUnderstood):
            keep_ways(by=faces[0], keep_hours=0, voice="link", voice_link=link)
    with pytest.raises(NotUnderstood):
        keep_ways(by=faces[0], keep_hours=0, voice="janus", voice_link="")
    keep_ways(by=faces[0], keep_hours=0, voice="link", voice_link="https://meet.example.org/our-room")
    circle = open_circle(by=faces[0], format_name="pause")
    at = f"/g/{circle.group_id}/c/{circle.id}"
    assert as_(cast.chidi).get(f"{at}/voice").headers["Location"] == "https://meet.example.org/our-room"
    assert as_(cast.ana).get(f"{at}/voice").headers["Location"] == at
    assert as_(cast.sam).get(f"{at}/voice").status_code == 404
    seat = join_circle(by=faces[1], circle=circle)
    assert ticket(fresh(circle), seat)
    do(faces[0], circle, "close")
    with pytest.raises(NotAllowed):
        ticket(fresh(circle), seat_of(circle, faces[1]))


@pytest.mark.slow
@pytest.mark.skipif(not janus_here(), reason="there is no janus here (apt install janus)")
def test_our_own_page_of_sound_may_use_the_microphone_and_no_other_page_may(cast, as_, faces, tmp_path, settings):
    with running_janus(tmp_path) as janus:
        settings.VOICE = {"janus": janus}
        keep_ways(by=faces[0], keep_hours=0, voice="janus", voice_link="")
        circle = open_circle(by=faces[0], format_name="pause")
        at = f"/g/{circle.group_id}/c/{circle.id}"
        answer = as_(cast.chidi).get(f"{at}/voice")
        assert answer.status_code == 200
        assert "microphone=(self)" in answer.headers["Permissions-Policy"]
        assert "microphone=()" in as_(cast.chidi).get(at).headers["Permissions-Policy"]
    assert as_(cast.chidi).get(f"{at}/voice").headers["Location"] == at
