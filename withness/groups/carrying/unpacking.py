"""Laying a group down from its file: closed to everybody until the one who held it comes with their code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from django.db import transaction

from withness.foundation import clock
from withness.foundation.ids import looks_like_id, new_id
from withness.foundation.refusing import Refused
from withness.foundation.text import clean, to_html
from withness.groups.agreeing import LONGEST, SHORTEST
from withness.groups.aliases import wearable
from withness.groups.carrying.parcel import Face, Itself, Parcel, Unfit, read_parcel, rooms_that_carry
from withness.groups.models import Agreement, BroughtIn, Group, Member, SeatWaiting
from withness.groups.opening import describe
from withness.groups.profiles import BY_SLUG
from withness.groups.ways import differences

Kept = TypeVar("Kept")
HOLDS = ("", Member.FACILITATOR, Member.CO)


class HereAlready(Refused):
    """This very file was brought in before."""


@dataclass(frozen=True, slots=True)
class Laid:
    """What came of a file: the group, how many seats wait, and what the rooms laid down, by plural."""

    group_id: str
    title: str
    seats: int
    counts: dict[str, int] = field(default_factory=dict)


class _OnlyLooking(Exception):
    """Undo all of it: it was a rehearsal."""


def unpack_group(body: bytes, *, rehearse: bool = False) -> Laid:
    """Make a group of the file, or only try (`rehearse`). All of it or nothing; what is here is never touched.

    Raises `Unfit` for a file that is not whole, `HereAlready` for one that was brought in before.
    """
    parcel = read_parcel(body)
    laid = None
    try:
        with transaction.atomic():
            laid = _lay_down(parcel)
            if rehearse:
                raise _OnlyLooking
    except _OnlyLooking:
        pass
    assert laid is not None
    return laid


def _lay_down(parcel: Parcel) -> Laid:
    before = BroughtIn.objects.select_related("group").filter(digest=parcel.sha256).first()
    if before is not None:
        raise HereAlready(
            f"This file is here already, as “{before.group.title}” ({before.group_id}). Nothing was changed."
        )
    group = _the_group(parcel.group)
    BroughtIn.objects.create(group=group, digest=parcel.sha256, at=clock.now())
    faces = _seats(parcel.faces, group)
    counts: dict[str, int] = {}
    for name, room in rooms_that_carry().items():
        if name in parcel.rooms:
            counts |= _as_unfit(partial(room.unpack, group, faces, parcel.rooms[name]))
    return Laid(group.id, group.title, len(faces), counts)


def _the_group(told: Itself) -> Group:
    if told.profile not in BY_SLUG:
        raise Unfit("The file names a way of being a group that is not known here. Nothing was changed.")
    group = Group(profile=told.profile, opened_at=clock.now(), is_demo=told.demo)
    told_so = {"title": told.title, "about": told.about, "language": told.language, "zone": told.zone}
    _as_unfit(partial(describe, group, joining=Group.INVITE, **told_so))
    group.ways = _as_unfit(partial(differences, group, dict(told.ways)))
    group.agreement_version = len(told.agreements)
    group.save(force_insert=True)
    for number, version in enumerate(told.agreements, start=1):
        words = clean(version.words, longest=LONGEST + 1)
        if not SHORTEST <= len(words) <= LONGEST or version.since > clock.now():
            raise Unfit("A version of the agreement in the file cannot be read. Nothing was changed.")
        Agreement.objects.create(
            group=group, version=number, words=words, html=to_html(words), since=version.since, by=None
        )
    return group


def _seats(told: list[Face], group: Group) -> dict[int, Member]:
    """Faces without a person, each with a seat that waits for its code. Raises `Unfit` unless one of them opens the door."""
    if [face.holds for face in told].count(Member.FACILITATOR) != 1 or any(face.holds not in HOLDS for face in told):
        raise Unfit("The file does not say who holds the group. Nothing was changed.")
    faces: dict[int, Member] = {}
    for face in told:
        if face.face in faces or SeatWaiting.objects.filter(code_hash=face.claim).exists():
            raise Unfit(
                "A seat in this file waits here already, or stands in it twice: it is another file of a group that was "
                "brought in before. Nothing was changed."
            )
        alias, stone = face.alias, face.stone
        faces[face.face] = _as_unfit(partial(faceless, group, alias, stone=stone))
        SeatWaiting.objects.create(member=faces[face.face], code_hash=face.claim, holds=face.holds)
    return faces


def faceless(group: Group, alias: str, *, stone: str = "") -> Member:
    """Somebody who was in a group elsewhere: an alias beside their words, and nobody behind it. Raises `NotUnderstood`."""
    worn, shape = wearable(alias, group=group)
    now = clock.now()
    return Member.objects.create(
        group=group, person=None, alias=worn, alias_shape=shape, joined_at=now, left_at=now,
        stone=stone if looks_like_id(stone) else new_id(),
    )  # fmt: skip


def _as_unfit(do: Callable[[], Kept]) -> Kept:
    """What a form would say of a field, said of the file."""
    try:
        return do()
    except Unfit:
        raise
    except Refused as no:
        raise Unfit(f"The file holds something that cannot be kept here: {no.sentence} Nothing was changed.") from None
