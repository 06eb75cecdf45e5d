"""What this room packs when a group is carried to another house: the formats it made its own, and how it begins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from msgspec import Meta, Struct

from withness.circles.choosing import KEEPS, MOST_FORMATS, ways_of
from withness.circles.formats.parsing import LONGEST, read_format
from withness.circles.formats.shelf import NAMES
from withness.circles.models import Format, Ways
from withness.foundation import clock
from withness.foundation.text import clean
from withness.groups.carrying.parcel import Line, Unfit, Words, understood
from withness.groups.models import Group, Member


class FormatsTold(Struct, forbid_unknown_fields=True):
    """`begins_with` is the name of one that every house has, or the place of one in `own`, counted from 1."""

    own: Annotated[list[Words], Meta(max_length=MOST_FORMATS)]
    begins_with: Line
    keep_hours: int


def pack(group: Group, faces: Mapping[str, int]) -> dict[str, Any]:  # noqa: ARG001
    """Formats as people write them. Where one hears each other belongs to this house and stays."""
    own = list(Format.objects.filter(group=group).order_by("name", "id"))
    ways = ways_of(group)
    places = {one.id: str(number) for number, one in enumerate(own, start=1)}
    first = ways.format if ways.format in NAMES else places.get(ways.format, "")
    return {"own": [one.text for one in own], "begins_with": first, "keep_hours": ways.keep_hours}


def unpack(group: Group, faces: Mapping[int, Member], told: Any) -> dict[str, int]:  # noqa: ARG001
    """Lay them down, each read as if somebody had typed it. Raises `Unfit`, or `BadFormat` with the line."""
    read = understood(told, FormatsTold, where="the formats of circles")
    known = {name: name for name in (*NAMES, "")}
    for number, text in enumerate(read.own, start=1):
        text = clean(text, longest=LONGEST)
        plan = read_format(text)
        kept = Format.objects.create(group=group, name=plan.name, text=text, by=None, changed_at=clock.now())
        known[str(number)] = kept.id
    if read.begins_with not in known or read.keep_hours not in KEEPS:
        raise Unfit("How circles begin in this group is not known here. Nothing was changed.")
    Ways.objects.create(group=group, format=known[read.begins_with], keep_hours=read.keep_hours)
    return {"formats of circles": len(read.own)}
