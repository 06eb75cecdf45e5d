"""What a group is for, as whoever holds it chooses; and what a member has lived through, as they choose to say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.groups.happenings import GroupChanged
from withness.groups.models import Group, Member
from withness.groups.rules import may_decide
from withness.matching.knowing import is_known
from withness.matching.models import GroupLife, Lived

MOST_OF_A_GROUP, MOST_OF_A_MEMBER = 4, 12


def choose_for_group(*, by: Member, experiences: Iterable[str]) -> GroupLife:
    """Say what the group is for: up to four experiences; none lets its own words speak. For who holds it."""
    if not may_decide(by):
        raise NotAllowed(_("Only who holds the group can do this."))
    wished = _known(experiences, most=MOST_OF_A_GROUP)
    with transaction.atomic():
        Group.objects.locked(by.group_id)
        life, _new = GroupLife.objects.update_or_create(
            group_id=by.group_id, defaults={"chosen": wished, "changed_at": clock.now()}
        )
        announce(GroupChanged(group_id=by.group_id))
    return life


def say_lived(*, by: Member, stages: Mapping[str, str]) -> None:
    """From now on, exactly these experiences of this member in this group, each with its stage. None is fine too."""
    if any(stage not in dict(Lived.STAGES) for stage in stages.values()):
        raise NotUnderstood("stage", _("Choose how far along you are."))
    wished = _known(stages, most=MOST_OF_A_MEMBER)
    with transaction.atomic():
        Lived.objects.filter(member=by).exclude(experience__in=wished).delete()
        for slug in wished:
            Lived.objects.update_or_create(
                member=by, experience=slug, defaults={"stage": stages[slug]}, create_defaults={
                    "stage": stages[slug], "since": clock.now(),
                },
            )  # fmt: skip


def lived_by(member: Member) -> dict[str, str]:
    """This member's own experiences, each with its stage."""
    return dict(Lived.objects.filter(member=member).order_by("since").values_list("experience", "stage"))


def _known(experiences: Iterable[str], *, most: int) -> list[str]:
    wished = list(dict.fromkeys(experiences))
    if len(wished) > most:
        raise NotUnderstood("experience", _("Choose at most %(most)s.") % {"most": most})
    if not all(is_known(slug) for slug in wished):
        raise NotUnderstood("experience", _("Choose from the list."))
    return wished
