"""May-questions of stewards, and the rules a decision can name. They read; they never write."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as later

from withness.foundation.refusing import NotAllowed
from withness.groups.models import Member
from withness.people.models import Person
from withness.stewards.models import Action, Case

RULES: dict[str, str | Promise] = {
    "agreement": later("What this group agreed on"),
    "danger": later("Nobody may be put in danger"),
    "method": later("No words on how to harm oneself"),
    "privacy": later("Nobody’s name or place is told by others"),
    "kindness": later("Nobody is shamed or harassed"),
    "selling": later("Nobody is sold anything, or asked for money"),
    "care": later("Nobody stays alone with this"),
    "wave": later("Many strangers came at once"),
}


def check_may_see(person: Person, case: Case) -> None:
    """Raises `NotAllowed` unless this steward may have anything to do with this case."""
    if not Case.objects.visible_to(person).filter(id=case.id).exists():
        raise NotAllowed("")


def may_second(person: Person, action: Action) -> bool:
    """Whether this steward may decide with the first one: somebody else, on something final that still waits."""
    waits = action.kind in Action.FINAL and action.seconded_at is None and action.undone_at is None
    return waits and action.by_id != person.id and Case.objects.visible_to(person).filter(id=action.case_id).exists()


def may_answer(person: Person, action: Action) -> bool:
    """Whether this steward may look at it again: nobody who decided it."""
    free = person.id not in {action.by_id, action.second_by_id}
    return free and Case.objects.visible_to(person).filter(id=action.case_id).exists()


def may_look_at_parting(person: Person, member: Member) -> bool:
    """Whether this steward may look again at how stewards parted ways with that member: nobody who decided it."""
    parted = Action.objects.filter(kind=Action.PART, case__face=member.id, undone_at=None).exclude(seconded_at=None)
    return all(may_answer(person, action) for action in parted)
