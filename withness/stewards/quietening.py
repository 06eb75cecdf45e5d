"""Letting a whole group go slowly for a while, or mourn. Its page says so to everybody, and it ends by itself."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.refusing import NotUnderstood
from withness.groups.quieting import go_slowly, mourn
from withness.people.auditing import STEWARD, write_down
from withness.people.models import Person
from withness.stewards.models import Case
from withness.stewards.rules import check_may_see

SLOW, MOURN, END = "slow", "mourn", "end"
SLOW_FOR, MOURN_FOR = timedelta(days=1), timedelta(days=14)


def quieten(*, by: Person, case: Case, how: str) -> None:
    """`slow`: a share in ten minutes from each, for a day. `mourn`: help is pinned and it goes slowly, for two weeks.
    `end`: both end. Raises `NotUnderstood` for anything else, or where there is no group.
    """
    check_may_see(by, case)
    if not case.place or how not in {SLOW, MOURN, END}:
        raise NotUnderstood("do", _("Choose one of the three."))
    now = clock.now()
    with transaction.atomic():
        if how in {SLOW, END}:
            go_slowly(group_id=case.place, until=now + SLOW_FOR if how == SLOW else None)
        if how in {MOURN, END}:
            mourn(group_id=case.place, until=now + MOURN_FOR if how == MOURN else None)
        write_down(
            role=STEWARD, what=f"group_{how}", by=by, thing=f"group:{case.place}", why=_("The group’s page says so.")
        )
