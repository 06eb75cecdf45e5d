"""When somebody may be asked again: their own hours, on the clock on their wall."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from withness.foundation import clock
from withness.groups.models import Member
from withness.matching.candidates import offset_of, quiet_of


def awake_again(member: Member) -> datetime | None:
    """When this member's quiet hours end, if it is quiet for them now; else nothing."""
    if member.person is None:
        return None
    now = clock.now()
    first, last = quiet_of(member.person)
    local = (now.hour * 60 + now.minute + offset_of(member.person.zone, now)) % 1440
    quiet = (first <= local < last) if first <= last else (local >= first or local < last)
    if not quiet:
        return None
    return now.replace(second=0, microsecond=0) + timedelta(minutes=(last - local) % 1440 or 1440)


def first_awake(members: Iterable[Member]) -> datetime | None:
    """When the first of them may be asked; nothing when somebody may be already, or nobody is there at all."""
    again = [awake_again(member) for member in members]
    return None if not again or None in again else min(at for at in again if at is not None)
