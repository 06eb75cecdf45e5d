"""Lists that stewards look after: tried first, then taken in; asked again, changed, stopped. Nobody else finds the door."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from withness.foundation import clock
from withness.foundation.models import Timer
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.timers import run_due
from withness.meetings.importing import due, taking_in, working
from withness.meetings.importing.due import let_go_of_tried
from withness.meetings.importing.fetching import Fetched
from withness.meetings.importing.listing import Unreadable, Wishes
from withness.meetings.importing.looking_after import ask_now, change_list, take_in_tried, try_list
from withness.meetings.importing.planning import READ, REFETCH
from withness.meetings.importing.working import work_on
from withness.meetings.models import Feed, Intake, Series
from withness.people.models import AuditEntry

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ADDRESS = "https://list.example.org/meetings.json"
ROWS = [
    {"name": "Early Risers", "slug": "a", "day": 1, "time": "07:00", "timezone": "Europe/London", "contact_1_name": "Maud",
     "conference_url": "https://zoom.us/j/1?pwd=secret"},
    {"name": "Noon", "slug": "b", "day": 2, "time": "12:00", "timezone": "Europe/London", "notes": "Ring 020 7946 0018"},
    {"name": "Never", "slug": "c", "day": 9, "time": "12:00"},
]  # fmt: skip
BODY = json.dumps(ROWS).encode()


@pytest.fixture(autouse=True)
def _monday():
    with clock.stopped(NOW):
        yield


@pytest.fixture
def far_away(monkeypatch):
    """A server that answers with what `says` holds; no test goes out."""
    says = {"body": BODY, "asked": 0}

    def fetch(address, *, etag=""):
        says["asked"] += 1
        if says["body"] is None:
            raise Unreadable("The server answered 500 instead of the list.")
        return Fetched(b"", "", is_same=True) if etag == '"1"' else Fetched(says["body"], '"1"')

    monkeypatch.setattr(working, "fetch", fetch)
    monkeypatch.setattr(taking_in, "fetch", fetch)
    return says


def tried(cast, **more):
    intake = try_list(by=cast.dana, **{"address": ADDRESS, "wishes": Wishes(), "hours": 24, **more})
    work_on(intake.id)
    return Intake.objects.get(id=intake.id)


def taken(cast, **more):
    intake = take_in_tried(by=cast.dana, intake=tried(cast, **more))
    work_on(intake.id)
    return Intake.objects.select_related("feed").get(id=intake.id).feed


def test_trying_a_list_keeps_nothing_of_it(cast, far_away):
    intake = tried(cast)
    assert (intake.report["accepted"], intake.report["rejected"], intake.trouble) == (2, 1, "")
    assert [row["verdict"] for row in intake.report["rows"]] == [
        "accepted_with_warnings", "accepted_with_warnings", "rejected",
    ]  # fmt: skip
    assert Feed.objects.count() == Series.objects.count() == 0
    assert Timer.objects.filter(kind=READ, about=intake.id).exists()


def test_taking_it_in_keeps_what_was_tried_and_plans_the_next_time(cast, far_away):
    feed = taken(cast)
    assert far_away["asked"] == 1  # what was shown is what is kept
    assert sorted(Series.objects.values_list("title", flat=True)) == ["Early Risers", "Noon"]
    assert (feed.address, feed.hours, feed.etag, feed.count) == (ADDRESS, 24, '"1"', 2)
    assert Timer.objects.get(kind=REFETCH, about=feed.id).due_at == NOW + timedelta(hours=24)
    assert Intake.objects.get().body is None
    assert list(AuditEntry.objects.order_by("seq").values_list("what", "by_id")) == [
        ("tried_list", cast.dana.id), ("took_in_list", cast.dana.id),
    ]  # fmt: skip
    assert take_in_tried(by=cast.dana, intake=Intake.objects.get()).ended_at is not None  # twice changes nothing


@pytest.mark.parametrize(("asked_for", "kept"), [(False, ("https://zoom.us/j/1", False)), (True, (
    "https://zoom.us/j/1?pwd=secret", True))])  # fmt: skip
def test_names_and_passcodes_are_left_out_unless_asked_for(cast, far_away, asked_for, kept):
    taken(cast, wishes=Wishes(with_contacts=asked_for))
    early = Series.objects.get(slug="a")
    assert (early.join_url, "Maud" in json.dumps(early.also)) == kept


@pytest.mark.parametrize("address", [
    "", "file:///etc/passwd", "ftp://example.org/x", "http://127.0.0.1/x", "https://localhost/x", "http://10.0.0.5/x",
    "https://[::1]/x", "http://169.254.169.254/latest", "https://box.local/x", "https://u:p@example.org/x", "http://[", "x",
    "https://example.org:22/x", "https://intranet/x", "http://localhost./", "https://example.org/" + "x" * 400,
])  # fmt: skip
def test_an_address_that_is_not_of_the_open_web_is_refused_at_once(cast, as_, far_away, address):
    answer = as_(cast.dana).post("/meetings/lists/new", {"address": address, "vocabulary": "aa", "hours": "24"})
    assert answer.status_code == 422
    assert Intake.objects.count() == far_away["asked"] == 0


def test_what_cannot_be_read_says_why_and_can_not_be_taken_in(cast, as_, far_away):
    far_away["body"] = None
    intake = tried(cast)
    page = as_(cast.dana).get(f"/meetings/lists/tried/{intake.id}").content.decode()
    assert "The server answered 500" in page
    assert "Take it in" not in page
    with pytest.raises(NotUnderstood):
        take_in_tried(by=cast.dana, intake=intake)
    far_away["body"] = b"<html>"
    assert "web page" in tried(cast).trouble


def test_a_steward_walks_through_the_pages_with_a_file(cast, as_):
    dana = as_(cast.dana)
    assert "/meetings/lists" in dana.get("/house").content.decode()
    assert "Try it" in dana.get("/meetings/lists/new").content.decode()
    packed = SimpleUploadedFile("C:\\lists\\ours.json", gzip.compress(BODY))
    sent = dana.post("/meetings/lists/new", {"file": packed, "vocabulary": "na", "hours": "0"})
    here = sent.headers["Location"]
    waiting = dana.get(here).content.decode()
    assert 'http-equiv="refresh"' in waiting
    assert "Waiting for its turn." in waiting
    work_on(here.rpartition("/")[2])
    shown = dana.get(here).content.decode()
    assert "Rows accepted: 2 (with warnings: 2). Rejected: 1" in shown
    assert shown.index("Rejected.") < shown.index("Accepted, with a warning.")
    assert "Meeting Guide JSON" in shown
    assert dana.post(here, {"do": "take"}).headers["Location"] == here
    work_on(here.rpartition("/")[2])
    assert "2 new, 0 changed" in dana.get(here).content.decode()
    feed = Feed.objects.get()
    assert (feed.address, feed.vocabulary) == ("ours.json", "na")
    page = dana.get(f"/meetings/lists/{feed.id}").content.decode()
    assert "This list came as a file." in page
    assert dana.post(f"/meetings/lists/{feed.id}", {"do": "ask"}).status_code == 422


def test_nobody_but_stewards_finds_any_of_it(cast, as_, far_away):
    intake = tried(cast)
    feed = taken(cast)
    for address in ("new", f"tried/{intake.id}", feed.id):
        never = as_(cast.sam).get("/meetings/lists/tried/never")
        for who in (cast.ana, cast.sam, None):
            assert as_(who).get(f"/meetings/lists/{address}").status_code == 404
            assert as_(who).post(f"/meetings/lists/{address}", {"do": "stop"}).status_code == 404
        assert as_(cast.sam).get(f"/meetings/lists/{address}").status_code == never.status_code
    with pytest.raises(NotAllowed):
        try_list(by=cast.ana, address=ADDRESS, wishes=Wishes())
    assert Feed.objects.get().stopped_at is None


def test_the_demo_sends_this_server_nowhere(cast, far_away):
    cast.dana.is_demo = True
    with pytest.raises(NotAllowed):
        tried(cast)
    assert far_away["asked"] == 0


def test_asking_now_asks_once_and_says_when_nothing_changed(cast, as_, far_away):
    feed = taken(cast)
    first = ask_now(by=cast.dana, feed=feed)
    assert ask_now(by=cast.dana, feed=feed).id == first.id
    work_on(first.id)
    page = as_(cast.dana).get(f"/meetings/lists/tried/{first.id}").content.decode()
    assert "nothing has changed since the last time" in page


def test_how_it_is_read_is_changed_and_counts_from_the_next_time(cast, as_, far_away):
    feed = taken(cast)
    form = {"do": "change", "vocabulary": "oa", "zone": "Europe/Lisbon", "hours": "168", "with_contacts": "yes"}
    assert as_(cast.dana).post(f"/meetings/lists/{feed.id}", form).status_code == 302
    feed.refresh_from_db()
    assert (feed.vocabulary, feed.zone, feed.hours, feed.with_contacts, feed.etag) == (
        "oa", "Europe/Lisbon", 168, True, "",
    )  # fmt: skip
    assert Timer.objects.get(kind=REFETCH, about=feed.id).due_at == NOW + timedelta(hours=168)
    assert as_(cast.dana).post(f"/meetings/lists/{feed.id}", {**form, "hours": "1"}).status_code == 422
    change_list(by=cast.dana, feed=feed, wishes=Wishes("oa"), hours=0)
    assert not Timer.objects.filter(kind=REFETCH, about=feed.id).exists()


@pytest.mark.parametrize("meetings", ["stay", "down"])
def test_a_stopped_list_is_not_read_and_comes_back_when_asked_for(cast, as_, far_away, meetings):
    feed = taken(cast)
    as_(cast.dana).post(f"/meetings/lists/{feed.id}", {"do": "stop", "meetings": meetings})
    feed.refresh_from_db()
    noon = Series.objects.get(slug="b")
    assert (feed.hours, feed.stopped_at, noon.missing_since) == (0, NOW, NOW)
    assert (noon.ended_at is not None) == (meetings == "down")
    assert not Timer.objects.filter(kind=REFETCH, about=feed.id).exists()
    said = "no longer takes place" if meetings == "down" else "has not shown this meeting since"
    assert said in as_(None).get(f"/meetings/m/{noon.id}").content.decode()
    assert "Stopped on" in as_(cast.dana).get("/meetings/lists").content.decode()
    work_on(ask_now(by=cast.dana, feed=feed).id)
    noon.refresh_from_db()
    assert (noon.ended_at, noon.missing_since, Feed.objects.get().stopped_at) == (None, None, None)


def test_a_shorter_list_waits_for_a_steward_who_says_that_it_is_right(cast, as_, far_away):
    more = [{**ROWS[0], "slug": f"m{n}"} for n in range(6)]
    far_away["body"] = json.dumps(more).encode()
    feed = taken(cast)
    far_away["body"] = json.dumps(more[:2]).encode()
    Feed.objects.update(etag="")
    intake = ask_now(by=cast.dana, feed=feed)
    work_on(intake.id)
    assert "less than half" in as_(cast.dana).get(f"/meetings/lists/tried/{intake.id}").content.decode()
    as_(cast.dana).post(f"/meetings/lists/{feed.id}", {"do": "right"})
    assert AuditEntry.objects.order_by("-seq").first().what == "accepted_shorter_list"
    work_on(ask_now(by=cast.dana, feed=Feed.objects.get()).id)
    assert Series.objects.filter(missing_since=None).count() == 2


def test_the_worker_takes_it_up(cast, far_away, monkeypatch, django_capture_on_commit_callbacks):
    class AtOnce:
        def __init__(self, *, target, args, daemon):
            assert daemon
            self.start = lambda: target(*args)

    monkeypatch.setattr(due.threading, "Thread", AtOnce)
    monkeypatch.setattr(due.connection, "close", lambda: None)
    intake = try_list(by=cast.dana, address=ADDRESS, wishes=Wishes())
    with django_capture_on_commit_callbacks(execute=True):
        run_due()
    intake.refresh_from_db()
    assert (intake.ended_at, intake.report["accepted"]) == (NOW, 2)
    assert not Timer.objects.filter(kind=READ).exists()


def test_what_stopped_on_the_way_can_begin_again(cast, as_, far_away):
    intake = try_list(by=cast.dana, address=ADDRESS, wishes=Wishes())
    dana, here = as_(cast.dana), f"/meetings/lists/tried/{intake.id}"
    with clock.stopped(NOW + timedelta(minutes=6)):
        assert "It stopped on the way" in dana.get(here).content.decode()
        dana.post(here, {"do": "again"})
        assert "Waiting for its turn." in dana.get(here).content.decode()


def test_something_of_ours_that_breaks_is_said_and_not_hidden(cast, far_away, monkeypatch):
    def breaks(*_args, **_more):
        raise RuntimeError

    monkeypatch.setattr(working, "read_list", breaks)
    assert tried(cast).trouble.startswith("Something of ours broke")


def test_what_was_only_tried_is_let_go_after_a_week(cast, far_away):
    tried(cast)
    with clock.stopped(NOW + timedelta(days=8)):
        let_go_of_tried()
    assert not Intake.objects.exists()


def test_a_page_says_how_far_a_long_list_is(cast, as_, far_away, monkeypatch):
    far_away["body"] = json.dumps([{**ROWS[0], "slug": f"m{n}"} for n in range(1200)]).encode()
    told = []
    monkeypatch.setattr(working, "_tell", lambda _intake, *how: told.append(how))
    tried(cast)
    assert told == [("asks", 0, 0), ("reads", 0, 1200), ("reads", 500, 1200), ("reads", 1000, 1200)]
    Intake.objects.update(ended_at=None, step="reads", done=500, total=1200, told_at=NOW)
    page = as_(cast.dana).get(f"/meetings/lists/tried/{Intake.objects.get().id}").content.decode()
    assert "500 of 1200" in page
