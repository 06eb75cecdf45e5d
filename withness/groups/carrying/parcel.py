"""The file that carries a group: what is in it, how it is sealed against mishaps, and how strictly it is read.

It is one JSON document. `sha256` is the digest of everything else in it, written with sorted keys, without spaces, in
UTF-8: a file cut short or changed on the way is not read at all. Nothing in it is believed: every piece has a type
and a longest length, and words go through the same hands as words that somebody types.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta, Struct

from withness.foundation import clock
from withness.foundation.refusing import Refused
from withness.groups.models import Group, Member

FORMAT, VERSION = "withness-group", 1
LARGEST = 64 * 1024 * 1024  # bytes
Read = TypeVar("Read")

Line = Annotated[str, Meta(max_length=400)]
Words = Annotated[str, Meta(max_length=20_000)]
Moment = Annotated[datetime, Meta(tz=True)]
Digest = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
Number = Annotated[int, Meta(ge=1, le=1_000_000)]


class Unfit(Refused):
    """A file that is no group, or not a whole one. Nothing was changed."""


class Version(Struct, forbid_unknown_fields=True):
    """One version of the agreement."""

    words: Words
    since: Moment


class Itself(Struct, forbid_unknown_fields=True):
    """What the group is."""

    title: Line
    about: Words
    profile: Line
    ways: dict[Line, bool | int | Line]
    language: Line
    zone: Line
    demo: bool
    agreements: Annotated[list[Version], Meta(min_length=1, max_length=1000)]


class Face(Struct, forbid_unknown_fields=True):
    """Somebody who goes along, as they were seen. `claim` is the hash of a code that only they know."""

    face: Number
    alias: Line
    stone: Line
    holds: Line
    claim: Digest


class Parcel(Struct, forbid_unknown_fields=True):
    """The whole file."""

    format: str
    version: int
    id: Line
    made_at: Moment
    sha256: Digest
    group: Itself
    faces: Annotated[list[Face], Meta(max_length=100_000)]
    rooms: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Room:
    """How one room packs what it keeps of a group, given the number of each face whose words go along (by member), and
    how it lays that down again, given the members of those numbers. Unpacking answers how many things there were, by
    their plural.
    """

    pack: Callable[[Group, Mapping[str, int]], Any]
    unpack: Callable[[Group, Mapping[int, Member], Any], dict[str, int]]


_rooms: dict[str, Room] = {}


def room_carries(name: str, *, pack: Any, unpack: Any) -> None:
    """Let a room upstairs pack and unpack its own (the wiring says which)."""
    _rooms[name] = Room(pack, unpack)


def rooms_that_carry() -> dict[str, Room]:
    """All of them, in the order of the wiring."""
    return dict(_rooms)


def write_parcel(told: dict[str, Any]) -> bytes:
    """The file, with its digest."""
    return bytes(msgspec.json.format(msgspec.json.encode(told | {"sha256": digest_of(told)}), indent=1))


def read_parcel(body: bytes) -> Parcel:
    """The file, every piece of it looked at. Raises `Unfit` with the one sentence that says why not."""
    if len(body) > LARGEST:
        raise Unfit("This file is larger than 64 MB. A group’s file is not; nothing was changed.")
    try:
        told = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        raise Unfit("This file is not JSON that can be read to its end. Nothing was changed.") from None
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise Unfit("This is not the file of a group. One is made with: withness export-group")
    if told.get("version") != VERSION:
        raise Unfit("This file was made by a later version of Withness. Install that version first.")
    parcel = understood(told, Parcel, where="the file")
    if parcel.sha256 != digest_of({key: value for key, value in told.items() if key != "sha256"}):
        raise Unfit("This file was changed or damaged on its way: its checksum is another. Nothing was changed.")
    if parcel.made_at > clock.now() and (parcel.made_at - clock.now()).days > 0:
        raise Unfit("This file says that it was made in the future. Nothing was changed.")
    return parcel


def understood(told: Any, kind: type[Read], *, where: str) -> Read:
    """`told` as that kind of thing. Raises `Unfit`, with the place that is not as it should be."""
    try:
        return msgspec.convert(told, kind)
    except (msgspec.ValidationError, RecursionError) as odd:
        place = str(odd).rpartition(" - at `$")[2].rstrip("`") if " - at " in str(odd) else ""
        raise Unfit(f"Something in {where} is not as it should be ({place[:80] or 'at its beginning'}). "
                    "Nothing was changed.") from None  # fmt: skip


def digest_of(told: dict[str, Any]) -> str:
    """Of the whole file but its own digest."""
    return hashlib.sha256(msgspec.json.encode(told, order="sorted")).hexdigest()
