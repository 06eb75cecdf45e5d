"""Offering faces to choose from: an alias that is free, and the stone that would go with it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from itertools import pairwise

from withness.foundation.ids import ID_LENGTH, looks_like_id, new_id
from withness.groups.models import Group, Member
from withness.groups.nature import words_for
from withness.groups.shapes import shape_of
from withness.people.models import Person

_chance = secrets.SystemRandom()


@dataclass(frozen=True, slots=True)
class Face:
    """An alias (empty: one's own words) and the seed of a stone, together as one choice of a form."""

    alias: str
    stone: str

    @property
    def choice(self) -> str:
        """As a form carries it."""
        return f"{self.stone}{self.alias}"


def suggest_faces(*, group: Group | None, language: str, person: Person, number: int = 3) -> list[Face]:
    """Aliases nobody in the group wears or wore, nor this person anywhere else: nobody should meet them twice by name."""
    taken = set(Member.objects.filter(person=person).values_list("alias_shape", flat=True))
    if group is not None:
        taken |= set(Member.objects.filter(group=group).values_list("alias_shape", flat=True))
    words, found = list(words_for(language)), []
    _chance.shuffle(words)
    for alias in [*words, *(f"{one} {other}" for one, other in pairwise(words))]:
        shape = shape_of(alias)
        if shape not in taken:
            taken.add(shape)
            found.append(Face(alias, new_id()))
        if len(found) == number:
            break
    return found


def face_of(choice: str) -> Face | None:
    """The face that a form chose; nothing when that is none."""
    seed = choice[:ID_LENGTH]
    return Face(choice[ID_LENGTH:], seed) if looks_like_id(seed) else None
