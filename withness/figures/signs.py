"""The vital signs of a group, month by month, and what each of them means. Exact here; noise is added when they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from withness.figures.periods import begin_of
from withness.groups.models import Member
from withness.matching.models import Clock

LEAST = 5
STAYS, A_DAY = timedelta(days=28), timedelta(days=1)
Counts = dict[str, tuple[int, int]]  # group → (of, yes)


@dataclass(frozen=True, slots=True)
class Sign:
    """One vital sign: its name, what it is called, what it means, and what to talk about when it falls."""

    name: str
    label: str | Promise
    means: str | Promise
    talk: str | Promise


SIGNS = (
    Sign("heard", _("I was heard"), _("Of those who said how a circle was, how many felt heard."),
         _("You could ask in the next circle: what would help each of us to be heard here?")),
    Sign("safe", _("I felt safe"), _("Of those who said how a circle was, how many felt safe."),
         _("You could read the agreement together, and ask what is missing in it.")),
    Sign("hopeful", _("I leave with some hope"), _("Of those who said how a circle was, how many left with some hope."),
         _("You could give a round to one thing that helped a little this week.")),
    Sign("staying", _("Newcomers stay"), _("Of those who joined, how many were still here four weeks later."),
         _("You could ask the newest of you what their first days here were like.")),
    Sign("answered", _("Shares are answered"), _("Of all shares, how many had a reply within a day."),
         _("You could ask who has a little time to listen, and at which hours.")),
)  # fmt: skip
FROM_CIRCLES = ("heard", "safe", "hopeful")


def staying(groups: Iterable[str], first: date, last: date) -> Counts:
    """Newcomers of a month, counted four weeks later: the month is the one in which the four weeks were over."""
    begin, end = begin_of(first) - STAYS, begin_of(last) - STAYS
    rows = Member.objects.filter(group_id__in=groups, holds="", joined_at__gte=begin, joined_at__lt=end)
    stayed = Q(left_at=None) | Q(left_at__gte=F("joined_at") + STAYS)
    return _counts(rows.values_list("group_id"), rows.filter(stayed).values_list("group_id"))


def answered(groups: Iterable[str], first: date, last: date) -> Counts:
    """Shares of a month that had a reply within a day. Those that wanted none, or went, are not counted."""
    rows = Clock.objects.filter(group_id__in=groups, begun_at__gte=begin_of(first), begun_at__lt=begin_of(last))
    rows = rows.exclude(ended_because__in=[Clock.GONE, Clock.NO_REPLIES])
    soon = rows.filter(first_at__lte=F("begun_at") + A_DAY)
    return _counts(rows.values_list("group_id"), soon.values_list("group_id"))


COUNTED: dict[str, Callable[[Iterable[str], date, date], Counts]] = {"staying": staying, "answered": answered}


def _counts(of: Iterable[tuple[str]], yes: Iterable[tuple[str]]) -> Counts:
    found: dict[str, list[int]] = {}
    for (group_id,) in of:
        found.setdefault(group_id, [0, 0])[0] += 1
    for (group_id,) in yes:
        found[group_id][1] += 1
    return {group_id: (n, k) for group_id, (n, k) in found.items()}
