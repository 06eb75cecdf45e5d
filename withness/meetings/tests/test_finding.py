"""The index of the finder: made in a thread, and never the reason why nobody finds a meeting."""

from __future__ import annotations

import json
import threading
import time

import pytest
from django.db import DatabaseError

from withness.foundation import clock
from withness.groups.closing import close_group
from withness.groups.models import Group
from withness.meetings.finding import index
from withness.meetings.importing.listing import Wishes
from withness.meetings.importing.taking_in import feed_called, take_in
from withness.meetings.models import Series
from withness.meetings.planning import Wish, change_meeting, end_meeting, plan_meeting
from withness.meetings.tests.test_pages import FORM, NOW, titles

ROW = {"name": "Noon Online", "slug": "b", "day": 1, "time": "12:30", "timezone": "Europe/London",
       "conference_url": "https://zoom.us/j/2"}  # fmt: skip
HERE = FORM | {"attendance": "hybrid", "venue_name": "St Aidan’s Hall", "town": "Leeds, GB"}


@pytest.fixture
def soon(monkeypatch, transactional_db):
    """An index that is looked at again at once, and the threads that do so."""
    index.forget_index()
    monkeypatch.setattr(index, "FRESH", -1.0)
    yield
    _wait()
    index.forget_index()


def _wait() -> None:
    """Until nobody makes an index any more; ten seconds at most."""
    for thread in threading.enumerate():
        if thread.name == index.RENEWING:
            thread.join(timeout=10)
    with index._lock:
        pass


def test_it_goes_on_answering_when_the_rows_cannot_be_read_and_tries_again(soon, monkeypatch, caplog):
    first = index.index()

    def gone() -> tuple[object, ...]:
        raise DatabaseError("gone")

    with monkeypatch.context() as broken:
        broken.setattr(index, "_mark", gone)
        assert index.index() is first
        _wait()
    assert [line.getMessage() for line in caplog.records] == [
        "The index of meetings could not be made anew; the one before goes on answering."
    ]
    assert index.index() is first
    _wait()
    assert index.index() is first  # nothing has changed


def test_a_new_meeting_is_found_a_moment_later(soon):
    assert index.index().ids == []
    take_in(json.dumps([ROW]).encode(), feed_called("list.json", Wishes()))
    until = time.monotonic() + 10
    while not index.index().ids and time.monotonic() < until:
        _wait()
    assert len(index.index().ids) == 1


@pytest.mark.parametrize("change", [
    lambda by, one: change_meeting(by=by, series=one, wish=Wish(**{**HERE, "shown_to": "group"})),
    lambda by, one: end_meeting(by=by, series=one),
    lambda by, _one: close_group(by=by, words=""),
    lambda by, _one: Group.objects.filter(id=by.group_id).update(joining=Group.INVITE),
    lambda _by, one: Series.objects.filter(id=one.id).update(missing_since=NOW),
])  # fmt: skip
def test_what_is_no_longer_for_everybody_is_not_answered_from_an_index_that_is_behind(cast, as_, program, change):
    index.forget_index()
    rowan = cast.face(cast.chidi, cast.long_nights)
    with clock.stopped(NOW):
        series = plan_meeting(by=rowan, wish=Wish(**HERE))
        assert titles(as_(None).get("/meetings")) == titles(as_(None).get("/meetings?near=Leeds")) == ["By lamplight"]
        change(rowan, series)
        assert index.index().ids == [series.id]
        for who in (None, cast.sam, cast.ana):
            assert titles(as_(who).get("/meetings")) == titles(as_(who).get("/meetings?near=Leeds")) == []
        assert program(None).get("/meetings").json()["items"] == []
    index.forget_index()
