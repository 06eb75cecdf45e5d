"""A proof that cannot fail proves nothing: each must first notice a fault that was put in on purpose."""

from __future__ import annotations

import asyncio
import random

import pytest

from testing.proving import crowded, hostile_shares, killing, silent_mail, strangers
from testing.proving.hostile_words import hostile_texts

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("fault", "replays", "notices"),
    [
        ("says_too_soon", 0.0, "acknowledged shares are lost"),
        ("forgets_keys", 0.5, "is kept twice"),
        ("resumes_from_now", 0.3, "events were never heard"),
    ],
)
def test_kill_notices(fault: str, replays: float, notices: str) -> None:
    with pytest.raises(AssertionError, match=notices):
        killing.kill_under_load(random.Random(7), 4, faults=[fault], replays=replays)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("fault", "notices"),
    [("trusts_words", "'a script ran': .*'asked elsewhere'"), ("shows_pictures", "'asked elsewhere'")],
)
def test_hostile_notices(fault: str, notices: str) -> None:
    with pytest.raises(AssertionError, match=notices):
        hostile_shares.try_texts(hostile_texts(3, 60), faults=[fault])


@pytest.mark.parametrize(
    ("fault", "notices"),
    [
        ("lets_anybody_sit", "sam: GET /g/<str:group_id>/s/<str:share_id>: 200"),
        ("tells_hidden_groups_apart", "403, and 404 for a missing one"),
        ("sees_across_boundaries", "(ana|eve): .*: 200"),
    ],
)
def test_strangers_notices(fault: str, notices: str, monkeypatch: pytest.MonkeyPatch) -> None:
    few = strangers.every_way
    wanted = ("/g/<str:group_id>/s/<str:share_id>", "/api/v1/shares/{share_id}", "/g/<str:group_id>/shares/new")
    monkeypatch.setattr(strangers, "every_way", lambda house: [way for way in few(house) if way.path in wanted])
    with pytest.raises(AssertionError, match=notices):
        strangers.try_every_way(random.Random(7), full=False, faults=[fault])


@pytest.mark.parametrize(
    ("fault", "notices"), [("counts_listeners", "were not served"), ("skips_a_listener", "deliveries were lost")]
)
def test_crowd_notices(fault: str, notices: str) -> None:
    with pytest.raises(AssertionError, match=notices):
        asyncio.run(crowded.serve_many(80, faults=[fault]))


def test_crowd_notices_a_house_that_waits_for_ever() -> None:
    with pytest.raises(AssertionError, match="a reader was not answered"):
        asyncio.run(crowded.flood(files=crowded.SMALL, faults=["waits_for_ever"], patience=3))


def test_silent_mail_notices() -> None:
    with pytest.raises(AssertionError, match=r"waited for the mail server|database is locked"):
        silent_mail.go_on_without_mail(faults=["carries_letters_inside"])
