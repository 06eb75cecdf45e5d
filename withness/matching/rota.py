"""Who is on duty when: chosen hours of the week in the group's own zone, and the hours with nobody."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.groups.models import Group, Member
from withness.groups.reach import faces_out_of_reach, in_sight
from withness.groups.rules import may_write
from withness.matching.models import Duty, Willingness

HOURS = 168
PARTS = ((0, 6), (6, 12), (12, 18), (18, 24))  # night, morning, afternoon, evening


@dataclass(frozen=True, slots=True)
class Cell:
    """One hour of the week: who is on duty, and whether the reader is."""

    slot: int
    names: list[str] = field(default_factory=list)
    mine: bool = False


def may_take_duty(member: Member) -> bool:
    """Peer supporters: willing, and they finished the practice. Those who hold a group may always."""
    if not may_write(member) or member.person_id is None:
        return False
    willing = Willingness.objects.filter(person_id=member.person_id).first()
    if willing is not None and willing.often == Willingness.NEVER:
        return False
    return bool(member.holds) or (willing is not None and willing.practised_at is not None)


def choose_hours(*, by: Member, slots: list[int]) -> None:
    """These hours, and no others. Raises `NotAllowed` before the practice, `NotUnderstood` for an hour that is none."""
    if not may_take_duty(by):
        raise NotAllowed(_("You can be on duty once you have done the practice and said yes to being asked."))
    if any(not 0 <= slot < HOURS for slot in slots):
        raise NotUnderstood("slots", _("Choose hours of the week."))
    with transaction.atomic():
        Duty.objects.filter(member=by).exclude(slot__in=slots).delete()
        there = set(Duty.objects.filter(member=by).values_list("slot", flat=True))
        now = clock.now()
        Duty.objects.bulk_create(
            Duty(group_id=by.group_id, member=by, slot=slot, since=now) for slot in sorted(set(slots) - there)
        )


def slot_at(at: datetime, zone: str) -> int:
    """The hour of the week in that zone: Monday 00:00 is 0."""
    here = at.astimezone(clock.zone_of(zone))
    return here.weekday() * 24 + here.hour


def on_duty(group: Group, at: datetime | None = None) -> list[Member]:
    """The members on duty in this hour."""
    slot = slot_at(at or clock.now(), group.zone)
    those = Member.objects.here().filter(person__isnull=False, id__in=_in_slot(group, slot))
    return list(those.select_related("person__willingness", "person__wishes").order_by("id"))


def _in_slot(group: Group, slot: int) -> list[str]:
    return list(Duty.objects.filter(group=group, slot=slot).values_list("member_id", flat=True))


def table_of(member: Member) -> list[list[Cell]]:
    """The week of this member's group as they may see it: 24 rows (hours) of seven cells (days). Needs `member.person`.

    Nobody stands in it whom a boundary hides from them: as on every list, nothing says that somebody is left out.
    """
    assert member.person is not None
    far = faces_out_of_reach(member.person, [member.group_id])
    names: defaultdict[int, list[str]] = defaultdict(list)
    mine = set()
    duties = Duty.objects.filter(group_id=member.group_id, member__left_at=None).select_related("member")
    for duty in duties.order_by("since"):
        if not in_sight(far, duty.member_id, duty.since):
            continue
        names[duty.slot].append(duty.member.alias)
        if duty.member_id == member.id:
            mine.add(duty.slot)
    return [
        [Cell(day * 24 + hour, names[day * 24 + hour], day * 24 + hour in mine) for day in range(7)]
        for hour in range(24)
    ]


def gaps_in(table: list[list[Cell]]) -> list[tuple[int, int, int]]:
    """Stretches with nobody on duty: (day 0 to 6, first hour, hour it ends), the nights first, then by the week.

    Of the same week as it is shown: an hour with no name in it that is no gap would tell that somebody is hidden.
    """
    found: list[tuple[int, int, int]] = []
    for day in range(7):
        for first, last in PARTS:
            hours = [hour for hour in range(first, last) if not table[hour][day].names]
            found += [(day, begin, end) for begin, end in _stretches(hours)]
    return sorted(found, key=lambda gap: (gap[1] >= 6, gap))


def _stretches(hours: list[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for hour in hours:
        if found and found[-1][1] == hour:
            found[-1] = (found[-1][0], hour + 1)
        else:
            found.append((hour, hour + 1))
    return found


def next_duty(member: Member) -> datetime | None:
    """When this member is on duty next (or is now), to the hour; nothing when never."""
    slots = set(Duty.objects.filter(member=member).values_list("slot", flat=True))
    if not slots:
        return None
    now = clock.now().replace(minute=0, second=0, microsecond=0)
    hours = (now + timedelta(hours=n) for n in range(HOURS + 1))
    return next((at for at in hours if slot_at(at, member.group.zone) in slots), None)
