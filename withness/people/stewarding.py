"""Stewards: people whom the community trusts with reports and appeals."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.refusing import NotAllowed
from withness.people.auditing import OPERATOR, write_down
from withness.people.happenings import StewardsChanged
from withness.people.models import Person, Stewardship


def is_steward(person: Person | None) -> bool:
    """Whether this person is a steward now."""
    return person is not None and Stewardship.objects.filter(person=person).exists()


def any_stewards() -> bool:
    """Whether this community has begun: somebody cares for it."""
    return Stewardship.objects.filter(person__is_demo=False).exists()


def make_steward(*, person: Person, by: Person | None = None) -> Stewardship:
    """Make somebody a steward; `by` is the steward who asked them, nobody for the first. Twice changes nothing."""
    stewardship, _new = Stewardship.objects.get_or_create(
        person=person, defaults={"since": clock.now(), "appointed_by": by}
    )
    return stewardship


def appoint_steward(*, person: Person, why: str) -> Stewardship:
    """The operator makes one more person a steward: written down, and they are told.

    Raises `NotAllowed` for the demo's people, and for who is one already; `NotUnderstood` without a reason.
    """
    _refuse_demo(person)
    with transaction.atomic():
        if is_steward(person):
            raise NotAllowed(_("“%(name)s” is a steward already. Nothing was changed.") % {"name": person.nickname})
        stewardship = make_steward(person=person)
        write_down(role=OPERATOR, what="made_steward", why=why, about=person)
        announce(StewardsChanged(person_id=person.id, now_one=True))
    return stewardship


def release_steward(*, person: Person, why: str) -> None:
    """The operator releases somebody from this care: written down, and they are told.

    Raises `NotAllowed` for the demo's people, for who is none, and for the last one: reports would reach nobody;
    `NotUnderstood` without a reason.
    """
    _refuse_demo(person)
    with transaction.atomic():
        stewards = list(Stewardship.objects.select_for_update().filter(person__is_demo=False))
        if person.id not in [one.person_id for one in stewards]:
            raise NotAllowed(_("“%(name)s” is not a steward. Nothing was changed.") % {"name": person.nickname})
        if len(stewards) == 1:
            raise NotAllowed(
                _("“%(name)s” is the last steward. Name another first, so that reports reach somebody.")
                % {"name": person.nickname}
            )
        Stewardship.objects.filter(person=person).delete()
        write_down(role=OPERATOR, what="released_steward", why=why, about=person)
        announce(StewardsChanged(person_id=person.id, now_one=False))


def _refuse_demo(person: Person) -> None:
    if person.is_demo:
        raise NotAllowed(
            _("“%(name)s” belongs to the demo, which has stewards of its own. Nothing was changed.")
            % {"name": person.nickname}
        )
