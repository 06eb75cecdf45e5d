"""Saying how a circle was: three taps, without a name, kept only as sums of a group and a month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from withness.circles.models import Circle, HowItWas, Seat
from withness.circles.rules import was_there
from withness.foundation import clock
from withness.foundation.refusing import NotAllowed
from withness.groups.models import Member

LEAST = 5  # fewer answers than that are not handed over; they wait for those of the next month
ASPECTS = ("heard", "safe", "hopeful")


@dataclass(frozen=True, slots=True)
class Sums:
    """Of how many answers, how many said yes to each. Exact: whoever takes them adds noise before anybody sees them."""

    group_id: str
    month: date
    answers: int
    heard: int
    safe: int
    hopeful: int


def say_how_it_was(*, by: Member, circle: Circle, heard: bool, safe: bool, hopeful: bool) -> None:
    """Once for each who sat there. What is written down is that they answered, and the group's sums; not what they said."""
    month = clock.today("UTC").replace(day=1)
    with transaction.atomic():
        seat = Seat.objects.select_for_update().filter(circle=circle, member=by).first()
        if seat is None or circle.closed_at is None or not was_there(circle, seat.number):
            raise NotAllowed(_("This is for those who were in the circle, once it is over."))
        if seat.answered:
            return
        seat.answered = True
        seat.save(update_fields=["answered"])
        HowItWas.objects.get_or_create(group_id=circle.group_id, month=month)
        HowItWas.objects.select_for_update().filter(group_id=circle.group_id, month=month).update(
            answers=F("answers") + 1,
            heard=F("heard") + int(heard),
            safe=F("safe") + int(safe),
            hopeful=F("hopeful") + int(hopeful),
        )


def hand_over(*, before: date) -> list[Sums]:
    """The sums of months that began before that day and are over, for the last time: they are deleted here.

    A month of fewer than `LEAST` answers is added to the next one. Must be called inside the transaction that keeps them.
    """
    given: list[Sums] = []
    carried: dict[str, list[HowItWas]] = {}
    for row in HowItWas.objects.select_for_update().filter(month__lt=before).order_by("group_id", "month"):
        waiting = [*carried.pop(row.group_id, []), row]
        if sum(one.answers for one in waiting) < LEAST:
            carried[row.group_id] = waiting
            continue
        given.append(_added(waiting))
        HowItWas.objects.filter(id__in=[one.id for one in waiting]).delete()
    return given


def _added(rows: list[HowItWas]) -> Sums:
    last = rows[-1]
    return Sums(
        last.group_id, last.month, sum(row.answers for row in rows), sum(row.heard for row in rows),
        sum(row.safe for row in rows), sum(row.hopeful for row in rows),
    )  # fmt: skip
