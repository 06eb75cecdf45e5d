"""Saying yes, no, or “not mine to say” to a proposal, with a worry if one has one."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.text import clean
from withness.groups.models import Member, Proposal, Voice
from withness.groups.rules import may_write
from withness.groups.steady import steady

LONGEST_WORRY = 500


def may_say(member: Member, proposal: Proposal) -> bool:
    """Whether this member is asked: who was here when it was proposed, and may write. Nobody joins to tip it."""
    asked = proposal.closed_at is None and proposal.closes_at > clock.now()
    return (
        asked and proposal.group_id == member.group_id and may_write(member) and member.joined_at <= proposal.opened_at
    )


def have_a_say(*, by: Member, proposal: Proposal, says: str, worry: str = "") -> Voice:
    """Keep it; saying it again changes it, as long as it is asked. The group reads the worry without a name.

    Raises `NotUnderstood` without one of the three answers or for a long worry, `NotAllowed` where one is not asked.
    """
    if says not in (Voice.YES, Voice.NO, Voice.NOT_MINE):
        raise NotUnderstood("says", _("Choose one of the three. “Not mine to say” is an answer, too."))
    worry = clean(worry, longest=LONGEST_WORRY + 1)
    if len(worry) > LONGEST_WORRY:
        raise NotUnderstood("worry", _("This is longer than 500 letters. A few plain sentences are enough."))
    with transaction.atomic():
        by = steady(by)
        fresh = Proposal.objects.get(id=proposal.id)
        if not may_say(by, fresh):
            raise NotAllowed(_("This is not asked of you, or not any more."))
        said, _new = Voice.objects.update_or_create(
            proposal=fresh, member=by, defaults={"says": says, "worry": worry, "at": clock.now()}
        )
    return said


def voice_of(member: Member, proposal: Proposal) -> Voice | None:
    """What this member has said so far."""
    return Voice.objects.filter(proposal=proposal, member=member).first()
