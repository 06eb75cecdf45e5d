"""What decisions do. It is always worked out anew from those that stand, so that two of them never undo each other."""

from __future__ import annotations

from datetime import datetime

from withness.foundation import clock
from withness.groups.models import Member
from withness.groups.parting import part_ways, take_parting_back
from withness.groups.quieting import lock, pause
from withness.safety.reportable import kind_of
from withness.stewards.models import Action, Case


def settle(case: Case) -> None:
    """Bring the thing, the member and the group into the state that the standing decisions ask for."""
    _settle_thing(case)
    if case.face:
        _settle_member(case)
    if case.place:
        pauses = Action.objects.filter(case__place=case.place, kind=Action.LOCK, undone_at=None)
        if pauses.exists() or Action.objects.filter(case=case, kind=Action.LOCK).exists():
            lock(group_id=case.place, until=_latest(pauses))


def _settle_thing(case: Case) -> None:
    kind = kind_of(case.kind)
    if kind is None or kind.hold is None or kind.show is None:
        return
    about = Action.objects.filter(
        case__kind=case.kind, case__thing=case.thing, kind__in=(Action.HOLD, Action.REMOVE), erased_at=None
    )
    if about.filter(undone_at=None, until__gt=clock.now()).exists():
        kind.hold(case.thing)
    elif about.exists():
        kind.show(case.thing)


def _settle_member(case: Case) -> None:
    member = Member.objects.filter(id=case.face).first()
    if member is None:
        return
    about = Action.objects.filter(case__face=case.face)
    pauses = about.filter(kind__in=(Action.PAUSE, Action.PART), undone_at=None)
    if about.filter(kind__in=(Action.PAUSE, Action.PART)).exists():
        pause(member_id=member.id, until=_latest(pauses))
    parted = about.filter(kind=Action.PART).exclude(seconded_at=None)
    standing = parted.filter(undone_at=None).order_by("-seconded_at").first()
    if standing is not None and member.left_at is None:
        part_ways(member=member, because=standing.reason)
    elif standing is None and parted.exists() and member.left_at is not None:
        take_parting_back(member=member)


def _latest(actions: object) -> datetime | None:
    untils = [action.until for action in actions if action.until is not None]  # type: ignore[attr-defined]
    later = [until for until in untils if until > clock.now()]
    return max(later) if later else None
