"""What is special about some dates of a meeting: “the last Saturday has a speaker”."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from withness.foundation.refusing import NotUnderstood
from withness.foundation.text import clean_line
from withness.meetings.models import Series
from withness.meetings.rhythm import DAYS, NotARhythm, days_of, rhythm_of
from withness.meetings.saying_when import rhythm_words
from withness.meetings.walls import read

MOST, LONGEST = 5, 80
NTHS = (1, 2, 3, 4, 5, -1)
_AHEAD = timedelta(days=2 * 366)  # within which at least one date must bear it


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line of the form: which such weekday of the month (-1: the last), the weekday (Monday = 0), and what is special."""

    nth: str
    day: str
    words: str


def labels_from(lines: Sequence[Labelled], series: Series) -> list[list[str]]:
    """The lines as they are kept; those without words are left out. Raises `NotUnderstood` for what never happens."""
    kept: list[list[str]] = []
    for line in lines[:MOST]:
        words = clean_line(line.words, longest=LONGEST)
        if not words:
            continue
        rule = _rule(line)
        if not _ever(rule, series):
            said = rhythm_words(rhythm_of(rule), read(series.starts))
            raise NotUnderstood("labels", _("This meeting never takes place then: %(when)s.") % {"when": said})
        kept.append([rule, words])
    return kept


def lines_of(series: Series) -> list[Labelled]:
    """The other way: what a form begins with."""
    lines = []
    for rule, words in series.labels:
        for nth, day in rhythm_of(rule).weekdays[:1]:
            lines.append(Labelled(str(nth), str(day), words))
    return lines


def labels_on(series: Series, day: date) -> list[str]:
    """What is special on one day of its rhythm."""
    return [words for rule, words in series.labels if any(days_of(rhythm_of(rule), day, first=day, last=day))]


def _rule(line: Labelled) -> str:
    if line.nth not in map(str, NTHS) or line.day not in map(str, range(7)):
        raise NotUnderstood("labels", _("Choose one of them."))
    try:
        return str(rhythm_of(f"FREQ=MONTHLY;BYDAY={line.nth}{DAYS[int(line.day)]}"))
    except NotARhythm as odd:
        raise NotUnderstood("labels", _("Choose one of them.")) from odd


def _ever(rule: str, series: Series) -> bool:
    first = read(series.starts).date()
    if not series.rhythm:
        return any(days_of(rhythm_of(rule), first, first=first, last=first))
    last = first + _AHEAD
    special = set(days_of(rhythm_of(rule), first, first=first, last=last))
    return any(day in special for day in days_of(rhythm_of(series.rhythm), first, first=first, last=last))
