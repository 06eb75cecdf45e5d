"""The name one wears in a group: chosen, readable, and nobody else's."""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import gettext as _

from withness.foundation.refusing import NotUnderstood
from withness.foundation.text import clean_line
from withness.groups.models import Group, Member
from withness.groups.shapes import has_letters, shape_of, shapes_of
from withness.people.models import Person

SHORTEST, LONGEST = 2, 30
MOST_DIGITS, MOST_MARKS = 4, 3
_ADDRESS = re.compile(r"@|https?:|www\.|\w\.(?:com|org|net|info|io|me|co)\b", re.IGNORECASE)


def wearable(alias: str, *, group: Group, person: Person | None = None, but: Member | None = None) -> tuple[str, str]:
    """`alias` tidied, and its shape. Raises `NotUnderstood` when it cannot be worn in this group by this person.

    The shape is what the eye reads: two aliases of one shape would let somebody pass for somebody else. The aliases of
    those who left stay theirs, as long as their words stand beside them; who comes back may wear their own again.
    """
    alias = readable_alias(alias)
    worn = Member.objects.filter(group=group, alias_shape__in=shapes_of(alias))
    if but is not None:
        worn = worn.exclude(id=but.id)
    if person is not None:
        worn = worn.exclude(person=person, left_at__isnull=False)
    if worn.exists():
        raise NotUnderstood("alias", _("Somebody here already goes by a name that looks like this. Choose another."))
    return alias, shape_of(alias)


def readable_alias(alias: str) -> str:
    """`alias` tidied. Raises `NotUnderstood` when no group could wear it."""
    alias = clean_line(alias, longest=LONGEST + 1)
    _check_letters(alias)
    return alias


def _check_letters(alias: str) -> None:
    if not SHORTEST <= len(alias) <= LONGEST:
        raise NotUnderstood("alias", _("Choose a name of 2 to 30 letters. It need not be your own."))
    if _ADDRESS.search(alias) or sum(letter.isdigit() for letter in alias) > MOST_DIGITS:
        raise NotUnderstood("alias", _("Leave out addresses and numbers, so that nobody can find you by them."))
    if not has_letters(alias):
        raise NotUnderstood("alias", _("Choose a name with at least one letter in it."))
    if _longest_pile_of_marks(alias) > MOST_MARKS:
        raise NotUnderstood("alias", _("Choose a name that is easier to read."))


def _longest_pile_of_marks(alias: str) -> int:
    longest = pile = 0
    for letter in unicodedata.normalize("NFD", alias):
        pile = pile + 1 if unicodedata.category(letter) == "Mn" else 0
        longest = max(longest, pile)
    return longest
