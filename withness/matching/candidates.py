"""Who could be asked about one share: everybody the rules leave, in the columns that `deciding` understands.

Here, and only here, rows become numbers. What must never go wrong (off, caps, quiet hours, boundaries, mutes) is read
from the rows at the moment of asking, never from something remembered.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from withness.foundation import clock as house_clock
from withness.groups.models import Member
from withness.matching import seams
from withness.matching.deciding.choosing import Pool, an_empty_pool
from withness.matching.deciding.ladder import ABOVE
from withness.matching.deciding.limits import CAPS
from withness.matching.models import Ask, Clock, Pass, Willingness
from withness.notices.wishes import QUIET_FROM, QUIET_UNTIL
from withness.people.models import Person
from withness.safety.boundaries import out_of_reach

INVITED = "invited"  # the kind of notice; whoever has switched it off is not asked
LOOKED_BACK = timedelta(days=90)


@dataclass(slots=True)
class Candidates:
    """Members and their columns, in one order."""

    members: list[Member]
    pool: Pool


def candidates(clock: Clock, *, only: Collection[str] | None = None) -> Candidates:
    """The willing members of the group who could be asked about this share, or those `only` (people's ids)."""
    willing = (
        Member.objects.here()
        .filter(group_id=clock.group_id, agreed_version__gte=clock.group.agreement_version)
        .filter(person__willingness__often__in=[often for often, caps in CAPS.items() if caps[0]])
        .exclude(id=clock.author_id)
        .select_related("person__willingness", "person__wishes")
        .order_by("id")
    )
    if only is not None:
        willing = willing.filter(person_id__in=only)
    members = leave_out(clock, list(willing))
    return Candidates(members, pool_of(clock, members))


def leave_out(clock: Clock, members: list[Member], *, asked_too: bool = False) -> list[Member]:
    """Without those beyond a boundary (drawn by either), who switched invitations off, passed, muted or answered; and
    without those who were asked already, unless `asked_too`.
    """
    author = clock.author.person
    far = {other.person_id for other in out_of_reach(author)} if author is not None else set()
    asks = Ask.objects.none() if asked_too else Ask.objects.filter(clock=clock)
    asked = set(asks.values_list("person_id", flat=True))
    passed = set(Pass.objects.filter(clock=clock).values_list("member_id", flat=True))
    away = passed | seams.turned_away(clock.share, [member.id for member in members])
    return [
        member
        for member in members
        if member.person_id not in far | asked and member.id not in away and not switched_off(member.person)
    ]


def switched_off(person: Person | None) -> bool:
    """Whether somebody has said no to everything that asks: by how often, or among their notices."""
    if person is None:
        return True
    willing, wishes = getattr(person, "willingness", None), getattr(person, "wishes", None)
    never = willing is not None and willing.often == Willingness.NEVER
    return never or (wishes is not None and INVITED in wishes.off)


def pool_of(clock: Clock, members: Sequence[Member]) -> Pool:
    """The columns of these members, as they are now."""
    now = house_clock.now()
    pool = an_empty_pool(len(members))
    loads = _loads([member.person_id or "" for member in members], now)
    for n, (member, near) in enumerate(zip(members, seams.fit(clock, members), strict=True)):
        assert member.person is not None
        willing: Willingness = member.person.willingness
        pool.willing[n] = willing.rest_until is None or willing.rest_until <= now
        pool.offset[n] = offset_of(member.person.zone, now)
        pool.quiet_from[n], pool.quiet_until[n] = quiet_of(member.person)
        pool.cap_day[n], pool.cap_week[n] = CAPS[willing.often]
        pool.fit[n] = min(1.0, max(0.0, near))
        load = loads[member.person_id or ""]
        pool.day[n], pool.week[n], pool.asked[n], pool.answered[n] = load.day, load.week, load.asked, load.answered
        pool.last[n] = load.last
    return pool


@dataclass(slots=True)
class _Load:
    day: int = 0
    week: int = 0
    asked: int = 0
    answered: int = 0
    last: float = float("inf")


def _loads(people: list[str], now: datetime) -> defaultdict[str, _Load]:
    """How much each was asked: invitations of every group they are in, over a day, a week and ninety days."""
    found: defaultdict[str, _Load] = defaultdict(_Load)
    asks = Ask.objects.filter(person_id__in=people, at__gt=now - LOOKED_BACK).exclude(rung__in=ABOVE)
    seen: Counter[str] = Counter()
    for person_id, at, answered_at in asks.values_list("person_id", "at", "answered_at"):
        load, ago = found[person_id], now - at
        load.day += ago < timedelta(days=1)
        load.week += ago < timedelta(days=7)
        load.answered += answered_at is not None
        load.last = min(load.last, ago.total_seconds() / 60)
        seen[person_id] += 1
        load.asked = seen[person_id]
    return found


def offset_of(zone: str, now: datetime) -> int:
    """Minutes by which that zone's wall clock is ahead of UTC now."""
    ahead = now.astimezone(house_clock.zone_of(zone)).utcoffset()
    return int(ahead.total_seconds() // 60) if ahead else 0


def quiet_of(person: Person) -> tuple[int, int]:
    """Minutes of the day between which nobody is asked: outside the hours they gave us, else their quiet hours."""
    willing, wishes = getattr(person, "willingness", None), getattr(person, "wishes", None)
    if willing is not None and willing.from_hour is not None and willing.until_hour is not None:
        return willing.until_hour * 60 % 1440, willing.from_hour * 60 % 1440
    if wishes is None:
        return _minutes(QUIET_FROM), _minutes(QUIET_UNTIL)
    if wishes.quiet_from is None or wishes.quiet_until is None:
        return 0, 0
    return _minutes(wishes.quiet_from), _minutes(wishes.quiet_until)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
