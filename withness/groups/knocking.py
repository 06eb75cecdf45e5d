"""Asking to join."""

from __future__ import annotations

from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.ids import looks_like_id
from withness.foundation.refusing import NotUnderstood
from withness.foundation.text import clean
from withness.groups.happenings import Knocked
from withness.groups.models import Group, Knock, Member
from withness.people.models import Person

LONGEST = 1000


def knock(*, group: Group, person: Person, alias: str, words: str, stone: str = "") -> Knock:
    """Ask to join, for verbs that hold the group's lock. Asking twice answers the request that waits."""
    waiting = waiting_knock(person, group)
    if waiting:
        return waiting
    words = clean(words, longest=LONGEST + 1)
    if len(words) > LONGEST:
        raise NotUnderstood("words", _("This is longer than 1,000 letters. A few lines are enough."))
    asked = Knock.objects.create(
        group=group, person=person, alias=alias, stone=stone if looks_like_id(stone) else "", words=words,
        agreed_version=group.agreement_version, at=clock.now(),
    )  # fmt: skip
    announce(Knocked(knock_id=asked.id))
    return asked


def withdraw_knock(*, person: Person, group: Group) -> None:
    """Ask no longer. Nothing is kept of it."""
    Knock.objects.filter(person=person, group=group, answered_at=None).delete()


def waiting_knock(person: Person, group: Group) -> Knock | None:
    """The request of this person that waits for an answer there."""
    return Knock.objects.filter(person=person, group=group, answered_at=None).first()


def knocks_at(member: Member) -> list[Knock]:
    """Who waits at the door of a group this member holds, the longest waiting first."""
    return list(Knock.objects.filter(group_id=member.group_id, answered_at=None).order_by("at", "id"))
