"""`import-meetings`, `export-meetings`: on an empty data folder, standard output for programs, and a code that is true."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from withness.home.tests.typing_it import withness

ROW = {
    "name": "Early Risers",
    "slug": "early",
    "day": 1,
    "time": "7:00 PM",
    "formatted_address": "12 High St, London SE1 1AA, UK",
}


@pytest.mark.slow
def test_on_an_empty_folder_standard_output_is_the_report_and_what_came_in_goes_out(tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text(json.dumps([ROW, None, {**ROW, "slug": "late", "time": "21:00"}]))
    said = withness(tmp_path / "data", "import-meetings", str(tmp_path / "list.json"), "--json")
    assert said.returncode == 0
    report = json.loads(said.stdout)
    assert (report["accepted"], report["with_warnings"], report["rejected"]) == (2, 1, 1)
    assert [(row["row"], row["verdict"]) for row in report["rows"]] == [
        (1, "accepted_with_warnings"), (2, "rejected"), (3, "accepted"),
    ]  # fmt: skip
    out = json.loads(withness(tmp_path / "data", "export-meetings").stdout)
    assert sorted((one["slug"], one["time"], one["timezone"]) for one in out) == [
        ("early", "19:00", "Europe/London"), ("late", "21:00", "Europe/London"),
    ]  # fmt: skip


@pytest.mark.parametrize(("body", "sentence"), [
    (b"[" * 100_000, "nested too deeply"), (b"<html>", "web page"), (b"[" + b"0," * 200_000 + b"0]", "at most 100000"),
    (b"", "nothing in it"),
])  # fmt: skip
def test_what_cannot_be_read_is_one_sentence_and_exit_2(typed, tmp_path, body, sentence):
    (tmp_path / "list.json").write_bytes(body)
    code, out, err = typed("import-meetings", str(tmp_path / "list.json"), "--json")
    assert (code, out) == (2, "")
    assert sentence in err


def test_what_is_not_there_and_what_leads_inside_is_refused(typed, tmp_path):
    assert typed("import-meetings", str(tmp_path / "nothing.json"))[0] == 2
    code, out, err = typed("import-meetings", "http://127.0.0.1:8080/list.json")
    assert (code, out) == (2, "")
    assert "not open to all" in err
    assert typed("import-meetings", "http://127.0.0.1:22/list.json")[0] == 2
    assert typed("import-meetings", "x", "--zone", "Mars/Base")[0] == 2


@pytest.mark.parametrize(("how", "begins"), [("json", "[\n"), ("csv", "slug,name,day"), ("ics", "BEGIN:VCALENDAR")])
def test_it_is_written_in_three_formats(typed, tmp_path, how, begins):
    (tmp_path / "list.json").write_text(json.dumps([ROW]))
    typed("import-meetings", str(tmp_path / "list.json"))
    code, out, _err = typed("export-meetings", "--format", how)
    assert code == 0
    assert out.startswith(begins)
    assert "Early Risers" in out
