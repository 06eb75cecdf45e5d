"""Coming in: through an open door, by asking, or with an invitation."""

from __future__ import annotations

from django.db import transaction

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.events import record
from withness.foundation.ids import looks_like_id, new_id
from withness.foundation.refusing import NotAllowed
from withness.groups.agreeing import check_version, version_of
from withness.groups.aliases import wearable
from withness.groups.coming import check_may_come
from withness.groups.happenings import Joined
from withness.groups.inviting import use_invitation
from withness.groups.knocking import knock
from withness.groups.models import Acceptance, Group, Invitation, Knock, Member
from withness.people.consenting import consent
from withness.people.models import Person


def join(
    *, person: Person, group: Group, alias: str, agreement_version: int, words: str = "", stone: str = "",
    invitation: Invitation | None = None, consents: bool = False,
) -> Member | Knock:  # fmt: skip
    """Come in, or ask to: a `Member` where the door is open or an invitation is shown, else a `Knock`.

    Joining twice answers the membership that is there. Needs consent to keeping what one writes about one's health;
    `consents` gives it now, and it is written down only if they come in or may wait. `stone` is the seed of the stone that was
    chosen; without one it is drawn by chance.
    """
    with transaction.atomic():
        group = Group.objects.locked(group.id)
        already = Member.objects.here().filter(person=person, group=group).first()
        if already:
            already.group = group
            return already
        if consents:
            consent(person=person, about="health")
        check_may_come(person, group, invitation)
        check_version(group=group, version=agreement_version)
        worn, shape = wearable(alias, group=group, person=person)
        if group.joining != Group.OPEN and invitation is None:
            return knock(group=group, person=person, alias=worn, words=words, stone=stone)
        if invitation is not None:
            use_invitation(invitation, group=group)
        return admit(group=group, person=person, alias=worn, shape=shape, stone=stone, agreed=agreement_version)


def admit(
    *, group: Group, person: Person, alias: str, shape: str, agreed: int, stone: str = "", holds: str = ""
) -> Member:
    """Make the member, who has accepted version `agreed`. For verbs that hold the group's lock and asked before."""
    member = Member.objects.create(
        group=group, person=person, alias=alias, alias_shape=shape, holds=holds,
        stone=stone if looks_like_id(stone) else new_id(), agreed_version=agreed, joined_at=clock.now(),
    )  # fmt: skip
    Acceptance.objects.create(member=member, agreement=version_of(group, agreed), at=member.joined_at)
    Knock.objects.filter(person=person, group=group, answered_at=None).delete()
    record(stream=f"group:{group.id}", kind="joined", by=member.id, member=member.id)
    announce(Joined(member_id=member.id))
    return member


def may_join(person: Person, group: Group, invitation: Invitation | None = None) -> str:
    """An empty string, or the sentence that says why this person cannot come in now. Consent is asked on the way."""
    try:
        check_may_come(person, group, invitation, consented=True)
    except NotAllowed as no:
        return no.sentence
    return ""
