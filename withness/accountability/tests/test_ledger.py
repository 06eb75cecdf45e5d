"""Nothing earned is ever erased: whatever order days, lapses, returns, imports and journeys across zones come in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from withness.accountability import ledger as book
from withness.accountability.ledger import Began, CameBack, Corrected, Kept, Lapsed, fold, progress

DAY = date(2026, 3, 1)


def on(n: int) -> date:
    return DAY + timedelta(days=n)


def ana(*entries, frame=book.ABSTINENCE, today):
    return progress(fold(entries, frame=frame, today=on(today)), today=on(today))


def test_ana_at_day_93_lapses_and_nothing_is_gone():
    before = ana(Began(on(0), on(0)), today=93)
    after = ana(Began(on(0), on(0)), Lapsed(on(93), on(93)), today=94)
    assert (before.total, before.longest, before.since_back) == (93, 93, 93)
    assert (after.total, after.longest, after.since_back) == (93, 93, 0)
    later = ana(Began(on(0), on(0)), Lapsed(on(93), on(93)), CameBack(on(94), on(94)), today=97)
    assert (later.total, later.longest, later.since_back, later.times_back) == (96, 93, 3, 1)


def test_today_is_counted_when_it_is_over():
    assert ana(Began(on(0), on(0)), today=0).total == 0
    assert ana(Began(on(0), on(0)), today=1).total == 1


def test_a_date_one_already_has_is_earned_at_once():
    assert ana(Began(on(0), on(-400)), today=0).total == 400
    assert ana(Began(on(0), on(-400)), Began(on(0), on(-500)), today=0).total == 500
    assert ana(Began(on(0), on(-400)), today=0).milestones[-1] == 365


def test_a_lapse_told_late_begins_a_new_run_and_takes_nothing_away():
    told = ana(Began(on(0), on(0)), Lapsed(on(10), on(7)), today=10)
    assert (told.total, told.longest, told.since_back) == (10, 10, 2)


def test_only_the_persons_own_correction_makes_a_figure_smaller():
    told = ana(Began(on(0), on(0)), Corrected(on(10), on(3), earned=True), today=10)
    assert (told.total, told.longest) == (9, 6)
    mended = ana(
        Began(on(0), on(0)), Lapsed(on(5), on(5)), Corrected(on(9), on(5), lapse=True), Kept(on(9), on(5)), today=9
    )
    assert (mended.total, mended.longest, mended.since_back) == (9, 9, 9)


def test_where_days_are_told_one_by_one_only_those_told_count():
    told = ana(Began(on(0), on(0)), Kept(on(0), on(0)), Kept(on(1), on(1)), Kept(on(1), on(1)), Kept(on(9), on(9)),
               Kept(on(9), on(30)), frame=book.HABIT, today=40)  # fmt: skip
    assert (told.total, told.longest) == (3, 2)
    assert ana(Kept(on(0), on(0)), frame=book.NO_COUNT, today=5).total == 0


def test_a_flight_westwards_earns_no_day_twice():
    there_and_back = (Began(on(0), on(0)), Kept(on(5), on(5)), Kept(on(4), on(4)))
    assert ana(*there_and_back, today=5).total == 6  # five days over, and today because they said so
    assert ana(*there_and_back, today=4).total == 6


def test_a_lapse_told_after_a_flight_westwards_shortens_no_run_that_was_shown():
    before = (Began(on(30), on(30)), CameBack(on(29), on(-15)))
    assert ana(*before, today=30).longest == 45
    assert ana(*before, Lapsed(on(29), on(26)), today=30).longest == 45


days = st.integers(-30, 400)
kinds = st.sampled_from(["began", "kept", "lapsed", "back", "corrected lapse"])


@st.composite
def lives(draw):
    """Entries in the order they were written; the wall's date may jump back a day with a flight, and about any day."""
    today, entries = 0, []
    for _ in range(draw(st.integers(0, 14))):
        today += draw(st.integers(-1, 40))
        about = today - draw(st.integers(-3, 50))
        entry = {
            "began": Began(on(today), on(about)), "kept": Kept(on(today), on(about)),
            "lapsed": Lapsed(on(today), on(about)), "back": CameBack(on(today), on(about)),
            "corrected lapse": Corrected(on(today), on(about), lapse=True),
        }[draw(kinds)]  # fmt: skip
        entries.append(entry)
    return entries, today


@given(lives(), st.sampled_from([book.ABSTINENCE, book.HABIT, book.REDUCTION, book.ILLNESS]), st.integers(0, 60))
@settings(max_examples=400)
def test_whatever_happens_nothing_earned_is_erased(life, frame, later):
    entries, last = life
    seen = None
    for n in range(len(entries) + 1):
        today = max((entry.written_on for entry in entries[:n]), default=DAY)
        now = progress(fold(entries[:n], frame=frame, today=today), today=today)
        assert min(now.total, now.in_window, now.longest, now.since_back) >= 0
        assert now.longest <= now.total
        assert now.in_window <= book.WINDOW
        if seen:
            assert now.total >= seen.total
            assert now.longest >= seen.longest
            assert set(now.milestones) >= set(seen.milestones)
            assert now.times_back >= seen.times_back
        seen = now
    afterwards = progress(fold(entries, frame=frame, today=on(last + later)), today=on(last + later))
    assert afterwards.total >= seen.total
    assert afterwards.longest >= seen.longest


@given(lives())
@settings(max_examples=200)
def test_the_same_life_always_adds_up_to_the_same(life):
    entries, last = life
    one = fold(entries, frame=book.ABSTINENCE, today=on(last))
    assert one == fold(list(entries), frame=book.ABSTINENCE, today=on(last))
    assert replace(one) == one


def test_the_property_would_see_a_ledger_that_forgets(monkeypatch):
    """A seeded bug: a lapse that takes its earned day away, as most counters do."""
    honest = book._lapse
    monkeypatch.setattr(book, "_lapse", lambda ledger, day: replace(honest(ledger, day), earned=frozenset()))
    told = ana(Began(on(0), on(0)), Lapsed(on(93), on(93)), today=94)
    assert told.total == 0  # what the property above would refuse
