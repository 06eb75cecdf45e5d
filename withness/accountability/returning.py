"""Coming back. A lapse takes nothing away; it opens a kind way back in three steps, each of which may be left empty."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from withness.accountability.happenings import CameBack
from withness.accountability.models import Goal, Line, Return, Walk
from withness.accountability.reading import sides_in_sight
from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.refusing import NotUnderstood
from withness.foundation.text import clean
from withness.notices.telling import tell as tell_person


def come_back(
    *, goal: Goal, on: date | None = None, tell: str = Return.NOBODY, what_happened: str = "", next_hour: str = ""
) -> Return:
    """Write down a day that did not hold, and that they are back. `tell` says who hears that they came back.

    A buddy hears only that, never what happened. Raises `NotUnderstood` for a day that has not come.
    """
    today = clock.today(goal.person.zone)
    day = on or today
    if day > today:
        raise NotUnderstood("on", _("This day has not come yet."))
    if tell not in dict(Return.TELL):
        raise NotUnderstood("tell", _("Choose one of these."))
    with transaction.atomic():
        kept = Return.objects.create(
            goal=goal,
            on=day,
            tell=tell,
            what_happened=clean(what_happened, longest=4000),
            next_hour=clean(next_hour, longest=300),
        )
        Line.objects.create(goal=goal, kind=Line.LAPSED, on=day, written_on=today)
        Line.objects.create(goal=goal, kind=Line.BACK, on=today, written_on=today)
        if tell == Return.BUDDY:
            _tell_buddies(goal)
        announce(CameBack(person_id=goal.person_id, goal_id=goal.id))
    return kept


def _tell_buddies(goal: Goal) -> None:
    """Those who walk along with this person hear that they came back. Nothing else."""
    for walk in Walk.objects.visible_to(goal.person).open().select_related("one__person", "other__person"):
        for side in sides_in_sight(walk):
            if side.me.person_id is not None and side.me.person_id != goal.person_id:
                tell_person(
                    person_id=side.me.person_id, kind="buddy_back", bundle=f"back:{walk.id}", place=side.me.group_id,
                    by=side.other.id, walk=walk.id,
                )  # fmt: skip
