"""Leaving a group, and being asked to."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.events import record
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.text import clean
from withness.groups.closing import end_group
from withness.groups.company import somebody_else_is_here
from withness.groups.happenings import Left
from withness.groups.holding import pass_on
from withness.groups.models import Departure, Member, Voice
from withness.groups.rules import may_ask_to_go, may_hand_on
from withness.groups.steady import steady

LONGEST_REASON = 1000


def leave(*, by: Member, with_words: bool = False) -> None:
    """Go, with or without everything one wrote. A facilitator hands the group on first, unless they are its last.

    Who was asked to pause can hand nothing on: they are not kept here, and the group passes on by itself.
    """
    with transaction.atomic():
        by = steady(by)
        if may_hand_on(by) and by.group.closed_at is None and somebody_else_is_here(by):
            raise NotAllowed(_("Please give the group into other hands first, or close it. Then you can go."))
        _part(by, by=by, because="", with_words=with_words)


def ask_to_go(*, by: Member, member: Member, because: str) -> None:
    """Ask somebody to leave. They read the reason, and may ask a steward to look again."""
    because = clean(because, longest=LONGEST_REASON + 1)
    if not because:
        raise NotUnderstood("because", _("Give a reason. They will read it."))
    if len(because) > LONGEST_REASON:
        raise NotUnderstood("because", _("This is longer than 1,000 letters. A few plain sentences are kinder."))
    with transaction.atomic():
        by, member = steady(by), Member.objects.get(id=member.id)
        if not may_ask_to_go(by, member):
            raise NotAllowed(_("This cannot be asked of them."))
        _part(member, by=by, because=because, with_words=False)


def part_ways(*, member: Member, because: str) -> None:
    """Stewards end a membership; who holds the group cannot be spared either. For verbs that asked two of them."""
    with transaction.atomic():
        _part(steady(member), by=None, because=clean(because, longest=LONGEST_REASON), with_words=False)


def take_parting_back(*, member: Member) -> bool:
    """It should not have been: they are a member again. False where they, or somebody with their alias, are here by now."""
    with transaction.atomic():
        member = steady(member)
        here = Member.objects.here().filter(group=member.group)
        if member.left_at is None or member.group.closed_at is not None or member.person_id is None:
            return False
        if here.filter(person_id=member.person_id).exists() or here.filter(alias_shape=member.alias_shape).exists():
            return False
        Departure.objects.filter(member=member).delete()
        Member.objects.filter(id=member.id).update(left_at=None)
        record(stream=f"group:{member.group_id}", kind="joined", by=member.id, member=member.id)
    return True


def vanish(member: Member) -> None:
    """Go because the account goes, with every word, whatever one held: the group passes on by itself."""
    with transaction.atomic():
        _part(steady(member), by=None, because="", with_words=True)


def _part(member: Member, *, by: Member | None, because: str, with_words: bool) -> None:
    """The row of somebody who left keeps their alias beside their words, and no longer any right. Holds the lock."""
    if not Member.objects.filter(id=member.id, left_at=None).update(left_at=clock.now(), holds=""):
        return
    Departure.objects.create(member=member, at=clock.now(), by=by, because=because)
    Voice.objects.filter(member=member, proposal__closed_at=None).delete()  # who has gone does not decide
    if with_words:
        Voice.objects.filter(member=member).delete()
    group = (by or member).group
    if group.closed_at is None:
        if somebody_else_is_here(member):
            pass_on(group)
        else:
            end_group(group)
    group.version += 1
    group.save(update_fields=["version"])
    record(stream=f"group:{group.id}", kind="left", by=member.id, member=member.id)
    announce(Left(member_id=member.id, with_words=with_words))
