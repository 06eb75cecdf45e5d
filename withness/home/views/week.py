"""My week: what was in my groups, and my own days. A look back, and nothing to catch up with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from withness.accountability.reading import days_kept
from withness.circles.models import Circle
from withness.foundation import clock
from withness.foundation.pages import page
from withness.groups.belonging import memberships
from withness.groups.models import Member
from withness.hope.reading import letters_to
from withness.people.asking import Asking
from withness.people.doors import for_known
from withness.people.models import Person
from withness.shares.models import Share

A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class There:
    """One of my groups, and how much was there."""

    member: Member
    shares: int
    circles: int


@require_GET
@for_known
def week(request: Asking, person: Person) -> HttpResponse:
    """The last seven days. A fixed number of questions to the database."""
    now, today = clock.now(), clock.today(person.zone)
    members = memberships(person)
    groups = [member.group_id for member in members]
    lately = Share.objects.visible_to(person).filter(group_id__in=groups, at__gt=now - A_WEEK)
    begun = Circle.objects.visible_to(person).filter(group_id__in=groups, began_at__gt=now - A_WEEK)
    shares = dict(lately.order_by().values_list("group_id").annotate(n=Count("id", distinct=True)))
    circles = dict(begun.order_by().values_list("group_id").annotate(n=Count("id", distinct=True)))
    there = [There(one, shares.get(one.group_id, 0), circles.get(one.group_id, 0)) for one in members]
    return page(
        request, "home/week.html", room="today", there=there, days=len(days_kept(person, today - timedelta(days=6), today)),
        letters=[one for one in letters_to(person) if one.at > now - A_WEEK],
    )  # fmt: skip
