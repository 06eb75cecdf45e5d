"""Thinking a group through before it opens: kept step by step, so that one can leave and come back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.refusing import NotAllowed
from withness.groups.models import Beginning
from withness.people.consenting import consent, has_consented
from withness.people.models import Person

KEPT = timedelta(days=180)


def begun_by(person: Person) -> dict[str, dict[str, Any]] | None:
    """What this person has thought of so far, by step; nothing when they have not begun."""
    found = Beginning.objects.filter(person=person).first()
    return None if found is None else dict(found.kept)


def keep_step(*, person: Person, step: str, said: dict[str, Any], consents: bool = False) -> None:
    """Keep what was written at one step, in place of what stood there. Needs consent, as every word kept here does."""
    with transaction.atomic():
        if consents:
            consent(person=person, about="health")
        elif not has_consented(person, "health"):
            raise NotAllowed(_("First we need your consent to keep what you write here."))
        Beginning.objects.get_or_create(person=person, defaults={"at": clock.now()})
        mine = Beginning.objects.select_for_update().get(person=person)
        mine.kept, mine.at = {**mine.kept, step: said}, clock.now()
        mine.save(update_fields=["kept", "at"])


def take_up(person: Person) -> dict[str, dict[str, Any]] | None:
    """The draft, taken out for good: for the verb that makes a group of it, in the same transaction. Only one gets it."""
    mine = Beginning.objects.select_for_update().filter(person=person).first()
    if mine is None:
        return None
    mine.delete()
    return dict(mine.kept)


def let_go(*, person: Person) -> None:
    """Think no more of it."""
    Beginning.objects.filter(person=person).delete()


def let_go_of_old() -> None:
    """Drafts that nobody has come back to for half a year."""
    Beginning.objects.filter(at__lt=clock.now() - KEPT).delete()
