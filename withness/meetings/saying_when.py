"""Days, hours and rhythms as people say them."""

from __future__ import annotations

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from withness.meetings.rhythm import Rhythm


def weekday_words(day: int) -> str:
    """The name of a weekday, Monday = 0."""
    return str((_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))[day])


def nth_words(nth: int) -> str:
    """“second”, “last”."""
    return {1: _("first"), 2: _("second"), 3: _("third"), 4: _("fourth"), 5: _("fifth"), -1: _("last"),
            -2: _("last but one"), -3: _("third last"), -4: _("fourth last"), -5: _("fifth last")}[nth]  # fmt: skip


def in_a_row(words: list[str]) -> str:
    """“Monday, Wednesday and Friday”."""
    if len(words) < 2:
        return "".join(words)
    return _("%(some)s and %(last)s") % {"some": _(", ").join(words[:-1]), "last": words[-1]}


def rhythm_words(rhythm: Rhythm | None, start: datetime) -> str:
    """“Every Tuesday”, “Every 2 weeks on Friday”, “The second Tuesday of the month”, “Once, on 3 March 2026”."""
    if rhythm is None:
        return _("Once, on %(day)s") % {"day": date_format(start, _("j F Y"))}
    said = {"WEEKLY": _weekly, "MONTHLY": _monthly, "DAILY": _daily}[rhythm.freq](rhythm, start)
    if rhythm.until:
        said = _("%(rhythm)s, until %(day)s") % {"rhythm": said, "day": date_format(rhythm.until, _("j F Y"))}
    elif rhythm.count:
        times = ngettext("%(n)d time", "%(n)d times", rhythm.count) % {"n": rhythm.count}
        said = _("%(rhythm)s, %(times)s") % {"rhythm": said, "times": times}
    return said


def clock_words(at: datetime, style: str) -> str:
    """An hour as this reader's clock shows it: `24` or `12`."""
    if style != "12":
        return date_format(at, "H:i")
    return date_format(at, "g:i A") if at.minute else date_format(at, "g A")


def clock_style(language: str, zone: str) -> str:
    """`12` where most clocks show two halves of a day, else `24`; from where the reader is, not from what they speak."""
    halves = ("America/", "Australia/", "Pacific/Auckland", "Pacific/Honolulu", "US/", "Canada/", "Asia/Kolkata", "Asia/Manila",
              "Asia/Karachi", "Asia/Dhaka", "Africa/Cairo", "Asia/Riyadh")  # fmt: skip
    latin = (
        "America/Sao_Paulo",
        "America/Argentina",
        "America/Santiago",
        "America/Montevideo",
        "America/Lima",
        "America/La_Paz",
    )
    return "12" if zone.startswith(halves) and not zone.startswith(latin) and not language.startswith("fr") else "24"


def _weekly(rhythm: Rhythm, start: datetime) -> str:
    days = sorted({day for _nth, day in rhythm.weekdays} or {start.weekday()})
    if len(days) == 7 and rhythm.interval == 1:
        return _("Every day")
    named = in_a_row([weekday_words(day) for day in days])
    if rhythm.interval == 1:
        return _("Every %(days)s") % {"days": named}
    every = ngettext("Every week on %(days)s", "Every %(n)d weeks on %(days)s", rhythm.interval)
    return every % {"n": rhythm.interval, "days": named}


def _daily(rhythm: Rhythm, start: datetime) -> str:  # noqa: ARG001
    return ngettext("Every day", "Every %(n)d days", rhythm.interval) % {"n": rhythm.interval}


def _monthly(rhythm: Rhythm, start: datetime) -> str:
    which = _monthly_days(rhythm, start)
    if rhythm.interval == 1:
        return _("The %(which)s of the month") % {"which": which}
    every = ngettext("The %(which)s of every month", "The %(which)s of every %(n)d months", rhythm.interval)
    return every % {"which": which, "n": rhythm.interval}


def _monthly_days(rhythm: Rhythm, start: datetime) -> str:
    if not rhythm.weekdays:
        days = rhythm.monthdays or (start.day,)
        return in_a_row([_("last day") if day == -1 else _("%(n)d.") % {"n": day} for day in days])
    if rhythm.setpos and {day for _nth, day in rhythm.weekdays} == {0, 1, 2, 3, 4}:
        return _("%(nth)s working day") % {"nth": nth_words(rhythm.setpos)}
    by_day: dict[int, list[str]] = {}
    for nth, day in rhythm.weekdays:
        by_day.setdefault(day, []).extend([nth_words(nth)] if nth else [])
    named = [
        _("%(nth)s %(day)s") % {"nth": in_a_row(nths), "day": weekday_words(day)} if nths else weekday_words(day)
        for day, nths in by_day.items()
    ]
    said = in_a_row(named)
    if rhythm.monthdays:
        said = _("%(days)s between the %(first)d. and the %(last)d.") % {
            "days": said, "first": min(rhythm.monthdays), "last": max(rhythm.monthdays),
        }  # fmt: skip
    return said
