"""A day at a time: Ana's days, as she says them; Sam finds nothing; a lapse opens a way back and takes nothing away."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import quote

import pytest

from withness.accountability.beginning import begin, change, end, pause
from withness.accountability.checking_in import check_in, correct
from withness.accountability.models import CheckIn, Commitment, Goal, Return
from withness.accountability.reading import goals_today, progress_of
from withness.accountability.returning import come_back
from withness.foundation import clock
from withness.foundation.models import Timer
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.timers import run_due
from withness.notices.models import Notice
from withness.people.consenting import withdraw_consent

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def hers(cast, days=93, **more):
    return begin(
        person=cast.ana,
        words="Not drinking",
        frame="abstinence",
        since=clock.today("UTC") - timedelta(days=days),
        **more,
    )


def test_ana_keeps_the_days_she_already_has_and_a_lapse_takes_none(cast):
    goal = hers(cast)
    today = clock.today("UTC")
    assert progress_of(goal, today=today).total == 93
    come_back(goal=goal, what_happened="A wedding.", next_hour="Ring my sister.")
    told = progress_of(goal, today=today)
    assert (told.total, told.longest, told.times_back) == (93, 93, 1)
    assert (
        progress_of(goal, today=today + timedelta(days=3)).total == 95
    )  # the day itself is not counted, the next ones are


def test_a_tap_can_be_changed_and_counts_once(cast):
    goal = begin(person=cast.ana, words="Walk", frame="habit")
    check_in(goal=goal, went="not_today")
    check_in(goal=goal, went="partly", words="To the corner.", difficulty=7)
    check_in(goal=goal, went="as_meant")
    assert CheckIn.objects.filter(goal=goal).count() == 1
    assert progress_of(goal, today=clock.today("UTC")).total == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"words": ""},
        {"words": "x" * 201},
        {"frame": "streak"},
        {"since": date(2999, 1, 1)},
        {"since": date(1800, 1, 1)},
    ],
)
def test_what_cannot_be_begun_says_why_and_keeps_nothing(cast, wrong):
    with pytest.raises(NotUnderstood):
        begin(**({"person": cast.ana, "words": "Walk", "frame": "habit"} | wrong))
    assert not Goal.objects.exists()


def test_without_consent_nothing_is_kept_and_taking_it_back_lets_all_of_it_go(cast):
    hers(cast)
    withdraw_consent(person=cast.ana, about="health")
    assert not Goal.objects.exists()
    with pytest.raises(NotAllowed):
        hers(cast)


def test_only_the_persons_own_word_makes_a_number_smaller(cast):
    goal, today = hers(cast), clock.today("UTC")
    correct(goal=goal, on=today - timedelta(days=10), what="day")
    assert progress_of(goal, today=today).total == 92
    come_back(goal=goal)
    correct(goal=goal, on=today, what="lapse")
    assert progress_of(goal, today=today + timedelta(days=1)).total == 93
    with pytest.raises(NotUnderstood):
        correct(goal=goal, on=today, what="everything")


def test_a_reminder_comes_at_her_hour_once_and_not_when_she_has_said_it_or_rests(cast):
    with clock.stopped(NOON):
        goal = hers(cast, remind_at=time(20))
    assert Timer.objects.get(about=goal.id).due_at == datetime(2026, 3, 1, 20, tzinfo=UTC)
    with clock.stopped(NOON + timedelta(hours=9)):
        run_due()
        run_due()
    assert Notice.objects.filter(person=cast.ana, kind="check_in").count() == 1
    assert Timer.objects.get(about=goal.id).due_at == datetime(2026, 3, 2, 20, tzinfo=UTC)
    Notice.objects.all().delete()
    with clock.stopped(NOON + timedelta(days=1)):
        check_in(goal=goal, went="as_meant")
    with clock.stopped(NOON + timedelta(days=1, hours=9)):
        run_due()
    assert not Notice.objects.exists()
    pause(goal=goal, on=True)
    assert not Timer.objects.filter(about=goal.id).exists()
    pause(goal=goal, on=False)
    assert Timer.objects.filter(about=goal.id).exists()
    change(goal=goal, words="Not drinking", why="", remind_at=None)
    assert not Timer.objects.filter(about=goal.id).exists()


def test_what_is_over_stays_readable(cast, as_):
    goal = hers(cast)
    end(goal=goal)
    assert goals_today(cast.ana) == []
    page = as_(cast.ana).get(f"/progress/{goal.id}").content.decode()
    assert "This is over" in page
    assert "93 days so far." in page


@pytest.mark.parametrize("address", ["/progress", "/progress/new"])
def test_a_stranger_is_shown_the_way_in(as_, db, address):
    assert as_(None).get(address).headers["Location"] == f"/account/come-in?next={quote(address, safe='')}"


def test_sam_finds_nothing_of_anas_and_no_buddy_sees_it_either(cast, as_):
    goal = hers(cast, why="My daughter.")
    come_back(goal=goal, what_happened="A wedding.")
    for other in (cast.sam, cast.ben, cast.chidi, cast.dana):
        for path in ("", "/return", "/change"):
            assert as_(other).get(f"/progress/{goal.id}{path}").status_code == 404
        for path in ("/check-in", "/correct", "/return", "/change"):
            assert as_(other).post(f"/progress/{goal.id}{path}", {"went": "as_meant", "what": "day"}).status_code == 404
        assert "Not drinking" not in as_(other).get("/progress").content.decode()
    assert as_(cast.ana).get("/progress/%00").status_code == 404
    assert as_(cast.ana).get(f"/progress/{'2' * 17}").status_code == 404


def test_the_journey_of_a_bad_night(cast, as_):
    ana = as_(cast.ana)
    answer = ana.post("/progress/new", {"words": "Not drinking", "frame": "abstinence", "since": "2026-01-01"})
    address = answer.headers["Location"]
    assert "days so far" in ana.get(address).content.decode()
    answer = ana.post(f"{address}/check-in", {"went": "not_today"})
    assert answer.headers["Location"] == f"{address}/return"
    page = ana.get(f"{address}/return").content.decode()
    assert "Nothing you did is gone" in page
    assert "My buddy" not in page  # she has none, so it is not offered
    answer = ana.post(f"{address}/return", {"what_happened": "A wedding.", "next_hour": "Water.", "tell": "nobody"})
    page = ana.get(answer.headers["Location"]).content.decode()
    assert "Welcome back." in page
    assert "A wedding." in page
    assert Return.objects.count() == 1


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/check-in", {"went": "wonderfully"}),
        ("/check-in", {"went": "as_meant", "on": "yesterday"}),
        ("/check-in", {"went": "as_meant", "on": "1999-01-01"}),
        ("/check-in", {"went": "as_meant", "difficulty": "11"}),
        ("/return", {"on": "2999-01-01"}),
        ("/return", {"tell": "everybody"}),
        ("/correct", {"what": "lapse", "on": "soon"}),
        ("/change", {"do": "keep", "words": ""}),
        ("/change", {"do": "keep", "words": "Walk", "remind_at": "late"}),
    ],
)
def test_what_cannot_be_read_is_asked_for_again(cast, as_, path, form):
    goal = hers(cast)
    assert as_(cast.ana).post(f"/progress/{goal.id}{path}", form).status_code == 422


def test_the_first_day_is_said_in_words_and_never_as_a_naught(cast, as_):
    goal = hers(cast, days=0)
    page = as_(cast.ana).get(f"/progress/{goal.id}").content.decode()
    main = page.split("<main")[1].split("</main>")[0]
    assert "Today is a beginning." in main
    assert "0 days" not in main
    assert ">0<" not in main


def test_a_date_is_kept_and_let_go_and_nothing_is_counted(cast, as_):
    ana = as_(cast.ana)
    ana.post("/progress/dates", {"words": "The day he died", "on": "2019-11-02"})
    page = ana.get("/progress").content.decode()
    assert "The day he died" in page
    assert "2 November 2019" in page
    assert "The day he died" not in as_(cast.ben).get("/progress").content.decode()
    date_id = cast.ana.remembered.get().id
    as_(cast.sam).post("/progress/dates", {"do": "let_go", "date": date_id})
    assert cast.ana.remembered.count() == 1
    ana.post("/progress/dates", {"do": "let_go", "date": date_id})
    assert cast.ana.remembered.count() == 0


@pytest.mark.parametrize("things", [1, 3])
def test_the_page_asks_a_fixed_number_of_questions(cast, as_, django_assert_num_queries, things):
    for n in range(things):
        check_in(goal=begin(person=cast.ana, words=f"Thing {n}", frame="habit"), went="as_meant")
        Commitment.objects.create(member=cast.face(cast.ana, cast.long_nights), words=f"Ring {n}", named_at=clock.now())
    ana = as_(cast.ana)
    ana.get("/progress")
    with django_assert_num_queries(11):
        ana.get("/progress")
