"""The numbers of the whole house in one quarter: the eight figures the promises are judged by, and the report for funders.

Each counts people, once each, so that one person moves one number by one. Exact here; noise is added when they are read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from withness.accountability.models import Commitment
from withness.circles.models import Circle
from withness.figures.periods import begin_of
from withness.groups.models import Member
from withness.hope.models import Delivery
from withness.matching.models import Clock
from withness.people.models import Person
from withness.recovery.models import Entry
from withness.safety.models import Report
from withness.shares.models import Presence, Reply, Share
from withness.skills.models import Trial

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Number:
    """A figure of the house: `of` so many people, `yes` so many. `promise` 0: only in the report, where `of` is it all."""

    name: str
    promise: int
    label: str | Promise
    means: str | Promise
    count: Callable[[date, date, bool], Pair]


def _been_there(first: date, end: date, demo: bool) -> Pair:  # noqa: FBT001
    clocks = _clocks(first, end, demo).filter(first_ever=True)
    met = Presence.objects.filter(kind=Presence.BEEN_THERE, share_id__in=clocks.values("share"))
    with_one = clocks.filter(share__in=met.values("share_id"))
    return _people(clocks, "author__person"), _people(with_one, "author__person")


def _heard(first: date, end: date, demo: bool) -> Pair:  # noqa: FBT001
    clocks = _clocks(first, end, demo)
    late = clocks.exclude(first_at__lte=F("begun_at") + A_DAY)
    everybody = _people(clocks, "author__person")
    return everybody, everybody - _people(late, "author__person")


def _letters(first: date, end: date, demo: bool) -> Pair:  # noqa: FBT001
    new = Person.objects.filter(is_demo=demo, joined_on__gte=first, joined_on__lt=end)
    came = Delivery.objects.filter(person__in=new, at__lt=F("person__joined_on") + A_WEEK)
    return new.count(), _people(came, "person")


def _tried(first: date, end: date, demo: bool) -> Pair:  # noqa: FBT001
    trials = Trial.objects.filter(person__is_demo=demo, began_at__gte=begin_of(first), began_at__lt=begin_of(end))
    return _people(trials, "person"), _people(trials.exclude(went=""), "person")


def _reports(first: date, end: date, demo: bool) -> Pair:  # noqa: FBT001
    reports = Report.objects.filter(is_demo=demo, at__gte=begin_of(first), at__lt=begin_of(end))
    slow = reports.exclude(looked_at__lte=F("at") + A_DAY)
    everybody = _people(reports, "by")
    return everybody, everybody - _people(slow, "by")


def _followed_up(first: date, end: date, demo: bool) -> Pair:  # noqa: FBT001
    named = Commitment.objects.filter(
        member__person__is_demo=demo, named_at__gte=begin_of(first), named_at__lt=begin_of(end)
    )
    return _people(named, "member__person"), _people(named.exclude(how=""), "member__person")


def _paths(first: date, end: date, demo: bool) -> Pair:  # noqa: FBT001
    days = Entry.objects.filter(person__is_demo=demo, on__gte=first, on__lt=end).values("person")
    often = days.annotate(days=Count("on", distinct=True))
    return often.count(), often.filter(days__gte=3).count()


def _circles(first: date, end: date, demo: bool) -> Pair:  # noqa: FBT001
    opened = Circle.objects.filter(group__is_demo=demo, opened_at__gte=begin_of(first), opened_at__lt=begin_of(end))
    return opened.count(), opened.exclude(began_at=None).count()


def _here(first: date, end: date, demo: bool) -> Pair:  # noqa: FBT001
    here = Member.objects.filter(person__is_demo=demo, joined_at__lt=begin_of(end))
    return _same(_people(here.filter(Q(left_at=None) | Q(left_at__gte=begin_of(first))), "person"))


def _new(first: date, end: date, demo: bool) -> Pair:  # noqa: FBT001
    return _same(Person.objects.filter(is_demo=demo, joined_on__gte=first, joined_on__lt=end).count())


def _shared(first: date, end: date, demo: bool) -> Pair:  # noqa: FBT001
    return _same(_people(_written(Share.objects.all(), first, end, demo), "author__person"))


def _answered(first: date, end: date, demo: bool) -> Pair:  # noqa: FBT001
    return _same(_people(_written(Reply.objects.all(), first, end, demo), "author__person"))


NUMBERS = (
    Number("been_there", 1, _("Empathy and understanding"), _(
        "Of the people who shared for the first time, how many heard “I’ve been there” from somebody."), _been_there),
    Number("heard", 2, _("Less isolation"), _(
        "Of the people who shared, how many had a reply within a day each time."), _heard),
    Number("letters", 3, _("Validation and hope"), _(
        "Of the newcomers, how many had a letter from somebody further along in their first week."), _letters),
    Number("tried", 4, _("Skill sharing"), _(
        "Of the people who tried a strategy, how many told afterwards how it was."), _tried),
    Number("reports", 5, _("A non-judgmental space"), _(
        "Of the people who reported something, how many were answered within a day each time."), _reports),
    Number("followed_up", 6, _("Accountability"), _(
        "Of the people who named something in a closing round, how many said later how it was."), _followed_up),
    Number("paths", 7, _("Recovery and healing over time"), _(
        "Of the people who wrote on their path, how many did so on three days or more."), _paths),
    Number("circles", 8, _("In person or online"), _("Of the circles that were opened, how many began."), _circles),
    Number("here", 0, _("People in groups"), _("Everybody who belonged to a group at any time in the quarter."), _here),
    Number("new", 0, _("People who came new"), _("Everybody who opened an account."), _new),
    Number("shared", 0, _("People who shared"), _("Everybody who wrote a share."), _shared),
    Number("answered", 0, _("People who answered others"), _("Everybody who wrote a reply."), _answered),
)  # fmt: skip


def _clocks(first: date, end: date, demo: bool) -> QuerySet[Clock]:  # noqa: FBT001
    clocks = Clock.objects.filter(group__is_demo=demo, begun_at__gte=begin_of(first), begun_at__lt=begin_of(end))
    return clocks.exclude(ended_because__in=[Clock.GONE, Clock.NO_REPLIES])


def _written(rows: QuerySet[Any], first: date, end: date, demo: bool) -> QuerySet[Any]:  # noqa: FBT001
    return rows.filter(author__person__is_demo=demo, at__gte=begin_of(first), at__lt=begin_of(end))


def _people(rows: QuerySet[Any], person: str) -> int:
    found: int = rows.aggregate(people=Count(person, distinct=True))["people"]
    return found


def _same(number: int) -> Pair:
    return number, number
