"""Help now: at once, for everybody, whatever else is broken."""

import gzip
import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from unittest import mock

import pytest
from django.contrib.staticfiles import finders
from django.db import OperationalError, connection

from withness.foundation import clock
from withness.safety.helplines import lines, making
from withness.safety.helplines.hours import is_open

FIRST_ROUND_TRIP = 14_336  # bytes: what ten packets carry before the first answer has come back


def _help(as_, query="", **headers):
    return as_(None).get(f"/help{query}", headers=headers)


def test_a_chosen_country_shows_its_line_large_to_call_and_where_it_is_from(as_):
    page = _help(as_, "?country=GB").content.decode()
    assert '<a class="line" href="tel:116123">' in page
    assert "Samaritans. A crisis line in United Kingdom." in page
    assert '<a href="tel:999" dir="ltr">999</a>' in page
    assert "stood in two public lists of 2023 to 2025. We compared them on 2026-11-22. We have not phoned it." in page
    assert "The emergency number stood in one list of 2024" in page


def test_belgium_shows_both_lines_alike_or_somebody_is_answered_in_the_wrong_language(as_):
    page = _help(as_, "?country=BE").content.decode()
    assert re.findall(r'class="line" href="tel:(\d+)"><span>([^<]+)', page) == [
        ("1813", "Call, in Dutch"), ("080032123", "Call, in French"),
    ]  # fmt: skip


def test_one_number_is_large_where_a_line_has_two(as_):
    page = _help(as_, "?country=DE").content.decode()
    assert re.findall(r'class="line" href="tel:(\d+)"', page) == ["08001110111"]
    assert 'href="tel:08001110222"' in page


def test_with_no_country_one_is_asked_and_shown_a_finder(as_):
    page = _help(as_).content.decode()
    assert "Choose the country you are in" in page
    assert 'class="line"' not in page
    assert '<a href="https://findahelpline.com" rel="noreferrer external"' in page


@pytest.mark.parametrize("code", ["-", "IT", "XX", "gb", "%00", "GB%0d%0aSet-Cookie:x=1"])
def test_a_country_without_a_line_that_two_lists_agree_on_says_so(as_, code):
    answer = _help(as_, f"?country={code}")
    assert answer.status_code == 200
    assert "no line there that two lists agree on" in answer.content.decode()
    assert not answer.cookies


@pytest.mark.parametrize(
    ("languages", "tel"), [("en-GB,en;q=0.9", "116123"), ("es-AR", "135"), ("zh-Hant-TW,zh", "1995")]
)
def test_the_browsers_own_setting_is_used_and_said(as_, languages, tel):
    page = _help(as_, **{"Accept-Language": languages}).content.decode()
    assert f'href="tel:{tel}"' in page
    assert "we begin there" in page or "Your browser" not in page


@pytest.mark.parametrize("languages", ["en", "en;q=0.5, en-GB", "*", "x", "", "-GB", "en-GBR"])
def test_nothing_is_guessed_from_less_than_a_region(as_, languages):
    assert 'class="line"' not in _help(as_, **{"Accept-Language": languages}).content.decode()


def test_a_country_is_remembered_only_with_a_press_and_forgotten_with_another(as_):
    somebody = as_(None)
    assert not somebody.get("/help?country=GB").cookies
    answer = somebody.post("/help", {"country": "GB"}, headers={"Sec-Fetch-Site": "same-origin"})
    assert (answer.cookies["country"].value, answer.cookies["country"]["httponly"]) == ("GB", True)
    assert "This device remembers United Kingdom." in somebody.get("/help").content.decode()
    somebody.post("/help", {})
    assert 'class="line"' not in somebody.get("/help").content.decode()


