"""“The last Saturday has a speaker”: written in the form, held to the rhythm, said wherever the date is shown."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from withness.foundation import clock
from withness.foundation.refusing import NotUnderstood
from withness.meetings.calendars.writing import calendar_of
from withness.meetings.exporting.events import events_of
from withness.meetings.exporting.meeting_guide import exported
from withness.meetings.exporting.table import table
from withness.meetings.finding.index import forget_index
from withness.meetings.labelling import Labelled, labels_on
from withness.meetings.models import Series
from withness.meetings.planning import Wish, change_meeting, plan_meeting

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # a Monday
WISH = {"title": "By lamplight", "day": "2026-11-28", "time": "19:00", "zone": "Europe/London", "shown_to": "everybody"}
SPEAKER = Labelled("-1", "5", "A speaker")


@pytest.fixture(autouse=True)
def _monday():
    forget_index()
    with clock.stopped(NOW):
        yield
    forget_index()


def planned(cast, *lines, **more):
    return plan_meeting(by=cast.face(cast.chidi, cast.long_nights), wish=Wish(**{**WISH, **more}, labels=lines))


def test_a_line_is_kept_as_a_rule_of_the_house(cast):
    series = planned(cast, SPEAKER, Labelled("1", "5", "  New\x00 faces "), Labelled("2", "5", " "))
    assert series.labels == [["FREQ=MONTHLY;BYDAY=-1SA", "A speaker"], ["FREQ=MONTHLY;BYDAY=1SA", "New faces"]]
    assert labels_on(series, date(2026, 11, 28)) == ["A speaker"]
    assert labels_on(series, date(2026, 12, 5)) == ["New faces"]
    assert labels_on(series, date(2026, 12, 12)) == []


@pytest.mark.parametrize(("line", "more"), [
    (Labelled("-1", "1", "A speaker"), {}), (Labelled("6", "5", "x"), {}), (Labelled("0", "5", "x"), {}),
    (Labelled("1", "9", "x"), {}), (Labelled("", "", "x"), {}), (Labelled("1;FREQ=SECONDLY", "5", "x"), {}),
    (Labelled("1", "5", "x"), {"rhythm": "once"}), (Labelled("1", "5", "x"), {"rhythm": "monthly-last"}),
])  # fmt: skip
def test_what_never_happens_or_is_no_date_is_not_understood(cast, line, more):
    with pytest.raises(NotUnderstood) as no:
        planned(cast, line, **more)
    assert no.value.field == "labels"
    assert Series.objects.count() == 0


def test_the_form_adds_and_takes_away_without_a_script(cast, as_):
    chidi, group = as_(cast.chidi), cast.long_nights.id
    form = {**WISH, "rhythm": "weekly", "minutes": "60", "attendance": "online", "joining": "members", "join_opens": "15",
            "label_nth_1": "-1", "label_day_1": "5", "label_words_1": "A speaker"}  # fmt: skip
    again = chidi.post(f"/g/{group}/meetings/new", {**form, "label_day_1": "2"})
    assert again.status_code == 422
    page = again.content.decode()
    assert "This meeting never takes place then: The last Wednesday of the month." in page
    assert 'value="A speaker"' in page
    chidi.post(f"/g/{group}/meetings/new", form)
    series = Series.objects.get()
    change = chidi.get(f"/g/{group}/meetings/{series.id}/change").content.decode()
    assert 'value="A speaker"' in change
    assert '<option value="-1" selected>last</option>' in change
    shown = as_(cast.ana).get(f"/g/{group}/meetings/{series.id}").content.decode()
    assert "The last Saturday of the month: A speaker" in shown
    assert shown.count("A speaker") == 3  # the rule, 28 November, 26 December
    assert as_(cast.ana).get(f"/g/{group}/meetings").content.decode().count("A speaker") == 2
    assert as_(cast.sam).get(f"/g/{group}/meetings/{series.id}").status_code == 404
    chidi.post(f"/g/{group}/meetings/{series.id}/change", {**form, "label_words_1": ""})
    series.refresh_from_db()
    assert series.labels == []


def test_strangers_read_it_in_the_finder_and_on_its_page(cast, as_):
    series = planned(cast, SPEAKER)
    assert "A speaker" in as_(None).get("/meetings").content.decode()
    assert "The last Saturday of the month: A speaker" in as_(None).get(f"/meetings/m/{series.id}").content.decode()


def test_programs_read_it_too_and_discreet_calendars_do_not(cast):
    series = planned(cast, SPEAKER, notes="Bring a cup.")
    said = "The last Saturday of the month: A speaker"
    calendar = calendar_of([series], name="x", source="").decode().replace("\r\n ", "")
    assert f"DESCRIPTION:{said}\\nBring a cup." in calendar
    assert "speaker" not in calendar_of([series], name="x", source="", is_discreet=True).decode()
    assert next(exported([series]))["notes"] == f"{said}\nBring a cup."
    assert said in table([series])
    told = events_of(series, address="")
    assert told["@graph"][0]["description"] == said
    assert [one.get("description") for one in told["@graph"][1:4]] == ["A speaker", None, None]
    assert json.dumps(told)


def test_a_meeting_moved_to_another_day_says_its_lines_anew(cast):
    series = planned(cast, SPEAKER)
    with pytest.raises(NotUnderstood):
        change_meeting(
            by=cast.face(cast.chidi, cast.long_nights), series=series,
            wish=Wish(**{**WISH, "day": "2026-11-29"}, labels=[SPEAKER]),
        )  # fmt: skip
