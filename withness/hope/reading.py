"""Finding letters, stories and milestones for the pages."""

from __future__ import annotations

from withness.hope.models import Delivery, Letter, LetterWish, Milestone, Story
from withness.people.models import Person


def milestones_of(person: Person) -> list[Milestone]:
    """The newest first."""
    return list(Milestone.objects.visible_to(person).order_by("-on", "-id")[:100])


def wish_of(person: Person) -> LetterWish | None:
    """Whether this person wants letters."""
    return LetterWish.objects.filter(person=person).first()


def letters_by(person: Person) -> list[Letter]:
    """What they wrote, the newest first."""
    mine = Letter.objects.visible_to(person).filter(author__person=person)
    return list(mine.select_related("group").order_by("-written_at")[:50])


def letters_to(person: Person) -> list[Delivery]:
    """What reached them and has not been taken back, the newest first."""
    came = Delivery.objects.filter(person=person, letter__withdrawn_at=None)
    return list(came.select_related("letter").order_by("-at")[:50])


def delivery_to(person: Person, letter: Letter) -> Delivery | None:
    """That this letter reached them."""
    return Delivery.objects.filter(person=person, letter=letter).first()


def waiting_to_be_read(person: Person) -> list[Letter]:
    """Letters in groups this person holds which nobody has read yet; the oldest first."""
    held = person.memberships.filter(left_at=None).exclude(holds="").values("group_id")
    waiting = Letter.objects.visible_to(person).waiting().filter(group_id__in=held)
    return list(waiting.select_related("group", "author").order_by("written_at")[:50])


def stories_for(person: Person | None) -> list[Story]:
    """Stories somebody may read, the newest first."""
    seen = Story.objects.visible_to(person).filter(withdrawn_at=None).exclude(approved_at=None)
    return list(seen.select_related("author", "group").order_by("-written_at")[:50])


def stories_waiting(person: Person) -> list[Story]:
    """Stories in groups this person holds which nobody has read yet."""
    held = person.memberships.filter(left_at=None).exclude(holds="").values("group_id")
    waiting = Story.objects.visible_to(person).filter(group_id__in=held, approved_at=None, withdrawn_at=None)
    return list(waiting.select_related("author", "group").order_by("written_at")[:50])
