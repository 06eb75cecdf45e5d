"""Making the file: the group itself, and the words of those who said yes. Everybody else stays here, unnamed."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from withness.foundation import clock
from withness.foundation.ids import new_id
from withness.foundation.refusing import Refused
from withness.groups.carrying.asking import carrying_of
from withness.groups.carrying.parcel import FORMAT, VERSION, rooms_that_carry, write_parcel
from withness.groups.models import Carrying, Group, Member, WordsAlong


class NobodyAsked(Refused):
    """Who holds the group has not asked for it. A server's keeper alone does not carry people away."""


def pack_group(*, group: Group) -> bytes:
    """The file of this group. Raises `NobodyAsked`. One reading of the database: nothing changes on the way."""
    with transaction.atomic():
        group = Group.objects.locked(group.id)
        carrying = _asked_for(group)
        going = _going(carrying)
        words = {answer.member_id: number for number, answer in enumerate(going, start=1) if answer.yes}
        told = {
            "format": FORMAT, "version": VERSION, "id": new_id(), "made_at": clock.now(), "group": _itself(group),
            "faces": [_face(number, answer) for number, answer in enumerate(going, start=1)],
            "rooms": {name: room.pack(group, words) for name, room in rooms_that_carry().items()},
        }  # fmt: skip
        carrying.packed_at = clock.now()
        carrying.save(update_fields=["packed_at"])
    return write_parcel(told)


def _asked_for(group: Group) -> Carrying:
    carrying = carrying_of(group)
    if carrying is None:
        raise NobodyAsked("Whoever holds this group has not asked for it. They do so at their desk: “Carry the group”.")
    if not Member.objects.here().filter(id=carrying.by_id, holds=Member.FACILITATOR).exists():
        raise NobodyAsked("The group is in other hands since this was asked. Its facilitator asks anew, at their desk.")
    return carrying


def _going(carrying: Carrying) -> list[WordsAlong]:
    """Those who said yes and are still here, and whoever asked; in the order in which they came to the group."""
    answers = WordsAlong.objects.select_related("member").filter(carrying=carrying, member__left_at=None)
    return [
        one for one in answers.exclude(code_hash="").order_by("member__joined_at", "member_id")
        if one.yes or one.member_id == carrying.by_id
    ]  # fmt: skip


def _face(number: int, answer: WordsAlong) -> dict[str, Any]:
    member = answer.member
    return {
        "face": number,
        "alias": member.alias,
        "stone": member.stone,
        "holds": member.holds,
        "claim": answer.code_hash,
    }


def _itself(group: Group) -> dict[str, Any]:
    return {
        "title": group.title, "about": group.about, "profile": group.profile, "ways": group.ways,
        "language": group.language, "zone": group.zone, "demo": group.is_demo,
        "agreements": [
            {"words": one.words, "since": one.since} for one in group.agreements.order_by("version")
        ],
    }  # fmt: skip
