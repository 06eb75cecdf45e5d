"""What a steward sees: only the thing and at most five around it, never by chance, never too much, always written down.

The budget is for the steward's own sake: reading pain for hours hurts. Twelve in an hour, then a quarter of an hour of
rest; forty in a day.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.refusing import TooSoon
from withness.people.auditing import STEWARD, write_down
from withness.people.models import Person
from withness.safety.reportable import Piece, kind_of
from withness.safety.reporting import mark_looked
from withness.stewards.models import Case, Look
from withness.stewards.rules import check_may_see

IN_AN_HOUR, IN_A_DAY = 12, 40
REST = timedelta(minutes=15)
MOST_PIECES = 6


def look(*, by: Person, case: Case) -> list[Piece]:
    """The words of a case. Written into the audit of whom they are about, before anything is shown.

    Raises `TooSoon` when this steward should rest, `NotAllowed` when the case is not theirs to see.
    """
    check_may_see(by, case)
    kind = kind_of(case.kind)
    if kind is None:
        return []
    with transaction.atomic():
        Person.objects.select_for_update().get(id=by.id)  # two windows at once do not read past the budget
        check_rested(by)
        Look.objects.create(steward=by, case=case, at=clock.now())
        write_down(
            role=STEWARD, what="read_words", by=by, about=case.about, thing=f"{case.kind}:{case.thing}",
            why=_("It was reported, and somebody has to decide."),
        )  # fmt: skip
        mark_looked(kind=case.kind, thing=case.thing)
    return kind.look(case.thing)[:MOST_PIECES]


def check_rested(steward: Person) -> None:
    """Raises `TooSoon` with how long to rest."""
    now = clock.now()
    seen = Look.objects.filter(steward=steward).order_by("-at")
    if seen.filter(at__gt=now - timedelta(days=1)).count() >= IN_A_DAY:
        nth = seen[IN_A_DAY - 1].at
        raise TooSoon(_("That is enough for one day. Others will go on. Please do something that is good for you."),
                      nth + timedelta(days=1) - now)  # fmt: skip
    lately = list(seen.values_list("at", flat=True)[:IN_AN_HOUR])
    if len(lately) == IN_AN_HOUR and lately[0] - lately[-1] < timedelta(hours=1) and now - lately[0] < REST:
        raise TooSoon(_("You have read a lot of pain in a short time. Please rest for a quarter of an hour."),
                      lately[0] + REST - now)  # fmt: skip


def has_looked(steward: Person, case: Case) -> bool:
    """Whether this steward has read what the case is about."""
    return Look.objects.filter(steward=steward, case=case).exists()
