"""What this room holds of a person, and letting it go."""

from __future__ import annotations

from typing import Any

from withness.groups.happenings import Left
from withness.hope.models import Delivery, Letter, LetterWish, Milestone, Receipt, Story
from withness.people.models import Person


def export_for(person: Person) -> dict[str, Any]:
    """Milestones, letters written and received, stories and their receipts."""
    return {
        "milestones": list(
            Milestone.objects.filter(person=person).order_by("on", "id").values("kind", "words", "number", "on")
        ),
        "letters": list(
            Letter.objects.filter(author__person=person).order_by("written_at", "id").values(
                "group__title", "author__alias", "moment", "language", "words", "written_at", "approved_at", "returned_at",
                "returned_because", "withdrawn_at",
            )
        ),
        "letters_received": list(
            Delivery.objects.filter(person=person).order_by("at", "id").values("letter__words", "at", "thanked_at")
        ),
        "letter_wish": list(LetterWish.objects.filter(person=person).values("since", "moment")),
        "stories": list(
            Story.objects.filter(author__person=person).order_by("written_at", "id").values(
                "group__title", "author__alias", "title", "words", "told_to", "written_at", "approved_at", "withdrawn_at"
            )
        ),
        "receipts": list(
            Receipt.objects.filter(story__author__person=person).order_by("given_at", "id").values(
                "story__title", "told_to", "words_version", "given_at", "withdrawn_at"
            )
        ),
    }  # fmt: skip


def take_letters_along(happened: Left) -> None:
    """Who leaves with their words takes letters and stories of that group along."""
    if happened.with_words:
        Letter.objects.filter(author_id=happened.member_id).delete()
        Story.objects.filter(author_id=happened.member_id).delete()


def forget(person: Person) -> None:
    """Letters and stories go from everybody's inbox too: they were theirs to give."""
    Letter.objects.filter(author__person=person).delete()
    Story.objects.filter(author__person=person).delete()
    Delivery.objects.filter(person=person).delete()
    LetterWish.objects.filter(person=person).delete()
    Milestone.objects.filter(person=person).delete()
