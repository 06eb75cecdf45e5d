"""Two groups agree that each may ask willing people of the other. Each side says yes for itself."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.ids import looks_like_id
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.groups.models import Group, Member
from withness.groups.rules import may_decide
from withness.matching.models import Sister
from withness.people.models import Person


def propose(*, by: Member, other_id: str) -> Sister:
    """Ask another group whether its willing people may be asked when this one cannot answer. Both must be listed.

    Where the one who asks holds both, it is agreed at once. Raises `NotAllowed`, `NotUnderstood`.
    """
    _check(by)
    other = _other(by, other_id)
    with transaction.atomic():
        row, _new = Sister.objects.get_or_create(
            group_id=by.group_id, other=other, defaults={"asked_at": clock.now(), "asked_by": by}
        )
        if row.agreed_at is None and _holds_too(by, other):
            row.agreed_at = clock.now()
            row.save(update_fields=["agreed_at"])
    return row


def agree(*, by: Member, group_id: str) -> None:
    """The willing people of this group may be asked by that one. Raises `NotAllowed` where it has not asked."""
    _check(by)
    asked = Sister.objects.filter(group_id=group_id, other_id=by.group_id, agreed_at=None)
    if not looks_like_id(group_id) or not asked.update(agreed_at=clock.now()):
        raise NotAllowed(_("That group does not ask any more."))


def part(*, by: Member, other_id: str) -> None:
    """Ask each other no longer, in either direction. Either side may, at any time."""
    _check(by)
    if looks_like_id(other_id):
        Sister.objects.filter(group_id=by.group_id, other_id=other_id).delete()
        Sister.objects.filter(group_id=other_id, other_id=by.group_id).delete()


def sisters_of(member: Member) -> tuple[list[Sister], list[Sister]]:
    """Those this group asks (agreed or not yet), and those that ask it."""
    ours = Sister.objects.filter(group_id=member.group_id, other__closed_at=None).select_related("other")
    theirs = Sister.objects.filter(other_id=member.group_id, group__closed_at=None).select_related("group")
    return list(ours.order_by("asked_at")), list(theirs.order_by("asked_at"))


def could_be_sisters(member: Member, person: Person) -> list[Group]:
    """Listed groups this one has not asked yet."""
    asked = Sister.objects.filter(group_id=member.group_id).values("other_id")
    listed = Group.objects.visible_to(person).filter(joining__in=Group.LISTED, closed_at=None)
    return list(listed.exclude(id=member.group_id).exclude(id__in=asked).order_by("title")[:200])


def _check(by: Member) -> None:
    if not may_decide(by) or by.group.closed_at is not None:
        raise NotAllowed(_("Only those who hold this group can do this."))


def _other(by: Member, other_id: str) -> Group:
    listed = Group.objects.filter(joining__in=Group.LISTED, closed_at=None, is_demo=by.group.is_demo)
    other = listed.filter(id=other_id).exclude(id=by.group_id).first() if looks_like_id(other_id) else None
    if other is None:
        raise NotUnderstood("other", _("Choose a group from the list."))
    return other


def _holds_too(by: Member, other: Group) -> bool:
    return Member.objects.holding().filter(group=other, person_id=by.person_id).exists()
