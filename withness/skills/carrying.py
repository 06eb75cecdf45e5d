"""What this room packs when a group is carried to another house: what helped those whose words go along.

There it waits to be read by whoever holds the group, as everything does before others may try it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from msgspec import Meta, Struct

from withness.foundation import clock
from withness.groups.carrying.parcel import Line, Moment, Number, Unfit, Words, understood
from withness.groups.languages import known_languages
from withness.groups.models import Group, Member
from withness.skills.models import Strategy
from withness.skills.writing_strategies import Said, readable

_AS_WRITTEN = ("title", "steps", "moments", "minutes", "costs", "cautions", "not_for", "language", "written_at")


class StrategyTold(Struct, forbid_unknown_fields=True):
    """What helped somebody, by the number of a face."""

    face: Number
    title: Line
    steps: Words
    moments: Annotated[list[Line], Meta(max_length=50)]
    minutes: int | None
    costs: Line
    cautions: Annotated[str, Meta(max_length=1000)]
    not_for: Line
    language: Line
    written_at: Moment


class StrategiesTold(Struct, forbid_unknown_fields=True):
    """All of them, the oldest first."""

    strategies: Annotated[list[StrategyTold], Meta(max_length=100_000)]


def pack(group: Group, faces: Mapping[str, int]) -> dict[str, Any]:
    """As they are written now. Who tried them, and how it went, is told to nobody."""
    found = Strategy.objects.filter(group=group, withdrawn_at=None, author_id__in=list(faces))
    return {
        "strategies": [
            {"face": faces[str(one.author_id)]} | {name: getattr(one, name) for name in _AS_WRITTEN}
            for one in found.order_by("written_at", "id")
        ]
    }


def unpack(group: Group, faces: Mapping[int, Member], told: Any) -> dict[str, int]:
    """Lay them down, to be read first. Raises `Unfit`."""
    strategies = understood(told, StrategiesTold, where="what helped").strategies
    for one in strategies:
        if one.face not in faces or one.language not in known_languages() or one.written_at > clock.now():
            raise Unfit("Something that helped belongs to nobody in the file. Nothing was changed.")
        fields = readable(
            Said(one.title, one.steps, one.moments, one.minutes, one.costs, one.cautions, one.not_for)
        )  # fmt: skip
        Strategy.objects.create(
            group=group, author=faces[one.face], language=one.language, written_at=one.written_at, **fields
        )
    return {"things that helped": len(strategies)}
