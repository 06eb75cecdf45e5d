"""Asking a steward to look again at a removal."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from withness.circles.happenings import RemovalAskedAgain
from withness.circles.models import Removal
from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.ids import looks_like_id
from withness.foundation.refusing import NotUnderstood
from withness.foundation.text import clean
from withness.groups.asking_again import may_look_again
from withness.people.models import Person

LONGEST = 1000


def ask_again(*, by: Person, removal: Removal, words: str) -> Removal:
    """Ask once; asking again answers the first time. Stewards are told."""
    words = clean(words, longest=LONGEST + 1)
    if not words:
        raise NotUnderstood("words", _("Write a word or two about how you saw it."))
    if len(words) > LONGEST:
        raise NotUnderstood("words", _("This is longer than 1,000 letters."))
    with transaction.atomic():
        removal = Removal.objects.select_for_update(of=("self",)).select_related("member").get(id=removal.id)
        if removal.asked_again_at is None and removal.member.person_id == by.id:
            removal.asked_again_at, removal.asked_again_words = clock.now(), words
            removal.save(update_fields=["asked_again_at", "asked_again_words"])
            announce(RemovalAskedAgain(removal_id=removal.id))
    return removal


def removal_for(person: Person, removal_id: str) -> Removal | None:
    """A removal as its own person reads it; or as a steward does who may look at it, once they were asked to."""
    if not looks_like_id(removal_id):
        return None
    found = Removal.objects.select_related("circle__group", "member__person", "by").filter(id=removal_id).first()
    if found is None or found.member.person_id == person.id:
        return found
    asked = found.asked_again_at is not None
    return found if asked and may_look_again(person, asker=found.member.person, remover=found.by) else None
