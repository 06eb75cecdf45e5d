"""What this room tells people: that they were asked to leave a circle, and, for stewards, that somebody asks again."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from withness.circles.asking_again import removal_for
from withness.circles.happenings import RemovalAskedAgain, Removed
from withness.circles.models import Removal
from withness.groups.asking_again import who_looks_again
from withness.notices.kinds import Wording, declare
from withness.notices.models import Notice
from withness.notices.telling import tell
from withness.people.models import Person

REMOVED, APPEAL = "circle_removed", "circle_appeal"


def declare_kinds() -> None:
    """How the notices of this room read."""
    declare(REMOVED, wording=word_removed, off_able=False, label=gettext_lazy("I was asked to leave a circle"))
    declare(APPEAL, wording=word_appeal, off_able=False, label=gettext_lazy("Somebody asks a steward to look again"))


def tell_of_removal(happened: Removed) -> None:
    """The one who was asked to leave, with the way to the reason."""
    removal = Removal.objects.select_related("member", "circle").get(id=happened.removal_id)
    if removal.member.person_id is not None:
        tell(
            person_id=removal.member.person_id, kind=REMOVED, bundle=f"{REMOVED}:{removal.id}",
            place=removal.circle.group_id, removal=removal.id,
        )  # fmt: skip


def tell_stewards(happened: RemovalAskedAgain) -> None:
    """Every steward who may look at it."""
    removal = Removal.objects.select_related("member__person", "by").get(id=happened.removal_id)
    assert removal.member.person is not None
    for steward in who_looks_again(asker=removal.member.person, remover=removal.by):
        tell(person_id=steward.id, kind=APPEAL, bundle=f"{APPEAL}:{removal.id}", removal=removal.id)


def word_removed(notice: Notice, person: Person) -> Wording | None:
    """It leads to the reason, and to asking again."""
    removal = Removal.objects.visible_to(person).filter(id=str(notice.ids.get("removal", ""))).first()
    if removal is None:
        return None
    return Wording(_("You were asked to leave a circle. Read why, and what you can do"), f"/circles/asked/{removal.id}")


def word_appeal(notice: Notice, person: Person) -> Wording | None:
    """For stewards who may look at it."""
    removal = removal_for(person, str(notice.ids.get("removal", "")))
    if removal is None or removal.member.person_id == person.id:
        return None
    return Wording(_("Somebody who was asked to leave a circle asks you to look again"), f"/circles/asked/{removal.id}")
