"""Holding a group together, and giving it into other hands.

A group that is open and has members has exactly one facilitator, always; the database holds it to at most one. When the
facilitator's account is erased the group passes on by itself (`pass_on`), so that nobody is left alone in it.
"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation.announcing import announce
from withness.foundation.refusing import NotAllowed
from withness.groups.happenings import HoldingChanged
from withness.groups.models import Group, Member
from withness.groups.rules import may_hand_on
from withness.groups.steady import steady


def appoint(*, by: Member, member: Member) -> None:
    """Ask a member to hold the group beside the facilitator. They may step back whenever they wish."""
    with transaction.atomic():
        by, member = _both(by, member)
        _give(by.group, {member: Member.CO}, by=by)


def release(*, by: Member, member: Member) -> None:
    """A co-facilitator becomes a member like the others; the facilitator may do this, and they themselves."""
    with transaction.atomic():
        by, member = _both(by, member) if by.id != member.id else (steady(by),) * 2
        if member.holds == Member.CO:
            _give(by.group, {member: ""}, by=by)


def hand_on(*, by: Member, member: Member) -> None:
    """Give the group into another member's hands; the one who held it stays as co-facilitator."""
    with transaction.atomic():
        by, member = _both(by, member)
        _give(by.group, {by: Member.CO, member: Member.FACILITATOR}, by=by)


def pass_on(group: Group) -> None:
    """The facilitator has gone without handing on: to the co-facilitator who has been here longest, else to the member
    who has. Nothing when nobody is left. For verbs that hold the group's lock.
    """
    here = Member.objects.here().filter(group=group).order_by("joined_at", "id")
    if here.filter(holds=Member.FACILITATOR).exists():
        return
    next_one = here.filter(holds=Member.CO).first() or here.first()
    if next_one is not None:
        _give(group, {next_one: Member.FACILITATOR}, by=None)


def _both(by: Member, member: Member) -> tuple[Member, Member]:
    """Both as they are now. Raises `NotAllowed` unless the one is the facilitator and the other somebody else here."""
    by = steady(by)
    other = Member.objects.here().filter(id=member.id, group=by.group).exclude(id=by.id).first()
    if not may_hand_on(by) or by.group.closed_at is not None or other is None:
        raise NotAllowed(_("Only the facilitator can do this, and only with somebody who is here."))
    return by, other


def _give(group: Group, hands: dict[Member, str], *, by: Member | None) -> None:
    """In the order given: who lets go comes first."""
    for member, what in hands.items():
        Member.objects.filter(id=member.id).update(holds=what)
    group.version += 1
    group.save(update_fields=["version"])
    ids = tuple(member.id for member in hands)
    announce(HoldingChanged(group_id=group.id, member_ids=ids, by_id=by.id if by else ""))
