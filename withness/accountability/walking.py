"""Walking along: two who said yes to each other. A prompt each week, a pause, and an end that is nobody's fault."""

from __future__ import annotations

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from withness.accountability.models import Walk
from withness.accountability.reading import sides_in_sight
from withness.accountability.sight import apart_from
from withness.foundation import clock, timers
from withness.foundation.models import Timer
from withness.foundation.refusing import NotAllowed
from withness.foundation.text import clean
from withness.groups.models import Member
from withness.groups.rules import may_write
from withness.notices.telling import tell
from withness.safety.boundaries import may_meet
from withness.safety.happenings import BoundaryDrawn

WEEK, EVERY = "accountability.week", timedelta(days=7)
APART = "accountability.apart"
LONGEST = 300


def walk_together(*, one: Member, other: Member, because: str = "") -> Walk:
    """Make two members buddies; both have said yes by now. Doing it twice changes nothing.

    Raises `NotAllowed` when they are not two people of one group, or a boundary stands between them.
    """
    if one.group_id != other.group_id or one.person is None or other.person is None or one.person == other.person:
        raise NotAllowed(_("Two people of one group can walk together."))
    if not may_meet(one.person, other.person):
        raise NotAllowed(_("Two people of one group can walk together."))
    first, second = sorted((one, other), key=lambda member: member.id)
    try:
        with transaction.atomic():
            walk = Walk.objects.create(one=first, other=second, because=because[:300], since=clock.now())
            timers.set_timer(kind=WEEK, about=walk.id, due_at=clock.now() + EVERY)
    except IntegrityError:
        return Walk.objects.open().get(one=first, other=second)
    return walk


def agree(*, walk: Walk, by: Member, words: str) -> None:
    """Write down what one is willing to do for the other. Raises `NotAllowed` for who may not write in their group."""
    if not may_write(by):
        raise NotAllowed(_("You can write here once you have accepted the agreement, while the group is open."))
    field = "one_agreed" if walk.one_id == by.id else "other_agreed"
    setattr(walk, field, clean(words, longest=LONGEST))
    walk.save(update_fields=[field])


def rest(*, walk: Walk, on: bool) -> None:
    """Pause, or go on. Nobody is told why."""
    walk.paused_at = clock.now() if on else None
    walk.save(update_fields=["paused_at"])


def part(*, walk: Walk) -> None:
    """Go separate ways. Either may, at any time, and no reason is asked for."""
    with transaction.atomic():
        walk.ended_at = clock.now()
        walk.save(update_fields=["ended_at"])
        timers.drop_timers(about=walk.id)


def part_across(drawn: BoundaryDrawn) -> None:
    """Two between whom a boundary was drawn part, as if either had gone: at once where it was drawn, and elsewhere when it
    acts there. A buddy of another name who was gone the same minute would tell who stands behind it.
    """
    both = [drawn.by_id, drawn.towards_id]
    walks = Walk.objects.open().filter(one__person__in=both, other__person__in=both)
    for walk in walks.select_related("one__person", "other__person"):
        _part_in_time(walk)


def part_when_due(timer: Timer) -> None:
    """The boundary acts under every name by now, if it still stands."""
    walk = _open_walk(timer)
    if walk is not None:
        _part_in_time(walk)


def _open_walk(timer: Timer) -> Walk | None:
    return Walk.objects.open().filter(id=timer.about).select_related("one__person", "other__person").first()


def _part_in_time(walk: Walk) -> None:
    at = apart_from(walk.one, walk.other)
    if at is not None and at <= clock.now():
        part(walk=walk)
    elif at is not None:
        timers.set_timer(kind=APART, about=walk.id, due_at=at)


def ask_of_the_week(timer: Timer) -> None:
    """Once a week both are asked how it goes with the other, unless they rest, have parted, or do not see the other."""
    walk = _open_walk(timer)
    if walk is None or walk.one.left_at or walk.other.left_at:
        return
    _part_in_time(walk)
    if walk.ended_at is not None:
        return
    for side in sides_in_sight(walk) if walk.paused_at is None else ():
        assert side.me.person_id is not None
        tell(
            person_id=side.me.person_id, kind="buddy_week", bundle=f"week:{walk.id}", place=side.me.group_id,
            by=side.other.id, walk=walk.id,
        )  # fmt: skip
    timers.set_timer(kind=WEEK, about=walk.id, due_at=clock.now() + EVERY)
