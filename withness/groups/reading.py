"""Reading lists of groups: those one belongs to, and those one may find."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value

from withness.foundation.ids import looks_like_id
from withness.foundation.text import flat
from withness.groups.models import Group, Knock, Member
from withness.groups.news import with_news
from withness.groups.profiles import BY_SLUG
from withness.people.models import Person

PAGE = 20
MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Place:
    """A group as one person finds it in a list: `me` is who they are there, nothing where they are nobody.

    `new`: somebody has shared something there since they last looked. `asked`: they wait for an answer at its door.
    `waiting`: they hold it, and somebody waits at its door. `people` counts those who are here.
    """

    group: Group
    me: Member | None = None
    people: int = 0
    new: bool = False
    asked: bool = False
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class Places:
    """A page of a list, and what to ask for the next page after (empty: there is no more)."""

    items: list[Place] = field(default_factory=list)
    next: str = ""


def my_groups(person: Person) -> list[Place]:
    """Everywhere this person belongs, also where it has come to its end; the newest belonging first."""
    mine = list(Member.objects.here().filter(person=person).select_related("group").order_by("-joined_at", "-id"))
    held = [member.group_id for member in mine if member.holds]
    doors = Knock.objects.filter(group_id__in=held, answered_at=None).values_list("group_id", flat=True)
    new, waiting = with_news(person, mine), set(doors) if held else set()
    return [
        Place(member.group, member, new=member.group_id in new, waiting=member.group_id in waiting) for member in mine
    ]


def listed_groups(
    person: Person | None, *, words: str = "", language: str = "", profile: str = "", after: str = "", most: int = PAGE,
    speaks: str = "",
) -> Places:  # fmt: skip
    """Groups this person may join and has not: those that hold all these words, in that language, of that profile.

    Those in the language the reader `speaks` come first, and the newest first in both.
    """
    groups = _known_to(person).filter(joining__in=Group.LISTED, closed_at=None, mine=False)
    groups = groups.annotate(ahead=Q(language=speaks))
    for name, wanted in (("language", language), ("profile", profile)):
        if wanted:
            groups = groups.filter(**{name: wanted})
    found, onward = _page(_holding(groups, words), after, most)
    ids = [group.id for group in found]
    here = Member.objects.here().filter(group_id__in=ids).values_list("group_id").annotate(Count("id"))
    people = dict(here.order_by())
    asked: set[str] = set()
    if person is not None:
        knocks = Knock.objects.filter(person=person, group_id__in=ids, answered_at=None)
        asked = set(knocks.values_list("group_id", flat=True))
    return Places([Place(one, people=people.get(one.id, 0), asked=one.id in asked) for one in found], onward)


def groups_for(person: Person | None, *, after: str = "", most: int = PAGE) -> Places:
    """All groups this person may know of in one list, their own first, as a program reads them."""
    found, onward = _page(_known_to(person).annotate(ahead=F("mine")), after, most)
    faces: dict[str, Member] = {}
    if person is not None:
        mine = Member.objects.here().filter(person=person, group_id__in=[group.id for group in found])
        faces = {member.group_id: member for member in mine}
    return Places([Place(group, faces.get(group.id)) for group in found], onward)


def spoken_languages(person: Person | None) -> list[str]:
    """The languages of the listed groups this person may know of: what one can look for."""
    listed = Group.objects.visible_to(person).filter(joining__in=Group.LISTED, closed_at=None)
    return sorted(listed.values_list("language", flat=True).distinct().order_by())


def lived_profiles(person: Person | None) -> list[str]:
    """The profiles of the listed groups this person may know of, in the order in which they are offered."""
    listed = Group.objects.visible_to(person).filter(joining__in=Group.LISTED, closed_at=None)
    lived = set(listed.values_list("profile", flat=True).distinct().order_by())
    return [slug for slug in BY_SLUG if slug in lived]


def _known_to(person: Person | None) -> QuerySet[Any]:
    groups = Group.objects.visible_to(person)
    if person is None:
        return groups.annotate(mine=Value(False))
    return groups.annotate(mine=Exists(Member.objects.here().filter(person=person, group=OuterRef("id"))))


def _page(groups: QuerySet[Any], after: str, most: int) -> tuple[list[Group], str]:
    """Up to `most` groups after the one of that id, and the id to go on from. An unknown id begins at the beginning.

    Those that are `ahead` come first.
    """
    if looks_like_id(after):
        last = groups.filter(id=after).values_list("ahead", "opened_at", "id").first()
        if last is not None:
            older = Q(ahead=last[0]) & (Q(opened_at__lt=last[1]) | Q(opened_at=last[1], id__lt=last[2]))
            groups = groups.filter(older | Q(ahead=False) if last[0] else older)
    found = list(groups.order_by("-ahead", "-opened_at", "-id")[: most + 1])
    return found[:most], found[most - 1].id if len(found) > most else ""


def _holding(groups: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Those whose title or about holds every word, in any case and without accents. Read here and not kept."""
    asked = flat(words).split()[:MOST_WORDS]
    if not asked:
        return groups
    rows = groups.values_list("id", "title", "about")
    return groups.filter(id__in=[one for one, *said in rows if all(word in _letters(*said) for word in asked)])


@lru_cache(maxsize=2048)
def _letters(title: str, about: str) -> str:
    return flat(f"{title} {about}")
