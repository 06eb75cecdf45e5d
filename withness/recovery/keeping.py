"""Writing on one's path: how it is in ten seconds, a note, answers to a measure; changing and letting go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.text import clean
from withness.people.consenting import has_consented
from withness.people.keyring import OpenKey
from withness.people.models import Person
from withness.recovery.models import Entry
from withness.recovery.packs import Pack
from withness.recovery.scoring import NotAnswered, Score, asks_for_help, score
from withness.recovery.sealed import seal_into

BEST = 10
LONGEST_LINE, LONGEST_NOTE = 500, 20_000


def keep_mood(*, person: Person, key: OpenKey, mood: int, words: str = "") -> Entry:
    """How it is now, from 0 to 10, and a line if they like. Raises `NotUnderstood` for any other number."""
    if not 0 <= mood <= BEST:
        raise NotUnderstood("mood", _("Choose a number from 0 to 10."))
    return _keep(person, key, Entry.MOOD, {"mood": mood, "words": clean(words, longest=LONGEST_LINE)})


def keep_note(*, person: Person, key: OpenKey, words: str, on: date | None = None) -> Entry:
    """A page of one's own. Raises `NotUnderstood` when there is nothing on it."""
    said = clean(words, longest=LONGEST_NOTE)
    if not said:
        raise NotUnderstood("words", _("Write a word or two first. Even one is enough."))
    return _keep(person, key, Entry.NOTE, {"words": said}, on=on)


def answer(
    *, person: Person, key: OpenKey, pack: Pack, answers: Sequence[int | None]
) -> tuple[Entry, Score | None, bool]:
    """Keep the answers to a measure; (entry, score, whether to open help now).

    With an answer left out there is no score and nothing is filled in, and what was answered is kept all the same.
    Raises `NotUnderstood` when nothing was answered.
    """
    if all(one is None for one in answers) or len(answers) != pack.length:
        raise NotUnderstood("answers", _("Answer at least one question, or come back another day."))
    try:
        found: Score | None = score(pack, answers)
    except NotAnswered:
        found = None
    told = {"pack": pack.id, "version": pack.version, "answers": list(answers), "score": found.score if found else None}
    return _keep(person, key, Entry.RESPONSE, told), found, asks_for_help(pack, answers)


def change_note(*, entry: Entry, key: OpenKey, words: str) -> None:
    """Say a note differently."""
    said = clean(words, longest=LONGEST_NOTE)
    if entry.kind != Entry.NOTE or not said:
        raise NotUnderstood("words", _("Write a word or two first. Even one is enough."))
    seal_into(entry, {"words": said}, key=key).save(update_fields=["sealed"])


def let_go(*, entry: Entry) -> None:
    """It is gone for good."""
    entry.delete()


def _keep(person: Person, key: OpenKey, kind: str, told: Mapping[str, Any], *, on: date | None = None) -> Entry:
    if not has_consented(person, "health"):
        raise NotAllowed(_("We keep nothing about your health without your consent. You can give it on your own page."))
    today = clock.today(person.zone)
    if on is not None and on > today:
        raise NotUnderstood("on", _("This day has not come yet. Choose today, or a day before."))
    with transaction.atomic():
        Person.objects.select_for_update().get(id=person.id)  # one number after the other
        last = Entry.objects.filter(person=person).aggregate(last=Max("n"))["last"] or 0
        entry = Entry(person=person, kind=kind, on=on or today, n=last + 1)
        seal_into(entry, told, key=key).save(force_insert=True)
    return entry