def test_another_site_cannot_choose_somebodys_country(as_):
    answer = as_(None).post("/help", {"country": "US"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert not answer.cookies


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_nothing_else_can_be_done_here(as_, method):
    assert getattr(as_(None), method)("/help").status_code == 405


def test_help_asks_the_database_nothing_even_for_somebody_signed_in(cast, as_, django_assert_num_queries):
    ana = as_(cast.ana)
    with django_assert_num_queries(0):
        assert ana.get("/help?country=GB").status_code == 200


def test_help_answers_when_the_database_is_down(cast, as_):
    ana = as_(cast.ana)
    ana.raise_request_exception = False
    with mock.patch.object(connection, "cursor", side_effect=OperationalError("the disk is gone")):
        assert ana.get("/today").status_code == 500  # so the database really is down
        assert ana.get("/help?country=GB").status_code == 200
        assert ana.get("/weather").status_code == 200


def test_help_may_be_kept_by_the_browser_for_it_holds_nothing_of_anybody(cast, as_):
    headers = {"User-Agent": "the same"}
    answer = as_(cast.ana).get("/help?country=GB", headers=headers)
    assert answer.content == as_(None).get("/help?country=GB", headers=headers).content
    assert "csrf" not in answer.content.decode()
    assert answer.headers["Cache-Control"].startswith("public, max-age=600")
    assert answer.headers["Vary"] == "Accept-Language, Accept-Encoding, Cookie"


@pytest.mark.parametrize("language", ["en", "es", "ar"])
@pytest.mark.parametrize("country", ["", "?country=GB", "?country=BE", "?country=AR"])
def test_the_whole_of_help_fits_into_the_first_round_trip(as_, language, country):
    answer = _help(as_, country, **{"Accept-Language": language, "Accept-Encoding": "gzip"})
    page = gzip.decompress(answer.content).decode()
    asked_for = re.findall(r'<(?:link|script)[^>]+(?:href|src)="/static/([^"]+)"', page)
    assert any(name.endswith(".css") for name in asked_for)
    files = sum(len(gzip.compress(Path(finders.find(name)).read_bytes())) for name in asked_for)
    headers = sum(len(f"{name}: {value}\r\n") for name, value in answer.headers.items())
    assert len(answer.content) + headers + files <= FIRST_ROUND_TRIP


def test_every_country_is_named_in_every_language_and_all_its_numbers_can_be_dialled():
    assert len(lines.countries()) == 53
    for country in lines.countries().values():
        assert set(country.names) == {"en", "es", "ar"}
        assert all(re.fullmatch(r"\+?\d{3,13}", number.tel) for number in country.numbers)
        assert all(re.fullmatch(r"\d{2,5}", number) for number in country.emergency)
        assert len(country.numbers) == 1 or country.both or country.code in {"DE", "NL", "EE"}


def test_only_the_first_line_that_nobody_doubts_is_taken():
    cell = "1926 (call/text) [F only]; CCCline 1333 [F only]; 0707 308 308 Sumithrayo"
    assert making.primary_line(cell) == [{"number": "0707 308 308", "tel": "0707308308", "name": "Sumithrayo"}]
    japan = "03-5774-0992 TELL (English; also 0800-300-8355); Japanese: 0120-783-556 Inochi no Denwa [W only]"
    assert [number["tel"] for number in making.primary_line(japan)] == ["0357740992"]
    with pytest.raises(ValueError, match="no line to trust"):
        making.primary_line("988 (recalled)")


def test_nothing_is_let_through_but_what_two_lists_agree_on(tmp_path, monkeypatch):
    table = tmp_path / "table.csv"
    table.write_text(
        "n,country,emergency,crisis_lines,notes,confidence,lists\n"
        "1,United Kingdom,999/112,116 123 Samaritans,text SHOUT 85258,H,F W K\n"
        "2,Iceland,112,1717,,H*,F\n3,Italy,112,02 2327 2327,,M,K F\n4,Kosovo,112,0800 12345,conflict,L,F/A\n"
    )
    monkeypatch.setattr(making, "KEPT", tmp_path / "lines.json")
    monkeypatch.setattr(making, "LEFT_OUT", tmp_path / "left_out.md")
    making.main(str(table))
    made = json.loads((tmp_path / "lines.json").read_text())
    assert [row["code"] for row in made["countries"]] == ["GB"]
    assert "85258" not in json.dumps(made)
    left = (tmp_path / "left_out.md").read_text()
    assert [name for name in ("Iceland", "Italy", "Kosovo", "United Kingdom") if f"| {name} |" in left] == [
        "Iceland", "Italy", "Kosovo",
    ]  # fmt: skip


@pytest.fixture
def own(tmp_path, settings):
    """An operator's own file."""
    settings.DATA_DIR = tmp_path

    def write(**number):
        row = {"code": "GB", "emergency": ["999"], "numbers": [{"number": "0800 1", "tel": "08001", **number}]}
        (tmp_path / "helplines.json").write_text(json.dumps({"countries": [row]}))

    return write


def test_an_operator_knows_better_and_it_shows_at_once(as_, own):
    assert "116 123" in _help(as_, "?country=GB").content.decode()
    own(name="Ours", sms="85258", keyword="HELLO", free="yes", verified_on="2026-11-01")
    page = _help(as_, "?country=GB").content.decode()
    assert 'href="tel:08001"' in page
    assert "116 123" not in page
    assert 'href="sms:85258"' in page
    assert "The call is free." in page
    assert "They were phoned on 2026-11-01." in page
    assert "United Kingdom" in page


def test_a_file_that_cannot_be_read_takes_nothing_away(as_, own, tmp_path):
    for broken in (
        "{",
        '{"countries": [{"code": "GB"}]}',
        '{"countries": [{"code":"GB","emergency":[],"numbers":[{"x":1}]}]}',
    ):
        (tmp_path / "helplines.json").write_text(broken)
        assert "116 123" in _help(as_, "?country=GB").content.decode()


def test_a_row_that_was_checked_long_ago_stays_with_its_date_and_a_finder(as_, own):
    own(verified_on="2020-01-01")
    page = _help(as_, "?country=GB").content.decode()
    assert "last checked on 2020-01-01" in page
    assert 'href="tel:08001"' in page


def test_open_now_follows_the_clock_of_the_line(as_, own):
    own(hours=["mo-su 18:00-02:00"], zone="Europe/London")
    for hour, said in ((12, "Closed just now."), (19, "Open now."), (1, "Open now."), (3, "Closed just now.")):
        with clock.stopped(datetime(2026, 11, 25, hour, 30, tzinfo=UTC)):
            assert said in _help(as_, "?country=GB").content.decode()


@pytest.mark.parametrize(
    ("hours", "at", "is_it"),
    [
        (("mo-fr 09:00-17:00",), "2026-11-25T09:00", True), (("mo-fr 09:00-17:00",), "2026-11-25T17:00", False),
        (("mo-fr 09:00-17:00",), "2026-11-28T12:00", False), (("fr-mo 09:00-17:00",), "2026-11-29T12:00", True),
        (("sa 22:00-04:00",), "2026-11-29T03:59", True), (("mo-su 00:00-24:00",), "2026-11-25T23:59", True),
        ((), "2026-11-25T12:00", False),
    ],
)  # fmt: skip
def test_hours_read_as_people_write_them(hours, at, is_it):
    assert is_open(hours, "UTC", datetime.fromisoformat(at).replace(tzinfo=UTC)) is is_it


def test_what_comes_with_the_house_is_not_too_old_to_ship():
    assert lines.due_for_checking(date.fromisoformat(lines.compared_on()), ahead=timedelta(0)) == []
