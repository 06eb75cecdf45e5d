"""Inviting: a link that opens one door for a while. The link is shown once; we keep only its hash."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.hashes import hash_of
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.text import clean_line
from withness.groups.models import Group, Invitation, InvitationQuerySet, Member
from withness.groups.rules import holds
from withness.groups.steady import steady_holder
from withness.people.models import Person

KEPT = timedelta(days=14)
MOST_USES, MOST_DAYS = 50, 90


def invite(*, by: Member, for_whom: str = "", uses: int = 1, kept: timedelta = KEPT) -> tuple[Invitation, str]:
    """A new invitation and its token, which exists nowhere else. `uses` from 1 to 50, kept for 1 to 90 days."""
    if not 1 <= uses <= MOST_USES:
        raise NotUnderstood("uses", _("An invitation can be used between 1 and 50 times."))
    if not timedelta(days=1) <= kept <= timedelta(days=MOST_DAYS):
        raise NotUnderstood("days", _("An invitation can be kept between 1 and 90 days."))
    token, now = secrets.token_urlsafe(18), clock.now()
    with transaction.atomic():
        by = steady_holder(by)
        invitation = Invitation.objects.create(
            group=by.group, by=by, token_hash=hash_of(token), for_whom=clean_line(for_whom, longest=60),
            uses_left=uses, made_at=now, expires_at=now + kept,
        )  # fmt: skip
    return invitation, token


def invitation_of(token: str) -> Invitation | None:
    """The invitation this token opens, if it still opens. Looking uses nothing up."""
    return open_invitations().filter(token_hash=hash_of(token)).first()


def invitation_for(person: Person | None, token: str) -> Invitation | None:
    """As `invitation_of`, for whoever may use it: the demo and real people are kept apart."""
    found = invitation_of(token)
    return found if found and (person is None or found.group.is_demo == person.is_demo) else None


def open_invitations() -> InvitationQuerySet:
    """Those that open a door now: not used up, withdrawn or too old, the group open, and made by who still holds it."""
    return Invitation.objects.open_at(clock.now()).select_related("group", "by")


def use_invitation(invitation: Invitation, *, group: Group) -> None:
    """One use less, for verbs that hold the group's lock. Raises `NotAllowed` unless it opens *this* door, now."""
    fresh = open_invitations().filter(id=invitation.id, group=group).first()
    if fresh is None:
        raise NotAllowed(_("This invitation does not open the door any more. Ask for another one."))
    fresh.uses_left -= 1
    fresh.save(update_fields=["uses_left"])


def invitations_of(member: Member) -> list[Invitation]:
    """Those that still open the door of the group this member holds, the newest first."""
    if not holds(member):
        return []
    return list(open_invitations().filter(group_id=member.group_id).order_by("-made_at"))


def withdraw_invitation(*, by: Member, invitation: Invitation) -> None:
    """Close the door it would have opened. Whoever holds the group may, whoever made it."""
    with transaction.atomic():
        by = steady_holder(by)
        if invitation.group_id != by.group_id:
            raise NotAllowed(_("Only those who hold this group can do this."))
        Invitation.objects.filter(id=invitation.id, withdrawn_at=None).update(withdrawn_at=clock.now())
