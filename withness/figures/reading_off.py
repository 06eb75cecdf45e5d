"""Reading off: once a period is over, its figures get their noise and are written down. A period is read once."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from withness.circles.afterwards import hand_over
from withness.figures.models import Reading
from withness.figures.noise import GROUP_NOISE, HOUSE_NOISE, with_noise
from withness.figures.periods import last_quarter, months_back, next_month
from withness.figures.signs import COUNTED, FROM_CIRCLES, LEAST
from withness.figures.whole_house import NUMBERS
from withness.foundation import clock
from withness.groups.models import Group

MONTHS = 9


def read_off() -> None:
    """What is over and has not been read. Doing it twice changes nothing."""
    today = clock.today("UTC")
    groups = dict(Group.objects.filter(closed_at=None).values_list("id", "is_demo"))
    _from_circles(today, groups)
    for name in COUNTED:
        for month in months_back(today, MONTHS):
            _counted(name, month, groups)
    _whole_house(today)


def _from_circles(today: date, groups: dict[str, bool]) -> None:
    """The exact sums leave the room of circles and are written nowhere else, in one transaction."""
    with transaction.atomic():
        for sums in hand_over(before=today.replace(day=1)):
            if sums.group_id in groups:
                for sign in FROM_CIRCLES:
                    _write(sums.group_id, groups[sums.group_id], sign, sums.month, sums.answers, getattr(sums, sign))


def _counted(name: str, month: date, groups: dict[str, bool]) -> None:
    read = set(Reading.objects.filter(sign=name, began_on=month).values_list("group_id", flat=True))
    counts = COUNTED[name](groups.keys() - read, month, next_month(month))
    with transaction.atomic():
        for group_id, (of, yes) in counts.items():
            if of >= LEAST:
                _write(group_id, groups[group_id], name, month, of, yes)


def _write(group_id: str, is_demo: bool, sign: str, month: date, of: int, yes: int) -> None:  # noqa: FBT001
    Reading.objects.get_or_create(
        group_id=group_id, sign=sign, began_on=month,
        defaults={"is_demo": is_demo, "of": of, "yes": with_noise(yes, much=GROUP_NOISE)},
    )  # fmt: skip


def _whole_house(today: date) -> None:
    """Every number of the quarter at once, people of the demo apart from real ones."""
    first, end = last_quarter(today)
    for is_demo in (False, True):
        if Reading.objects.filter(group=None, began_on=first, is_demo=is_demo).exists():
            continue
        rows = []
        for number in NUMBERS:
            of, yes = number.count(first, end, is_demo)
            noisy = [with_noise(n, much=HOUSE_NOISE) for n in (of, yes)]
            rows.append(Reading(sign=number.name, began_on=first, is_demo=is_demo, of=noisy[0], yes=noisy[1]))
        with transaction.atomic():
            Reading.objects.bulk_create(rows)
