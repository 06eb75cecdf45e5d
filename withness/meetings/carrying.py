"""What this room packs when a group is carried to another house: when and where it meets. Who comes and who holds a
meeting stays here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from msgspec import Meta, Struct

from withness.foundation import clock
from withness.foundation.text import clean, clean_line
from withness.groups.carrying.parcel import Line, Unfit, Words, understood
from withness.groups.models import Group, Member
from withness.meetings.importing.cleaning import address
from withness.meetings.models import Difference, Series, Venue
from withness.meetings.planning import MOST
from withness.meetings.reminding import plan_reminders
from withness.meetings.rhythm import NotARhythm, first_day, rhythm_of
from withness.meetings.vocabulary import OUR_OWN
from withness.meetings.walls import is_zone, read

_PLACE = ("name", "address", "notes", "access", "parts", "latitude", "longitude")
_AS_PLANNED = (
    "title", "notes", "starts", "zone", "rhythm", "minutes", "attendance", "joining", "join_url", "join_phone", "join_notes",
    "join_opens", "in_circle", "capacity", "types",
)  # fmt: skip
_DIFFERENT = ("kind", "planned", "to", "minutes", "first_on", "last_on", "words")
Minutes = Annotated[int, Meta(ge=1, le=24 * 60)]


class PlaceTold(Struct, forbid_unknown_fields=True):
    """Where a meeting takes place."""

    name: Line
    address: Line
    notes: Words
    access: Annotated[list[Line], Meta(max_length=50)]
    parts: Annotated[dict[str, Line], Meta(max_length=20)]
    latitude: Annotated[float, Meta(ge=-90, le=90)] | None
    longitude: Annotated[float, Meta(ge=-180, le=180)] | None


class DifferenceTold(Struct, forbid_unknown_fields=True):
    """What is different on one date, or for a while."""

    kind: Line
    planned: Line
    to: Line
    minutes: Minutes | None
    first_on: date | None
    last_on: date | None
    words: Line


class MeetingTold(Struct, forbid_unknown_fields=True):
    """A meeting: an hour on the wall of its own place, and a rhythm."""

    title: Line
    notes: Words
    starts: Line
    zone: Line
    rhythm: Line
    minutes: Minutes | None
    attendance: Line
    joining: Line
    join_url: Annotated[str, Meta(max_length=1000)]
    join_phone: Line
    join_notes: Words
    join_opens: Annotated[int, Meta(ge=0, le=240)]
    in_circle: bool
    capacity: Annotated[int, Meta(ge=1, le=1000)] | None
    types: Annotated[list[Line], Meta(max_length=100)]
    place: PlaceTold | None
    differences: Annotated[list[DifferenceTold], Meta(max_length=5000)]


class MeetingsTold(Struct, forbid_unknown_fields=True):
    """All of them."""

    meetings: Annotated[list[MeetingTold], Meta(max_length=MOST)]


def pack(group: Group, faces: Mapping[str, int]) -> dict[str, Any]:  # noqa: ARG001
    """Those that still take place."""
    found = Series.objects.filter(group=group, ended_at=None).select_related("venue").order_by("starts", "id")
    return {"meetings": [_told(one) for one in found.prefetch_related("differences")]}


def unpack(group: Group, faces: Mapping[int, Member], told: Any) -> dict[str, int]:  # noqa: ARG001
    """Lay them down, for the members only: who holds the group shows them to everybody when it is time. Raises `Unfit`."""
    read_ones = understood(told, MeetingsTold, where="the meetings").meetings
    for one in read_ones:
        series = _series(group, one)
        series.save(force_insert=True)
        for other in one.differences:
            Difference.objects.create(series=series, at=clock.now(), **_difference(other))
        plan_reminders(series)
    return {"meetings": len(read_ones)}


def _told(one: Series) -> dict[str, Any]:
    place = {name: getattr(one.venue, name) for name in _PLACE} if one.venue else None
    return {
        **{name: getattr(one, name) for name in _AS_PLANNED},
        "place": place,
        "differences": [{name: getattr(other, name) for name in _DIFFERENT} for other in one.differences.all()],
    }


def _series(group: Group, one: MeetingTold) -> Series:
    title = clean_line(one.title, longest=120)
    choices = one.attendance in dict(Series.ATTENDANCE) and one.joining in dict(Series.JOINING)
    if not title or not choices:
        raise Unfit("A meeting in the file cannot be read. Nothing was changed.")
    _check_time(one)
    now = clock.now()
    series = Series(
        group=group, title=title, notes=clean(one.notes, longest=4000), starts=one.starts, zone=one.zone, rhythm=one.rhythm,
        minutes=one.minutes, attendance=one.attendance, joining=one.joining, shown_to=Series.GROUP,
        join_url=address(one.join_url, [], name="join_url", secure=True), join_phone=clean_line(one.join_phone, longest=60),
        join_notes=clean(one.join_notes, longest=1000), join_opens=one.join_opens, in_circle=one.in_circle,
        capacity=one.capacity, types=[f"own:{kind}" for kind in OUR_OWN if f"own:{kind}" in one.types], vocabulary="own",
        languages=[group.language], changed_at=now, verified_on=now.date(), venue=_venue(one.place),
    )  # fmt: skip
    series.slug = series.id
    return series


def _check_time(one: MeetingTold) -> None:
    try:
        if one.starts:
            starts = read(one.starts)
            if not is_zone(one.zone) or not 2000 <= starts.year <= 2100:
                raise ValueError(one.zone)
            if one.rhythm:
                first_day(rhythm_of(one.rhythm), starts.date())
    except (ValueError, NotARhythm):
        raise Unfit(
            f"The hour of a meeting in the file cannot be read ({one.starts[:20]}). Nothing was changed."
        ) from None


def _venue(place: PlaceTold | None) -> Venue | None:
    if place is None:
        return None
    return Venue.objects.create(
        name=clean_line(place.name, longest=200), address=clean_line(place.address, longest=300),
        notes=clean(place.notes, longest=2000), access=[one for one, _label in Venue.ACCESS if one in place.access],
        parts={clean_line(key, longest=20): clean_line(value, longest=120) for key, value in place.parts.items()},
        latitude=place.latitude, longitude=place.longitude, is_approximate=True,
    )  # fmt: skip


def _difference(one: DifferenceTold) -> dict[str, Any]:
    try:
        for text in (one.planned, one.to):
            if text:
                read(text)
        if one.kind not in dict(Difference.KINDS) or (one.kind == Difference.PAUSED) != bool(one.first_on):
            raise ValueError(one.kind)
        if one.kind != Difference.PAUSED and not one.planned:
            raise ValueError(one.planned)
    except ValueError:
        raise Unfit("A date that is different cannot be read in the file. Nothing was changed.") from None
    fields = {name: getattr(one, name) for name in _DIFFERENT}
    return fields | {"words": clean_line(one.words, longest=300)}
