"""Who may come in at all."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.refusing import NotAllowed
from withness.groups.models import Departure, Group, Invitation, Knock
from withness.groups.rules import is_locked
from withness.people.consenting import has_consented
from withness.people.models import Person

AGAIN_AFTER = timedelta(days=7)


def check_may_come(person: Person, group: Group, invitation: Invitation | None, *, consented: bool = False) -> None:
    """Raises `NotAllowed` with the reason. `consented`: the consent is being given with the same form."""
    if group.closed_at is not None:
        raise NotAllowed(_("This group has closed. Nobody can join it any more."))
    if is_locked(group):
        raise NotAllowed(
            _("The door of this group is shut for a few days. Nothing is wrong with you; please come back.")
        )
    if person.is_demo != group.is_demo:
        raise NotAllowed(_("The demo community and real groups are kept apart."))
    if group.joining == Group.INVITE and invitation is None:
        raise NotAllowed(_("This group is joined by invitation."))
    if not consented and not has_consented(person, "health"):
        raise NotAllowed(_("First we need your consent to keep what you write here."))
    _check_was_not_sent_away(person, group, invitation)
    if invitation is None and group.joining == Group.REQUEST:
        _check_did_not_ask_lately(person, group)


def _check_was_not_sent_away(person: Person, group: Group, invitation: Invitation | None) -> None:
    """An open door would make asking somebody to go mean nothing; a new invitation is the way back."""
    sent = (
        Departure.objects.filter(member__person=person, member__group=group).exclude(because="").order_by("-at").first()
    )
    if sent is not None and (invitation is None or invitation.made_at <= sent.at):
        raise NotAllowed(_("You were asked to leave this group. Those who hold it can invite you back."))


def _check_did_not_ask_lately(person: Person, group: Group) -> None:
    lately = clock.now() - AGAIN_AFTER
    if Knock.objects.filter(person=person, group=group, let_in=False, answered_at__gt=lately).exists():
        raise NotAllowed(_("You asked not long ago, and it was not the right time. You can ask again after a week."))
