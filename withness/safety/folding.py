"""Content notes: everything with a note starts folded; each reader chooses what to keep unfolded."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.text import clean_line
from withness.people.models import Person
from withness.safety.models import FoldWish

EVERYTHING = "*"
MOST = 60


def known_notes() -> list[str]:
    """Notes we offer; a writer may use any other words. They say what, never how bad."""
    return [
        _("a death"), _("suicide"), _("self-harm"), _("violence"), _("abuse"), _("eating"), _("drugs or drinking"),
        _("illness and treatment"), _("pregnancy or loss of a child"),
    ]  # fmt: skip


def unfolds(person: Person) -> Callable[[str], bool]:
    """Answers, for a note, whether this reader wants it unfolded. One read for a whole page."""
    wishes: set[str] | None = None

    def wanted(note: str) -> bool:
        nonlocal wishes
        if not note:
            return False
        if wishes is None:
            wishes = unfolded_notes(person)
        return EVERYTHING in wishes or note.casefold() in wishes

    return wanted


def unfolded_notes(person: Person) -> set[str]:
    """The notes this person keeps unfolded, in small letters; `*` stands for all."""
    return set(FoldWish.objects.filter(person=person).values_list("note", flat=True))


def wish_unfolded(*, person: Person, notes: list[str]) -> None:
    """Keep these notes unfolded from now on, and fold everything else (`*` unfolds all)."""
    wanted = {clean_line(note, longest=80).casefold()[:80] for note in notes[:MOST]} - {""}
    with transaction.atomic():
        FoldWish.objects.filter(person=person).exclude(note__in=wanted).delete()
        for note in wanted:
            FoldWish.objects.get_or_create(person=person, note=note, defaults={"since": clock.now()})
