"""`withness care-check` and `withness hints`: JSON lines in, JSON lines out, and one sentence where that cannot be."""

import io
import json
import sys
from types import SimpleNamespace

import pytest

from withness.home.commands.line import run


@pytest.fixture
def typed(monkeypatch, capsys):
    def type_it(command, lines):
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(lines.encode())))
        code = run([command])
        out, err = capsys.readouterr()
        return code, [json.loads(line) for line in out.splitlines()], err

    return type_it


def test_each_text_is_answered_in_its_turn(typed):
    code, told, err = typed(
        "care-check", '{"text": "I want to die."}\n{"text": "My feet are killing me."}\n\n{"text": ""}'
    )
    assert (code, err) == (0, "")
    assert [set(one) for one in told] == [{"help", "for", "score", "because"}] * 3
    assert [(one["help"], one["for"]) for one in told] == [("yes", "self"), ("no", None), ("no", None)]


def test_each_reply_is_answered_in_its_turn(typed):
    line = json.dumps({"need": "just_listen", "share": "Awake.", "reply": "You should call me: 07700 900123"})
    code, told, _err = typed("hints", line + "\n")
    assert code == 0
    assert [hint["kind"] for hint in told[0]["hints"]] == ["contact", "advice"]
    assert typed("hints", "") == (0, [], "")


@pytest.mark.parametrize("bad", ["{", "3", "[]", '{"text": 3}', '{"txt": ""}', "\udcff", '{"text": "' + "[" * 9])
def test_what_cannot_be_read_is_said_in_one_sentence(typed, bad):
    code, told, err = typed("care-check", bad.encode("utf-8", "replace").decode() + "\n")
    assert (code, told) == (2, [])
    assert err.count("\n") == 1
    assert err.startswith("Line 1 ")
