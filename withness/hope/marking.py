"""Marking a point on the way. Some come by themselves, because coming back deserves one; each can be let go."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.ids import looks_like_id
from withness.foundation.refusing import NotUnderstood
from withness.foundation.text import clean_line
from withness.hope.models import Milestone
from withness.people.models import Person

BY_HAND = (Milestone.CAME_BACK, Milestone.ASKED, Milestone.YEAR_SINCE, Milestone.OWN)
LONGEST = 200


def mark(*, person: Person, kind: str, words: str = "", on: date | None = None) -> Milestone:
    """Keep a milestone of one's own. Raises `NotUnderstood` for an unknown kind, a day to come, or no words of one's own."""
    said, today = clean_line(words, longest=LONGEST), clock.today(person.zone)
    if kind not in BY_HAND:
        raise NotUnderstood("kind", _("Choose one of these."))
    if kind == Milestone.OWN and not said:
        raise NotUnderstood("words", _("Write a word or two first. Even one is enough."))
    if on is not None and on > today:
        raise NotUnderstood("on", _("This day has not come yet. Choose today, or a day before."))
    return Milestone.objects.create(person=person, kind=kind, words=said, on=on or today)


def mark_return(person_id: str) -> None:
    """Somebody came back. Once a day at most: nobody is counted by how often they fell."""
    person = Person.objects.get(id=person_id)
    today = clock.today(person.zone)
    if not Milestone.objects.filter(person=person, kind=Milestone.CAME_BACK, on=today).exists():
        Milestone.objects.create(person=person, kind=Milestone.CAME_BACK, on=today)


def mark_days(*, person_id: str, about: str, days: int) -> None:
    """So many days were reached in one thing they do. It comes once, whatever happens later."""
    person = Person.objects.get(id=person_id)
    Milestone.objects.get_or_create(
        person=person, kind=Milestone.DAYS, number=days, about=about, defaults={"on": clock.today(person.zone)}
    )


def let_go(*, person: Person, milestone_id: str) -> None:
    """No longer keep it. Nothing happens for one that is not theirs."""
    if looks_like_id(milestone_id):
        Milestone.objects.filter(person=person, id=milestone_id).delete()
