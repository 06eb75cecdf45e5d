"""Times, said as people say them: “This morning at ten past four” stays a number on a screen, but never a timestamp."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from withness.foundation import clock


def when_words(at: datetime, zone: str, *, today: date | None = None) -> str:
    """When it was, for a reader in `zone`: “Today at 04:10”, “Yesterday at 21:05”, “Tuesday at 09:00”, “3 March”."""
    here = at.astimezone(clock.zone_of(zone))
    today = today or clock.today(zone)
    time = date_format(here, "H:i")
    days = (today - here.date()).days
    if days == 0:
        return _("Today at %(time)s") % {"time": time}
    if days == 1:
        return _("Yesterday at %(time)s") % {"time": time}
    if 1 < days < 7:
        return _("%(day)s at %(time)s") % {"day": date_format(here, "l"), "time": time}
    if here.year == today.year:
        return date_format(here, _("j F"))
    return date_format(here, _("j F Y"))


def day_words(on: date) -> str:
    """A day by itself: “3 March 2026”."""
    return date_format(on, _("j F Y"))


def later_words(first: datetime, then: datetime, zone: str) -> str:
    """When an answer came, seen from the words it answers: “12 minutes later”, “The next day at 08:30”, “9 days later”."""
    gap = then - first
    minutes = int(gap.total_seconds() // 60)
    if minutes < 1:
        return _("Right away")
    if minutes < 60:
        return ngettext("%(n)d minute later", "%(n)d minutes later", minutes) % {"n": minutes}
    here = clock.zone_of(zone)
    days = (then.astimezone(here).date() - first.astimezone(here).date()).days
    time = date_format(then.astimezone(here), "H:i")
    if days == 0:
        return _("At %(time)s") % {"time": time}
    if days == 1:
        return _("The next day at %(time)s") % {"time": time}
    return ngettext("%(n)d day later", "%(n)d days later", days) % {"n": days}


def age_words(since: datetime) -> str:
    """How long something has been waiting: “a few minutes”, “2 hours”, “3 days”."""
    gap = clock.now() - since
    if gap < timedelta(minutes=10):
        return _("a few minutes")
    if gap < timedelta(hours=1):
        minutes = int(gap.total_seconds() // 600) * 10
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    if gap < timedelta(days=1):
        hours = int(gap.total_seconds() // 3600)
        return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    return ngettext("%(n)d day", "%(n)d days", gap.days) % {"n": gap.days}
