"""Recovery words: eight words on paper that open an account when everything else is lost."""

from __future__ import annotations

import re
import secrets
import unicodedata
from functools import cache
from importlib.resources import files

from django.contrib.auth.hashers import check_password, make_password
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.refusing import NotUnderstood
from withness.people.models import Person, RecoveryWords

HOW_MANY = 8  # of 1,177 words: 81 bits


def make_words(*, person: Person) -> str:
    """New recovery words for a person. This is the only time they exist in the clear; earlier ones stop working."""
    words = " ".join(secrets.choice(all_words()) for _n in range(HOW_MANY))
    RecoveryWords.objects.update_or_create(
        person=person, defaults={"words_hash": make_password(words), "made_at": clock.now(), "kept_at": None}
    )
    return words


def say_kept(*, person: Person) -> None:
    """The person says that they have written them down."""
    RecoveryWords.objects.filter(person=person, kept_at=None).update(kept_at=clock.now())


def has_words(person: Person) -> bool:
    """Whether a person has words that they wrote down."""
    return RecoveryWords.objects.filter(person=person).exclude(kept_at=None).exists()


def person_of_words(*, nickname: str, words: str) -> Person | None:
    """Whose account these words open. Takes as long for a nickname that nobody has, or that has no words."""
    spoken = same_words(words)
    found = RecoveryWords.objects.select_related("person").filter(person=Person.objects.called(nickname)).first()
    if found is None:
        make_password(spoken)
        return None
    return found.person if check_password(spoken, found.words_hash) else None


def same_words(text: str) -> str:
    """The words as they are compared: in any case, with any marks between them. Raises `NotUnderstood` when none is there."""
    letters = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    found = re.findall(r"[a-z]+", letters)
    if not found:
        raise NotUnderstood("words", _("Write the eight words, with a space between them."))
    return " ".join(found[: HOW_MANY * 2])


@cache
def all_words() -> list[str]:
    """Our own list: short, common words, told apart by their first four letters, and none that weighs on anybody."""
    return files("withness.people").joinpath("recovery_words.txt").read_text("utf-8").split()
