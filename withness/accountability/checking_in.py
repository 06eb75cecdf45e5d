"""Saying how a day went, and mending what was written down by mistake."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from withness.accountability.happenings import DayEarned, DaysReached
from withness.accountability.models import CheckIn, Goal, Line
from withness.accountability.reading import progress_of
from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.refusing import NotUnderstood
from withness.foundation.text import clean

HARDEST = 10
LOOK_BACK = 14  # days for which one may still say how it went


def check_in(
    *, goal: Goal, went: str, on: date | None = None, words: str = "", difficulty: int | None = None
) -> CheckIn:
    """Say how a day went; said again for the same day, it takes the place of what was said.

    A day that did not hold is not written into the ledger here: coming back is a page of its own (`returning.py`), so
    that nobody is marked down by a tap. Raises `NotUnderstood` for a day outside the last two weeks.
    """
    today = clock.today(goal.person.zone)
    day = on or today
    if went not in dict(CheckIn.WENT):
        raise NotUnderstood("went", _("Choose one of these."))
    if not today - timedelta(days=LOOK_BACK) <= day <= today:
        raise NotUnderstood("on", _("Choose a day of the last two weeks."))
    if difficulty is not None and not 0 <= difficulty <= HARDEST:
        raise NotUnderstood("difficulty", _("Choose a number from 0 to 10."))
    with transaction.atomic():
        kept, _new = CheckIn.objects.update_or_create(
            goal=goal, on=day, defaults={"went": went, "words": clean(words, longest=2000), "difficulty": difficulty}
        )
        if went != CheckIn.NOT_TODAY and not goal.lines.filter(kind=Line.KEPT, on=day).exists():
            Line.objects.create(goal=goal, kind=Line.KEPT, on=day, written_on=today)
        announce(DayEarned(person_id=goal.person_id, goal_id=goal.id))
    return kept


def tell_what_was_reached(goal: Goal) -> None:
    """Announce each milestone of days that this goal has reached. Telling one again is harmless."""
    for days in progress_of(goal, today=clock.today(goal.person.zone)).milestones:
        announce(DaysReached(person_id=goal.person_id, goal_id=goal.id, days=days))


def see_what_was_reached(happened: DayEarned) -> None:
    """After somebody said how a day went."""
    tell_what_was_reached(Goal.objects.select_related("person").get(id=happened.goal_id))


def correct(*, goal: Goal, on: date, what: str) -> None:
    """Say that a day was written down wrongly: `lapse` takes a lapse out, `day` no longer counts a day.

    The one way in which a figure can become smaller. Raises `NotUnderstood` for anything else.
    """
    kinds = {"lapse": Line.LAPSE_CORRECTED, "day": Line.DAY_CORRECTED}
    if what not in kinds:
        raise NotUnderstood("what", _("Choose one of these."))
    today = clock.today(goal.person.zone)
    if on > today:
        raise NotUnderstood("on", _("This day has not come yet."))
    with transaction.atomic():
        Line.objects.create(goal=goal, kind=kinds[what], on=on, written_on=today)
        if what == "lapse":
            Line.objects.create(goal=goal, kind=Line.KEPT, on=on, written_on=today)
        else:
            goal.check_ins.filter(on=on).delete()
