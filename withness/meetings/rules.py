"""May-questions about meetings. They read; they never write."""

from __future__ import annotations

from datetime import datetime, timedelta

from withness.foundation import clock
from withness.groups.belonging import membership
from withness.groups.models import Member
from withness.groups.rules import has_agreed, holds, is_paused, may_decide
from withness.meetings.models import Hosting, Series
from withness.meetings.occurring import Occasion, next_occasion
from withness.people.models import Person

LONGEST_OPEN = timedelta(minutes=30)  # a way in stays open so long after the end


def may_plan(member: Member) -> bool:
    """Who holds the group plans its meetings."""
    return may_decide(member) and member.group.closed_at is None


def may_change(member: Member, series: Series) -> bool:
    """Who holds the group, or this meeting."""
    if series.group_id != member.group_id or member.left_at is not None or series.ended_at is not None:
        return False
    if is_paused(member):
        return False
    return holds(member) or Hosting.objects.filter(series=series, member=member, until=None).exists()


def may_come(member: Member, series: Series) -> bool:
    """Every member who accepted the agreement and was not asked to pause."""
    here = series.group_id == member.group_id and series.ended_at is None
    return here and has_agreed(member) and not is_paused(member)


def may_see_way_in(person: Person | None, series: Series) -> bool:
    """Whether the link and the number are for this person at all, at whatever hour. Never for who was asked to pause."""
    if series.joining == Series.PUBLIC:
        return not rests_from(person, series)
    me = membership(person, series.group_id or "") if series.joining == Series.MEMBERS else None
    return me is not None and not is_paused(me)


def rests_from(person: Person | None, series: Series) -> bool:
    """Whether this person was asked to pause in the group of this meeting."""
    me = membership(person, series.group_id or "")
    return me is not None and is_paused(me)


def way_in_opens(series: Series) -> tuple[datetime, Occasion] | None:
    """When the way in to the next date opens, and which date that is; nothing where none is in sight."""
    plan = series.plan()
    found = next_occasion(plan, after=clock.now() - LONGEST_OPEN) if plan is not None else None
    if found is None:
        return None
    return found.starts_at - timedelta(minutes=series.join_opens), found


def is_way_in_open(series: Series) -> bool:
    """Whether the link is shown now: from shortly before to shortly after. Listings and meetings by arrangement: always."""
    if series.feed_id is not None or not series.starts or not series.zone:
        return True
    opens = way_in_opens(series)
    return opens is not None and opens[0] <= clock.now()
