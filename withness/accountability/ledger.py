"""Progress that never shows zero: what a person wrote down about their days, added up so that nothing earned is erased.

The ledger is folded from events in the order they were written. A day is earned when it is over, and stays earned: a
lapse begins a new run and takes nothing away. Only the person's own correction can make a figure smaller.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

# How days are earned. By themselves once begun; by saying so each day; or nothing is counted at all.
ABSTINENCE, REDUCTION, HABIT, ILLNESS, NO_COUNT = "abstinence", "reduction", "habit", "illness_days", "none"
BY_THEMSELVES = {ABSTINENCE}
WINDOW = 90  # days
MILESTONES = (1, 3, 7, 14, 30, 60, 90, 180, 365)  # days in all; then every year


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger. `written_on` is the date on the person's wall when they wrote it; `on` is the day it is about."""

    written_on: date


@dataclass(frozen=True, slots=True)
class Began(Entry):
    """Counting began; also with a date one already has."""

    on: date


@dataclass(frozen=True, slots=True)
class Kept(Entry):
    """A day went as it was meant to."""

    on: date


@dataclass(frozen=True, slots=True)
class Lapsed(Entry):
    """A day on which it did not hold."""

    on: date


@dataclass(frozen=True, slots=True)
class CameBack(Entry):
    """Counting goes on from this day."""

    on: date


@dataclass(frozen=True, slots=True)
class Corrected(Entry):
    """The person says that a day was written down wrongly: `lapse` is taken out, or `earned` is no longer counted."""

    on: date
    lapse: bool = False
    earned: bool = False


@dataclass(frozen=True, slots=True)
class Ledger:
    """Where the fold stands. Days are kept as their ordinals."""

    frame: str
    earned: frozenset[int] = frozenset()
    lapses: frozenset[int] = frozenset()
    running_from: int | None = None  # the first day that may still be earned by itself; none before it begins
    longest: int = 0
    back: tuple[int, ...] = field(default=())  # the days on which they came back


@dataclass(frozen=True, slots=True)
class Progress:
    """The figures a page may show. None of them is ever negative, and the page writes zero in words."""

    total: int
    in_window: int
    longest: int
    since_back: int
    times_back: int
    more_than_before: bool
    milestones: tuple[int, ...]


def fold(entries: Iterable[Entry], *, frame: str, today: date) -> Ledger:
    """The ledger on the morning of `today`, in the person's own zone.

    A day that was over on their wall once stays over: after a flight westwards the latest date it showed counts, else a
    lapse told there would shorten a run that had been shown.
    """
    ledger, latest = Ledger(frame=frame), date.min
    for entry in entries:
        latest = max(latest, entry.written_on)
        ledger = _apply(_earn_until(ledger, latest), entry)
    return _earn_until(ledger, max(latest, today))


def progress(ledger: Ledger, *, today: date) -> Progress:
    """What there is to show. A day counts once it is over, so that today is never taken back."""
    now = today.toordinal()
    total = len(ledger.earned)
    recent = _count(ledger, now - WINDOW, now)
    half = WINDOW // 2
    return Progress(
        total=total,
        in_window=recent,
        longest=ledger.longest,
        since_back=_run_before(ledger, now),
        times_back=len(ledger.back),
        more_than_before=_count(ledger, now - half, now) > _count(ledger, now - WINDOW, now - half) > 0,
        milestones=milestones_of(total),
    )


def milestones_of(total: int) -> tuple[int, ...]:
    """The milestones reached by that many days in all."""
    years = range(2 * 365, total + 1, 365)
    return tuple(days for days in (*MILESTONES, *years) if days <= total)


def _earn_until(ledger: Ledger, today: date) -> Ledger:
    """Days that are over are earned. A traveller whose wall shows an earlier date earns nothing twice and loses nothing."""
    first = ledger.running_from
    now = today.toordinal()
    if first is None or first >= now or ledger.frame not in BY_THEMSELVES:
        return ledger
    fresh = ledger.earned | (frozenset(range(first, now)) - ledger.lapses)
    return _with_longest(replace(ledger, earned=fresh, running_from=now))


def _apply(ledger: Ledger, entry: Entry) -> Ledger:
    match entry:
        case Began(written_on=written, on=on) | CameBack(written_on=written, on=on):
            return _begin(ledger, on, written, back=isinstance(entry, CameBack))
        case Kept(written_on=written, on=on) if on <= written and ledger.frame != NO_COUNT:
            return _with_longest(replace(ledger, earned=ledger.earned | {on.toordinal()}))
        case Lapsed(written_on=written, on=on) if on <= written:
            return _lapse(ledger, on.toordinal())
        case Corrected(on=on, lapse=lapse, earned=earned):
            return _correct(ledger, on.toordinal(), lapse=lapse, earned=earned)
    return ledger


def _begin(ledger: Ledger, on: date, written: date, *, back: bool) -> Ledger:
    """From that day on days count; those already over are earned at once, also when they were lived before we met."""
    first = on.toordinal()
    running = first if ledger.running_from is None else min(first, ledger.running_from)
    times = ledger.back
    if back and (not times or times[-1] < first):
        times = (*times, first)
    return _earn_until(replace(ledger, running_from=running, back=times), written)


def _lapse(ledger: Ledger, day: int) -> Ledger:
    """A new run begins on the day after. What was earned before, that day too if it was over and counted, stays."""
    running = ledger.running_from
    if running is not None and running <= day:
        running = day + 1
    return replace(ledger, lapses=ledger.lapses | {day}, running_from=running)


def _correct(ledger: Ledger, day: int, *, lapse: bool, earned: bool) -> Ledger:
    """The one way in which a figure becomes smaller: the person's own word that a day was written down wrongly."""
    if lapse:
        ledger = replace(ledger, lapses=ledger.lapses - {day})
    if earned:
        ledger = replace(ledger, earned=ledger.earned - {day})
        return replace(ledger, longest=_longest(ledger))
    return _with_longest(ledger)


def _with_longest(ledger: Ledger) -> Ledger:
    return replace(ledger, longest=max(ledger.longest, _longest(ledger)))


def _longest(ledger: Ledger) -> int:
    """The longest run of earned days. A lapse ends a run on its day, also where that day stays earned."""
    best = run = 0
    before = None
    for day in sorted(ledger.earned):
        broken = before != day - 1 or before in ledger.lapses
        run = 1 if broken else run + 1
        best, before = max(best, run), day
    return best


def _run_before(ledger: Ledger, now: int) -> int:
    """Earned days in a row that reach yesterday, since the last lapse."""
    run = 0
    while now - run - 1 in ledger.earned and now - run - 1 not in ledger.lapses:
        run += 1
    return run


def _count(ledger: Ledger, first: int, end: int) -> int:
    return sum(1 for day in ledger.earned if first <= day < end)
