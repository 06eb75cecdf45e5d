"""What this room holds of a person, and letting it go."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from withness.people.models import Person
from withness.talks.models import Message, Talk, Unasked


def export_for(person: Person) -> dict[str, Any]:
    """With how many they wrote and when, and their own words. What others wrote is not theirs to take."""
    mine = Talk.objects.filter(Q(asked_by__person=person) | Q(other__person=person)).order_by("asked_at", "id")
    return {
        "talks": [
            {
                "id": talk.id, "group": talk.group.title, "asked_by_me": talk.asked_by.person_id == person.id,
                "asked_at": talk.asked_at, "agreed_at": talk.agreed_at, "ended_at": talk.ended_at,
                "not_now_at": talk.declined_at if talk.other.person_id == person.id else None,
            }
            for talk in mine.select_related("group", "asked_by", "other")
        ],
        "messages": list(
            Message.objects.filter(author__person=person, taken_back_at=None).order_by("at", "id").values(
                "talk_id", "author__alias", "words", "at", "held_at"
            )
        ),
        "not_to_be_asked": list(Unasked.objects.filter(member__person=person).values("member__alias", "since")),
    }  # fmt: skip


def forget(person: Person) -> None:
    """Whole talks go: without one of the two they are nobody’s."""
    Talk.objects.filter(Q(asked_by__person=person) | Q(other__person=person)).delete()
    Unasked.objects.filter(member__person=person).delete()
