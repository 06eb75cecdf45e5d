"""Today: what waits, for whom, and nothing for a stranger."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from withness.accountability.beginning import begin
from withness.accountability.committing import commit
from withness.foundation import clock
from withness.groups.agreeing import change_agreement
from withness.matching.ending import rather_no_replies
from withness.shares.being_present import be_present
from withness.shares.drafting import keep_draft
from withness.shares.keeping import mute
from withness.shares.replying import reply
from withness.shares.sharing import share


def _share(cast, person, words, place=None, note=""):
    return share(by=cast.face(person, place or cast.long_nights), words=words, need="just_listen", note=note)


def _today(as_, person):
    return as_(person).get("/today").content.decode()


def test_a_stranger_is_shown_the_way_in(as_, db):
    answer = as_(None).get("/today")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/come-in?next=/today")


def test_sam_who_belongs_nowhere_is_told_so_gently_and_shown_the_groups(cast, as_):
    _share(cast, cast.ana, "Nobody outside reads this.")
    page = _today(as_, cast.sam)
    assert "You do not belong anywhere yet." in page
    assert 'class="btn main" href="/welcome"' in page
    assert 'href="/groups"' in page
    assert "Nobody outside reads this." not in page
    assert "Long Nights" not in page


def test_a_quiet_day_says_that_nothing_waits(cast, as_):
    page = _today(as_, cast.ben)
    assert "Nothing waits for you." in page
    assert "Your groups" in page


def test_ana_reads_who_wrote_back_to_her(cast, as_):
    hers = _share(cast, cast.ana, "Awake again.")
    assert "Wren wrote back to you" not in _today(as_, cast.ana)
    answer = reply(by=cast.face(cast.ben, cast.long_nights), share=hers, words="Me too.")
    page = _today(as_, cast.ana)
    assert "Nothing waits for you." not in page
    leads = re.search(r'<a href="(/notices/\w+)">Wren wrote back to you</a>', page)[1]
    assert as_(cast.ana).get(leads).headers["Location"] == f"/g/{cast.long_nights.id}/s/{hers.id}#{answer.id}"
    assert "Wren wrote back to you" not in _today(as_, cast.ana)


def test_ben_sees_who_waits_and_stops_seeing_them_once_he_has_answered(cast, as_):
    hers = _share(cast, cast.ana, "Awake again.")
    assert "Waiting for a few minutes. Nobody has answered yet." in _today(as_, cast.ben)
    reply(by=cast.face(cast.ben, cast.long_nights), share=hers, words="Me too.")
    assert "Awake again." not in _today(as_, cast.ben)
    assert "One more person would help." in _today(as_, cast.chidi)
    reply(by=cast.face(cast.chidi, cast.long_nights), share=hers, words="I am here.")
    assert "Waiting for" not in _today(as_, cast.chidi)


def test_one_is_never_asked_to_answer_oneself_nor_what_one_has_muted_nor_across_a_boundary(cast, as_):
    hers = _share(cast, cast.ana, "Awake again.")
    assert "Waiting for" not in _today(as_, cast.ana)
    assert "Awake again." not in _today(as_, cast.eve)
    mute(by=cast.face(cast.ben, cast.long_nights), share=hers, on=True)
    assert "Awake again." not in _today(as_, cast.ben)


def test_one_busy_group_does_not_hide_the_others(cast, as_):
    for n in range(5):
        _share(cast, cast.ana, f"Night {n}.")
    _share(cast, cast.ana, "Quiet water.", place=cast.still_water)
    page = _today(as_, cast.ben)
    assert sum(f"Night {n}." in page for n in range(5)) == 2
    assert "Quiet water." in page


def test_a_share_with_a_content_note_stays_folded_here_too(cast, as_):
    _share(cast, cast.ana, "It was in March.", note="a death")
    page = _today(as_, cast.ben)
    assert "Mentions: <bdi>a death</bdi>." in page
    assert "It was in March." not in page


def test_a_new_agreement_waits_to_be_read_and_its_group_asks_for_nothing_meanwhile(cast, as_):
    _share(cast, cast.ana, "Awake again.")
    change_agreement(by=cast.face(cast.chidi, cast.long_nights), words="We speak from our own life, and slowly.")
    page = _today(as_, cast.ben)
    assert f'href="/g/{cast.long_nights.id}/agreement"' in page
    assert "Awake again." not in page


def test_words_begun_can_be_gone_on_with(cast, as_):
    keep_draft(by=cast.face(cast.ben, cast.long_nights), share=None, words="I wanted to say", need="just_listen")
    page = _today(as_, cast.ben)
    assert "I wanted to say" in page
    assert f'href="/g/{cast.long_nights.id}/shares/new"' in page
    assert "I wanted to say" not in _today(as_, cast.ana)


@pytest.mark.parametrize(
    ("hour", "words"),
    [(4, "It is late."), (5, "Good morning."), (12, "Good afternoon."), (18, "Good evening."), (23, "It is late.")],
)
def test_the_greeting_knows_what_time_it_is_where_the_person_is(cast, as_, hour, words):
    cast.ben.zone = "Asia/Tokyo"
    cast.ben.save()
    with clock.stopped(datetime(2026, 11, 22, hour, 30, tzinfo=UTC) - timedelta(hours=9)):
        assert f"<h1>{words}" in _today(as_, cast.ben)


def _fill(cast, times):
    for n in range(times):
        hers = _share(cast, cast.ana, f"Night {n}.")
        _share(cast, cast.chidi, f"Day {n}.")
        reply(by=cast.face(cast.ben, cast.long_nights), share=hers, words="Me too.")
        be_present(by=cast.face(cast.ben, cast.long_nights), share=hers, kind="with_you")
        keep_draft(by=cast.face(cast.ana, cast.long_nights), share=hers, words="And then", need="")


@pytest.mark.parametrize("things", [1, 3])
def test_today_asks_the_database_a_fixed_number_of_questions(cast, as_, django_assert_num_queries, things):
    _fill(cast, things)
    ana = as_(cast.ana)
    ana.get("/today")
    with django_assert_num_queries(25):
        ana.get("/today")


def test_who_would_rather_have_no_replies_is_not_pressed_on_anybody(cast, as_):
    hers = _share(cast, cast.ana, "Awake again.")
    assert "Awake again." in _today(as_, cast.ben)
    rather_no_replies(by=cast.face(cast.ana, cast.long_nights), share_id=hers.id)
    assert "Awake again." not in _today(as_, cast.ben)


def test_what_i_do_and_what_i_named_stand_on_today_for_me_alone(cast, as_):
    goal = begin(person=cast.ana, words="Go out once", frame="habit")
    with clock.stopped(clock.now() - timedelta(days=4)):
        named = commit(member=cast.face(cast.ana, cast.long_nights), words="Ring my sister")
    commit(member=cast.face(cast.ana, cast.still_water), words="Too fresh to ask")
    shown = as_(cast.ana).get("/today").content.decode()
    assert "Go out once" in shown
    assert "Ring my sister" in shown
    assert "Too fresh to ask" not in shown
    for person in (cast.ben, cast.sam):
        assert "Go out once" not in as_(person).get("/today").content.decode()
        assert as_(person).post(f"/progress/{goal.id}/check-in", {"went": "as_meant"}).status_code == 404
    answer = as_(cast.ana).post(f"/progress/{goal.id}/check-in", {"went": "as_meant", "next": "/today"})
    assert answer["Location"] == "/today"
    as_(cast.ana).post(f"/progress/commitments/{named.id}", {"how": "done", "next": "/today"})
    shown = as_(cast.ana).get("/today").content.decode()
    assert "Go out once" not in shown
    assert "Ring my sister" not in shown
