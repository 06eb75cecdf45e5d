"""The doctor: quiet when all is well, a plain sentence and exit 1 for each fault."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from testing.ready import copy_tables
from withness.foundation import clock
from withness.foundation.events import record
from withness.foundation.models import HouseNote, Timer
from withness.home import examining
from withness.home.examining import Finding, examine
from withness.home.tests.typing_it import withness


def faults() -> list[str]:
    return [finding.sentence for finding in examine() if not finding.well]


def test_a_new_house_is_well(tmp_path: Path) -> None:
    copy_tables(tmp_path / "data" / "withness.sqlite3")
    said = withness(tmp_path / "data", "doctor", WITHNESS_PORT="1")
    assert (said.returncode, said.stderr) == (0, "")
    assert "FAULT" not in said.stdout
    assert 5 <= len(said.stdout.splitlines()) <= 12


def test_careless_settings_and_a_dead_database_are_each_told(tmp_path: Path) -> None:
    said = withness(
        tmp_path / "data", "doctor",
        WITHNESS_SECRET="short", WITHNESS_MAIL="smtp://127.0.0.1:1", DATABASE_URL="postgresql://nobody@127.0.0.1:1/none",
    )  # fmt: skip
    assert (said.returncode, said.stderr) == (1, "")
    assert [line for line in said.stdout.splitlines() if line.startswith("FAULT")] == [
        "FAULT  WITHNESS_SECRET must have at least 32 characters; leave it out, and we make a good one.",
        "FAULT  The database does not answer. Is it running, and is DATABASE_URL right?",
        "FAULT  The mail server does not let us in (ConnectionRefusedError). Look at WITHNESS_MAIL.",
    ]


def test_nothing_is_wrong_with_the_house_of_the_tests(db: None, settings: object) -> None:
    settings.MAIL_OFFERED, settings.PORT = False, 1
    assert faults() == []


def test_a_full_disk_is_told(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining, "LEAST_DISK", 2**60)
    assert any(sentence.startswith("Only ") and sentence.endswith("make room soon.") for sentence in faults())


def test_a_clock_that_went_back_is_told(transactional_db: None) -> None:
    from django.db import transaction

    with transaction.atomic():
        record(stream="group:x", kind="shared")
    with clock.stopped(clock.now() - timedelta(hours=3)):
        assert any(sentence.startswith("The clock has gone back") for sentence in faults())


def test_a_worker_that_does_not_breathe_is_told_while_pages_are_served(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examining, "is_served", lambda: True)
    still = "Pages are served, but the worker does not breathe. Start withness serve again."
    assert still in faults()
    HouseNote.objects.create(name="worker", at=clock.now())
    assert still not in faults()
    HouseNote.objects.update(at=clock.now() - timedelta(minutes=10))
    assert still in faults()


def test_what_is_overdue_and_what_failed_again_and_again_are_told(db: None) -> None:
    before = faults()
    an_hour_ago = clock.now() - timedelta(hours=1)
    Timer.objects.create(kind="post_letter", about="a", due_at=an_hour_ago, tries=9)
    assert [sentence for sentence in faults() if sentence not in before] == [
        "One thing is overdue: the worker is not keeping up. Is withness serve running?",
        "One thing is failing again and again (post_letter).",
    ]


def test_a_database_that_is_behind_is_told(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining, "pending_steps", lambda: ["shares 0009_more", "groups 0004_more"])
    assert "The database is 2 steps behind this version: withness migrate" in faults()


def test_a_careless_database_is_told(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining, "careless_settings", lambda _connection: ["synchronous is 1, and must be 2"])
    assert "The database would lose words: synchronous is 1, and must be 2." in faults()


def test_a_finding_is_one_sentence(db: None) -> None:
    for finding in examine():
        assert isinstance(finding, Finding)
        assert "\n" not in finding.sentence
