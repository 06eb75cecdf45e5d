"""Beginning something, pausing it, and ending it. None of the three is a verdict."""

from __future__ import annotations

from datetime import date, time

from django.db import transaction
from django.utils.translation import gettext as _

from withness.accountability.models import Goal, Line
from withness.accountability.reminding import forget_reminder, plan_reminder
from withness.accountability.rules import may_begin
from withness.accountability.wording import readable
from withness.foundation import clock
from withness.foundation.ids import looks_like_id
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.text import clean
from withness.people.models import Person

LONGEST_WORDS, LONGEST_WHY = 200, 2000
EARLIEST = date(1900, 1, 1)


def begin(
    *, person: Person, words: str, frame: str, since: date | None = None, why: str = "", remind_at: time | None = None
) -> Goal:
    """Begin; `since` is a date one already has, and its days count at once.

    Raises `NotUnderstood` for words that are missing or a date that has not come yet, `NotAllowed` without consent or
    when there are already as many as anybody can hold in mind.
    """
    if not may_begin(person):
        raise NotAllowed(_("You have many of these already. End one first, if you like; what it holds stays."))
    if frame not in dict(Goal.FRAMES):
        raise NotUnderstood("frame", _("Choose one of these."))
    today = clock.today(person.zone)
    first = since or today
    if not EARLIEST <= first <= today:
        raise NotUnderstood("since", _("This day has not come yet. Choose today, or a day before."))
    with transaction.atomic():
        goal = Goal.objects.create(
            person=person, words=readable(words, longest=LONGEST_WORDS), why=clean(why, longest=LONGEST_WHY), frame=frame,
            began_at=clock.now(), remind_at=remind_at,
        )  # fmt: skip
        Line.objects.create(goal=goal, kind=Line.BEGAN, on=first, written_on=today)
        plan_reminder(goal)
    return goal


def change(*, goal: Goal, words: str, why: str, remind_at: time | None) -> None:
    """Say it differently, or be reminded at another hour."""
    with transaction.atomic():
        goal.words, goal.why = readable(words, longest=LONGEST_WORDS), clean(why, longest=LONGEST_WHY)
        goal.remind_at = remind_at
        goal.save(update_fields=["words", "why", "remind_at"])
        plan_reminder(goal)


def pause(*, goal: Goal, on: bool) -> None:
    """Rest from it, or take it up again. Days already earned stay; no reminder comes while it rests."""
    with transaction.atomic():
        goal.paused_at = clock.now() if on else None
        goal.save(update_fields=["paused_at"])
        plan_reminder(goal)


def end(*, goal: Goal) -> None:
    """Let it be over. It stays readable for its person."""
    with transaction.atomic():
        goal.ended_at = clock.now()
        goal.save(update_fields=["ended_at"])
        forget_reminder(goal)


def remember(*, person: Person, on: date, words: str) -> None:
    """Keep a date that matters. Nothing is counted from it."""
    if not on >= EARLIEST:
        raise NotUnderstood("on", _("Choose a day."))
    person.remembered.create(on=on, words=readable(words, longest=LONGEST_WORDS))


def no_longer_remember(*, person: Person, date_id: str) -> None:
    """Let a date go. Nothing happens for one that is not theirs."""
    if looks_like_id(date_id):
        person.remembered.filter(id=date_id).delete()
