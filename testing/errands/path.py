"""Errands for journeys along somebody's own path: what others did before, and days that have gone by."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from testing.errands.people import member_of


def shelf_of_skills() -> int:
    """What is on the shelf on the first day is laid out; answers how many there are."""
    from withness.skills.laying_out import lay_out_starters

    return lay_out_starters()


def letter(member_id: str, reader_id: str, moment: str, words: str) -> str:
    """Somebody further along writes a letter, and who holds the group lets it go out."""
    from withness.hope.writing_letters import approve, write_letter

    written = write_letter(by=member_of(member_id), moment=moment, words=words, language="en")
    approve(letter=written, by=member_of(reader_id))
    return str(written.id)


def days_later(nickname: str, days: int) -> None:
    """So many days have gone by since this person joined their groups, and letters are brought round."""
    from datetime import timedelta

    from django.db.models import F

    from withness.groups.models import Member
    from withness.hope.delivering import deliver_due

    Member.objects.filter(person__nickname=nickname).update(joined_at=F("joined_at") - timedelta(days=days))
    deliver_due()


def buddies(one: str, other: str) -> None:
    """Two members walk together."""
    from withness.accountability.walking import walk_together

    walk_together(one=member_of(one), other=member_of(other))


def where_it_is_night(person_id: str) -> str:
    """This person lives where it is about three in the morning now; answers the time zone."""
    from withness.foundation import clock
    from withness.people.models import Person

    ahead = (3 - clock.now().hour + 11) % 24 - 11  # from 11 hours behind to 12 ahead
    zone = f"Etc/GMT{-ahead:+d}" if ahead else "UTC"  # the names of these zones count westward
    Person.objects.filter(id=person_id).update(zone=zone)
    return zone


def keep_at_hand(person_id: str, title: str) -> None:
    """A strategy of that name is in this person's toolkit, for right now."""
    from withness.people.models import Person
    from withness.skills.models import Strategy
    from withness.skills.trying import keep_at_hand as keep

    person = Person.objects.get(id=person_id)
    strategy = Strategy.objects.visible_to(person).commons().get(title=title)
    keep(person=person, strategy=strategy, on=True, for_now=True)


def doing(person_id: str, words: str, days: int) -> str:
    """This person has not done something for so many days, today among them; answers the id."""
    from datetime import timedelta

    from withness.accountability.beginning import begin
    from withness.foundation import clock
    from withness.people.models import Person

    person = Person.objects.get(id=person_id)
    since = clock.today(person.zone) - timedelta(days=days - 1)
    return str(begin(person=person, words=words, frame="abstinence", since=since).id)


def nothing_on_the_path(person_id: str) -> None:
    """This person has no days, no entries and no key of their own yet."""
    from withness.accountability.models import Goal
    from withness.people.models import Keyring
    from withness.recovery.models import Entry

    for model in (Goal, Entry, Keyring):
        model.objects.filter(person_id=person_id).delete()


ALL: tuple[Callable[..., Any], ...] = (
    shelf_of_skills, letter, days_later, buddies, where_it_is_night, keep_at_hand, doing, nothing_on_the_path,
)  # fmt: skip
