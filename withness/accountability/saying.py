"""The figures in words. Nothing here ever says zero, and no figure stands beside an older, higher one."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from withness.accountability import ledger
from withness.accountability.ledger import Progress


def headline(progress: Progress, frame: str) -> str:
    """The one sentence above the others."""
    if frame == ledger.NO_COUNT:
        return _("Nothing is counted here.")
    if not progress.total:
        return _("Today is a beginning.")
    return ngettext("One day so far.", "%(days)s days so far.", progress.total) % {"days": progress.total}


def figures(progress: Progress, frame: str) -> list[tuple[str, str]]:
    """(what, how much) for each figure that has something to say. All of them only ever grow, but for the last 90 days:
    that one is left out while it would stand beside a larger total of the same days.
    """
    if frame == ledger.NO_COUNT:
        return []
    found = []
    if progress.longest > 1:
        found.append((_("Longest run"), days(progress.longest)))
    if progress.in_window > 0 and progress.total > progress.in_window:
        found.append((_("Of the last 90 days"), days(progress.in_window)))
    if progress.times_back:
        found.append((_("Times you came back"), times(progress.times_back)))
    if progress.times_back and progress.since_back:
        found.append((_("Since you came back"), days(progress.since_back)))
    return found


def trend(progress: Progress) -> str:
    """Said only when it goes well: nobody needs to read that it was better before."""
    return _("More of your days lately are as you mean them.") if progress.more_than_before else ""


def days(number: int) -> str:
    """“One day”, “12 days”."""
    return ngettext("one day", "%(days)s days", number) % {"days": number}


def times(number: int) -> str:
    """“Once”, “3 times”."""
    return ngettext("once", "%(times)s times", number) % {"times": number}


def milestone(number: int) -> str:
    """The name of a milestone of days."""
    if number % 365 == 0:
        return ngettext("a year", "%(years)s years", number // 365) % {"years": number // 365}
    return days(number)


def lane_label() -> str:
    """What the days of somebody's goals are called in the picture of their path."""
    return _("Days that went as you meant")
