"""`audit` and `helplines`: whether the record is whole, and which numbers should be phoned again."""

import json

import pytest

from withness.home.commands import helplines
from withness.people.auditing import OPERATOR, write_down
from withness.people.models import AuditEntry
from withness.safety.helplines import lines


@pytest.fixture
def typed(typed, tmp_path, settings, monkeypatch):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr("withness.home.preparing.open_house", lambda: None)
    monkeypatch.setattr("withness.home.preparing.make_ready", lambda: 0)
    return typed


def test_a_changed_record_is_told(cast, typed):
    write_down(role=OPERATOR, what="made_link", why="Locked out.", about=cast.ana)
    assert typed("audit")[:2] == (0, "The record is whole: 1 entries, none changed.\n")
    AuditEntry.objects.update(why="Something else.")
    code, said, _beside = typed("audit")
    assert (code, "entry 1" in said) == (1, True)


def test_who_phoned_a_line_is_kept_and_read_by_help(typed, tmp_path):
    assert typed("helplines", "--checked", "GB")[0] == 2  # by whom?
    assert typed("helplines", "--checked", "ZZ", "--by", "Mo")[0] == 2
    assert not (tmp_path / "helplines.json").exists()
    assert typed("helplines", "--checked", "gb", "--by", "Mo")[0] == 0
    first = lines.countries()["GB"].numbers[0]
    assert (first.tel, first.verified_by) == ("116123", "Mo")
    assert json.loads((tmp_path / "helplines.json").read_text())["countries"][0]["code"] == "GB"
    assert helplines.NAME == "helplines"


def test_a_file_that_cannot_be_read_is_said(typed, tmp_path):
    (tmp_path / "helplines.json").write_text("{")
    code, _said, beside = typed("helplines")
    assert (code, "cannot be read" in beside) == (2, True)
