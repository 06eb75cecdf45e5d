"""What a program may do with somebody's words: the card, hints, helping newcomers. All unless the person says otherwise."""

from __future__ import annotations

import contextlib

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.people.models import Person
from withness.people.overview import Line
from withness.safety.models import NotWanted


def wants(person: Person, what: str) -> bool:
    """Whether this person wants `what` (a name of `NotWanted`). When the database is silent: yes, for a card too
    many hurts less than one too few.
    """
    with contextlib.suppress(DatabaseError):
        return not NotWanted.objects.filter(person=person, what=what).exists()
    return True


def wish(*, person: Person, what: str, wanted: bool) -> None:
    """From now on, or no longer. Doing it twice changes nothing."""
    with transaction.atomic():
        if wanted:
            NotWanted.objects.filter(person=person, what=what).delete()
        else:
            NotWanted.objects.get_or_create(person=person, what=what, defaults={"since": clock.now()})


def line_on_me() -> Line:
    """What the page “Me” says of it."""
    return Line("/me/writing", _("Help with words"), _("A card when words sound heavy, and hints before a reply."))
