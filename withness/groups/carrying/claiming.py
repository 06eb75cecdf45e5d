"""Taking the seat that waits: with its code, once, by whoever has it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.events import record, where
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.groups.agreeing import agreement_of, check_version
from withness.groups.carrying.codes import hash_of_code
from withness.groups.happenings import GroupChanged, Joined
from withness.groups.models import Acceptance, Group, Member, SeatWaiting
from withness.people.consenting import consent, has_consented
from withness.people.models import Person


def seat_behind(code: str, person: Person) -> SeatWaiting | None:
    """The seat that this code opens, for somebody of its world; nothing when it was taken or never was."""
    waiting = SeatWaiting.objects.select_related("member__group").filter(code_hash=hash_of_code(code)).first()
    if waiting is None or waiting.claimed_at is not None or waiting.member.group.is_demo != person.is_demo:
        return None
    return None if waiting.member.group.closed_at is not None else waiting


def claim_seat(*, person: Person, code: str, agreement_version: int, consents: bool = False) -> Member:
    """Sit down where one sat in the other house, with one's old words and one's old alias.

    Needs consent, as joining does. Who held the group holds it again: the first to open its door here.
    Raises `NotUnderstood` for a code that opens nothing, `NotAllowed` for who is in the group under another face.
    """
    with transaction.atomic():
        waiting = seat_behind(code, person)
        if waiting is None:
            raise NotUnderstood("code", _("This code opens no seat here. Look once more at how it is written."))
        group = Group.objects.locked(waiting.member.group_id)
        waiting = SeatWaiting.objects.select_related("member").get(member_id=waiting.member_id)
        _check(person, group, waiting, consents=consents)
        check_version(group=group, version=agreement_version)
        if consents:
            consent(person=person, about="health")
        return _sit_down(person, group, waiting)


def _check(person: Person, group: Group, waiting: SeatWaiting, *, consents: bool) -> None:
    if waiting.claimed_at is not None:
        raise NotUnderstood("code", _("This code opens no seat here. Look once more at how it is written."))
    if not consents and not has_consented(person, "health"):
        raise NotAllowed(_("First we need your consent to keep what you write here."))
    if Member.objects.here().filter(group=group, person=person).exists():
        raise NotAllowed(
            _("You are in this group already, under another name. Leave it first; then the code opens your seat.")
        )


def _sit_down(person: Person, group: Group, waiting: SeatWaiting) -> Member:
    member, stream, now = waiting.member, f"group:{group.id}", clock.now()
    taken = Member.objects.here().filter(group=group, holds=Member.FACILITATOR).exists()
    member.person, member.left_at, member.joined_at = person, None, now
    member.holds = Member.CO if waiting.holds == Member.FACILITATOR and taken else waiting.holds
    member.agreed_version = group.agreement_version
    member.looked_seq = where([stream])[stream][0]
    member.save()
    Acceptance.objects.get_or_create(member=member, agreement=agreement_of(group), defaults={"at": now})
    waiting.claimed_at = now
    waiting.save(update_fields=["claimed_at"])
    group.version += 1
    group.save(update_fields=["version"])
    record(stream=stream, kind="joined", by=member.id, member=member.id)
    announce(Joined(member_id=member.id))
    announce(GroupChanged(group_id=group.id))
    member.group = group
    return member
