"""May-questions about belonging. They read; they never write."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from django.conf import settings
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.refusing import NotAllowed
from withness.groups.models import Group, Member
from withness.people.models import Person
from withness.people.stewarding import is_steward


def may_open_group(person: Person | None) -> bool:
    """Whether this person (a stranger: once they are in) may open a group in this house. The demo is always free to."""
    return settings.OPENING_GROUPS == "EVERYBODY" or (person is not None and (person.is_demo or is_steward(person)))


class ReadFirst(Protocol):
    """Words that somebody reads for the group before others may: a letter, a story, a strategy."""

    @property
    def group_id(self) -> str | None:
        """Where they were written."""

    @property
    def author_id(self) -> str | None:
        """Who wrote them."""

    @property
    def withdrawn_at(self) -> datetime | None:
        """When they were taken back."""


def has_agreed(member: Member) -> bool:
    """Whether this member accepted the agreement as it stands now. Needs `member.group`."""
    return member.agreed_version >= member.group.agreement_version


def may_write(member: Member) -> bool:
    """Whether this member may say something here: still here, agreed, and the group has not closed."""
    here = member.left_at is None and has_agreed(member) and member.group.closed_at is None
    return here and not is_paused(member)


def is_paused(member: Member) -> bool:
    """Whether a steward asked this member to pause. They were told why, may read, and may ask somebody else to look."""
    return member.paused_until is not None and member.paused_until > clock.now()


def check_not_paused(member: Member) -> None:
    """For the verbs. Raises `NotAllowed` with the reason for who was asked to pause."""
    if is_paused(member):
        raise NotAllowed(_("You were asked to pause here for a while. Your notices say why, and what you can do."))


def is_locked(group: Group) -> bool:
    """Whether the door stays shut to newcomers for now."""
    return group.locked_until is not None and group.locked_until > clock.now()


def is_slow(group: Group) -> bool:
    """Whether everybody writes a little less often for now."""
    return any(until is not None and until > clock.now() for until in (group.slow_until, group.mourning_until))


def holds(member: Member) -> bool:
    """Whether this member is a facilitator or co-facilitator, and so reads what is at the desk."""
    return member.left_at is None and bool(member.holds)


def may_decide(member: Member) -> bool:
    """Whether this member may decide something for the group: who holds it, and was not asked to pause."""
    return holds(member) and not is_paused(member)


def may_hand_on(member: Member) -> bool:
    """Only the facilitator gives the group into other hands, or closes it."""
    return may_decide(member) and member.holds == Member.FACILITATOR


def may_ask_to_go(member: Member, other: Member) -> bool:
    """Who decides for the group may ask somebody to go, but nobody who holds it, and not themselves."""
    return may_decide(member) and other.group_id == member.group_id and not other.holds and other.left_at is None


def may_read_first(member: Member, words: ReadFirst) -> bool:
    """Whether this member reads them for the group: who decides for it. One's own only where nobody else does."""
    if not may_decide(member) or words.group_id != member.group_id or words.withdrawn_at is not None:
        return False
    return words.author_id != member.id or not _others_decide(member)


def check_may_read_first(member: Member, words: ReadFirst) -> None:
    """For the verbs. Raises `NotAllowed` with the reason."""
    if may_read_first(member, words):
        return
    if words.author_id == member.id and may_decide(member) and words.withdrawn_at is None:
        raise NotAllowed(_("Somebody else who holds the group reads yours."))
    raise NotAllowed(_("Only who holds the group reads for it."))


def _others_decide(member: Member) -> bool:
    others = Member.objects.holding().filter(group_id=member.group_id).exclude(id=member.id)
    return others.exclude(paused_until__gt=clock.now()).exists()
