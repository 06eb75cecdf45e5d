"""Shares as a room next door may show them to one person: only what that person may read here too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db.models import Exists, OuterRef

from withness.foundation.rows import ask_one, columns
from withness.groups.models import Group, Member
from withness.groups.profiles import way_of
from withness.people.models import Person
from withness.safety.words.hearing import sounds_like
from withness.shares.models import Mute, Reply, Share


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A share, without the row."""

    id: str
    group_id: str
    group_title: str
    alias: str
    stone: str
    need: str
    note: str
    words: str
    at: datetime


def glimpses(person: Person, faces: Sequence[Member], ids: Sequence[str]) -> list[Glimpse]:
    """Those of the shares `ids` this person may see and has, under these faces, neither answered nor muted nor written."""
    mine = [face.id for face in faces]
    shares = (
        Share.objects.visible_to(person)
        .filter(id__in=ids)
        .exclude(author_id__in=mine)
        .exclude(Exists(Reply.objects.filter(share=OuterRef("pk"), author_id__in=mine, taken_back_at=None)))
        .exclude(Exists(Mute.objects.filter(share=OuterRef("pk"), member_id__in=mine)))
        .select_related("author", "group")
    )
    return [
        Glimpse(s.id, s.group_id, s.group.title, s.author.alias, s.author.stone, s.need, s.note, s.words, s.at)
        for s in shares
    ]


def is_heavy(share_id: str) -> bool:
    """Whether it asks more of who reads it: it carries a content note, or it clearly sounds like crisis, where the group
    and its author want words looked at.
    """
    found = ask_one(_weight_sentence(), [share_id])
    if found is None:
        return False
    note, words, unwanted, *group = found
    if note or unwanted:
        return bool(note)
    return bool(way_of(columns(Group, "g").row(group), "risk_tooling")) and sounds_like(words).help == "yes"


@cache
def _weight_sentence() -> str:
    return (
        "SELECT s.note, s.words, EXISTS (SELECT 1 FROM safety_notwanted n WHERE n.person_id = m.person_id "  # noqa: S608 -- our own names
        f"AND n.what = 'card'), {columns(Group, 'g').sql} FROM shares_share s JOIN groups_member m ON m.id = s.author_id "
        "JOIN groups_group g ON g.id = s.group_id WHERE s.id = %s"
    )


def turned_away(share_id: str, members: Sequence[str]) -> set[str]:
    """Which of these members have muted the share, or answered it already."""
    muted = Mute.objects.filter(share_id=share_id, member_id__in=members).values_list("member_id", flat=True)
    answered = Reply.objects.filter(share_id=share_id, author_id__in=members, taken_back_at=None)
    return set(muted) | set(answered.values_list("author_id", flat=True))
