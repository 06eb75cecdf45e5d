"""The vocabulary grows: whoever misses a word for what they live through may say it."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.refusing import NotAllowed, NotUnderstood, TooSoon
from withness.foundation.text import clean_line
from withness.groups.models import Member
from withness.matching.models import Addition
from withness.people.experiences.vocabulary import vocabulary
from withness.people.models import Person
from withness.people.stewarding import is_steward

MOST_WAITING, MOST_WORDS = 10, 20


def suggest(*, by: Person, name: str, words: str, under: str) -> Addition:
    """Say a name, and other words for it with commas between. It counts at once when `by` holds a group or is a steward,
    and otherwise when a steward has taken it in. Raises `NotUnderstood`, or `TooSoon` when too many wait.
    """
    name = clean_line(name, longest=61)
    if not 2 <= len(name) <= 60:
        raise NotUnderstood("name", _("Write a name of 2 to 60 letters."))
    if under not in vocabulary():
        raise NotUnderstood("under", _("Choose what it belongs to."))
    others = [clean_line(word, longest=60) for word in words.split(",")][:MOST_WORDS]
    with transaction.atomic():
        if Addition.objects.filter(by=by, answered_at=None).count() >= MOST_WAITING:
            raise TooSoon(_("Some of your words still wait for an answer. Please come back later."), timedelta(days=1))
        now, counts = clock.now(), _counts_at_once(by)
        return Addition.objects.create(
            name=name, words=[word for word in others if word], under=under, language=by.language, by=by, at=now,
            answered_at=now if counts else None, taken_in=True if counts else None, answered_by=by if counts else None,
        )  # fmt: skip


def answer(*, by: Person, addition_id: str, take_in: bool) -> None:
    """A steward takes it in, or leaves it. Nobody is told of a no. Raises `NotAllowed` for who is no steward."""
    if not is_steward(by):
        raise NotAllowed(_("Only a steward can do this."))
    waiting = Addition.objects.filter(id=addition_id, answered_at=None)
    waiting.update(answered_at=clock.now(), taken_in=take_in, answered_by=by)


def waiting_for_answer(by: Person) -> list[Addition]:
    """What waits for a steward, the oldest first; nothing for anybody else."""
    if not is_steward(by):
        return []
    return list(Addition.objects.filter(answered_at=None, by__is_demo=by.is_demo).order_by("at")[:100])


def _counts_at_once(person: Person) -> bool:
    return is_steward(person) or Member.objects.holding().filter(person=person).exists()
