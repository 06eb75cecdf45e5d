"""The inbox of one person, and of nobody else."""

from datetime import timedelta

import pytest
from django.db import DatabaseError

from withness.foundation import clock
from withness.notices import inbox
from withness.notices.kinds import Wording, declare
from withness.notices.letting_go import let_go_of_old
from withness.notices.models import Notice
from withness.notices.telling import tell

MINE = "tested"


@pytest.fixture(autouse=True)
def _kind():
    declare(MINE, wording=_words, off_able=True, label="Tried out")
    yield
    from withness.notices.kinds import _kinds

    del _kinds[MINE]


def _words(notice, person):
    return Wording(f"Told about {notice.ids['thing']}", "/today") if notice.ids.get("thing") != "hidden" else None


def _tell(person, thing="a thing", **more):
    tell(person_id=person.id, kind=MINE, bundle=f"{MINE}:{thing}", thing=thing, **more)
    return Notice.objects.get(person=person, bundle=f"{MINE}:{thing}", seen_at=None)


def _inbox(as_, person, query=""):
    return as_(person).get(f"/notices{query}").content.decode()


def test_a_stranger_is_shown_the_way_in(as_, db):
    assert as_(None).get("/notices").headers["Location"] == "/account/come-in?next=/notices"


def test_ana_reads_what_she_was_told_and_sam_reads_nothing_of_it(cast, as_):
    _tell(cast.ana)
    assert "Told about a thing" in _inbox(as_, cast.ana)
    assert "Told about a thing" not in _inbox(as_, cast.sam)
    assert "Nothing yet." in _inbox(as_, cast.sam)


def test_what_is_new_says_so_in_words_and_no_longer_once_it_was_opened(cast, as_):
    notice = _tell(cast.ana)
    assert ">New</p>" in _inbox(as_, cast.ana)
    assert as_(cast.ana).get(f"/notices/{notice.id}").headers["Location"] == "/today"
    assert ">New</p>" not in _inbox(as_, cast.ana)
    assert "Told about a thing" in _inbox(as_, cast.ana)


def test_nobody_can_open_somebody_elses_notice_or_one_that_is_none(cast, as_):
    notice = _tell(cast.ana)
    for person in (cast.sam, cast.eve):
        assert as_(person).get(f"/notices/{notice.id}").status_code == 404
    for name in ("nothing", "2" * 17, "%00"):
        assert as_(cast.ana).get(f"/notices/{name}").status_code == 404
    assert as_(None).get(f"/notices/{notice.id}").status_code == 404
    notice.refresh_from_db()
    assert notice.seen_at is None


def test_all_that_stood_on_the_page_can_be_marked_as_seen_and_nothing_that_came_after(cast, as_):
    _tell(cast.ana, "before")
    page = _inbox(as_, cast.ana)
    until = page.split('name="until" value="')[1].split('"')[0]
    _tell(cast.ana, "after")
    as_(cast.ana).post("/notices/seen", {"until": until})
    assert {notice.ids["thing"]: bool(notice.seen_at) for notice in Notice.objects.all()} == {
        "before": True, "after": False,
    }  # fmt: skip


@pytest.mark.parametrize("until", ["", "yesterday", "2026-11-22T10:00:00", "9999999"])
def test_an_odd_moment_marks_everything(cast, as_, until):
    _tell(cast.ana)
    assert as_(cast.ana).post("/notices/seen", {"until": until}).status_code == 302
    assert not Notice.objects.filter(seen_at=None).exists()


def test_marking_ones_own_leaves_everybody_elses(cast, as_):
    _tell(cast.ana)
    as_(cast.sam).post("/notices/seen", {})
    assert as_(None).post("/notices/seen", {}).status_code == 404
    assert Notice.objects.filter(seen_at=None).count() == 1


def test_what_is_out_of_sight_by_now_is_not_shown_and_lights_no_mark(cast, as_):
    mark = '<i class="waits" data-waiting>'
    _tell(cast.ana, "hidden")
    assert mark in as_(cast.ana).get("/about").content.decode()
    assert "hidden</a>" not in _inbox(as_, cast.ana)
    assert mark not in as_(cast.ana).get("/about").content.decode()


def test_the_mark_is_there_on_every_page_while_something_waits(cast, as_):
    mark = '<i class="waits" data-waiting>'
    assert mark not in as_(cast.ana).get("/about").content.decode()
    _tell(cast.ana)
    assert mark in as_(cast.ana).get("/about").content.decode()
    assert mark not in as_(cast.sam).get("/about").content.decode()


def test_a_database_in_trouble_takes_no_page_with_it(cast, rf, monkeypatch):
    request = rf.get("/about")
    request.person = cast.ana

    def down(*_):
        raise DatabaseError

    monkeypatch.setattr(inbox, "ask", down)
    assert inbox.something_new(request) is False


def test_the_inbox_comes_twenty_at_a_time_and_misses_none(cast, as_):
    for n in range(45):
        _tell(cast.ana, f"thing {n:02}")
    Notice.objects.filter(ids__thing__gte="thing 30").update(at=clock.now())  # many at the very same moment
    ana, seen, query = as_(cast.ana), [], ""
    while True:
        page = ana.get(f"/notices{query}").content.decode()
        seen += [part.split("<")[0] for part in page.split("Told about ")[1:]]
        if "before=" not in page:
            break
        query = "?before=" + page.split('href="/notices?before=')[1].split('"')[0]
    assert sorted(seen) == [f"thing {n:02}" for n in range(45)]
    assert ana.get("/notices?before=nonsense").status_code == 200


def test_somebody_elses_notice_is_no_place_to_read_on_from(cast, as_):
    hers = _tell(cast.ana)
    _tell(cast.ben)
    assert "Told about a thing" in _inbox(as_, cast.ben, f"?before={hers.id}")


@pytest.mark.parametrize("things", [1, 3])
def test_the_inbox_asks_a_fixed_number_of_questions(cast, as_, django_assert_num_queries, things):
    for n in range(things):
        _tell(cast.ana, f"thing {n}")
    ana = as_(cast.ana)
    ana.get("/notices")
    with django_assert_num_queries(4):
        ana.get("/notices")


def test_what_was_seen_long_ago_is_let_go_and_what_was_not_waits(cast):
    for thing, days in (("old", 91), ("young", 89)):
        notice = _tell(cast.ana, thing)
        Notice.objects.filter(id=notice.id).update(seen_at=clock.now() - timedelta(days=days))
    waiting = _tell(cast.ana, "waiting")
    Notice.objects.filter(id=waiting.id).update(at=clock.now() - timedelta(days=400))
    let_go_of_old()
    assert {notice.ids["thing"] for notice in Notice.objects.all()} == {"young", "waiting"}
