"""BMLT's semantic API (Narcotics Anonymous and others): all values are text, days count from Sunday = 1, and what a
format means is told by its `world_id`, never by the letters of one server.
"""

from __future__ import annotations

from typing import Any

from withness.foundation.text import clean_line
from withness.meetings import vocabulary
from withness.meetings.importing import cleaning, clocks
from withness.meetings.importing.cleaning import note, plain, said
from withness.meetings.importing.listing import Listing, NoGood, Wishes
from withness.meetings.importing.meeting_guide import title_for
from withness.meetings.importing.places import Row, place_of
from withness.meetings.importing.types import Kinds

_ATTENDANCE = {"1": "in_person", "2": "online", "3": "hybrid"}
_JOINT = "#@-@#"


class Formats:
    """What the formats of one server mean: by id, and for its own letters by the list that came along."""

    def __init__(self, rows: list[Any]) -> None:
        self.by_id: dict[str, dict[str, str]] = {}
        self.by_key: dict[str, dict[str, str]] = {}
        for row in rows:
            if isinstance(row, dict):
                told = {name: said(value).strip() for name, value in row.items()}
                self.by_id.setdefault(told.get("id", ""), told)
                self.by_key.setdefault(told.get("key_string", ""), told)

    def meant(self, row: Row) -> list[tuple[str, str]]:
        """World id (or nothing) and name of each format of a meeting."""
        ids = [one.strip() for one in said(row.get("format_shared_id_list")).split(",") if one.strip()]
        keys = [one.strip() for one in said(row.get("formats")).split(",") if one.strip()]
        if not self.by_id:
            stock = [(vocabulary.BMLT_STOCK.get(one, ""), vocabulary.BMLT_STOCK_LANGUAGES.get(one, "")) for one in ids]
            return stock or [("", key) for key in keys]
        rows = [self.by_id.get(one) for one in ids] or [self.by_key.get(one) for one in keys]
        return [(one.get("world_id", ""), one.get("name_string", "")) for one in rows if one]


def listings_of(row: Any, wishes: Wishes, reasons: list[str], formats: Formats) -> list[Listing]:
    """The meeting in one row. Raises `NoGood`."""
    if not isinstance(row, dict):
        raise NoGood("not_a_meeting: this row is empty" if row is None else "not_a_meeting: this row is no object")
    row = {name: _apart(value) for name, value in row.items()}
    if said(row.get("published")).strip() == "0":
        raise NoGood("unpublished: its server does not show it to anybody")
    kinds = _kinds(row, formats, reasons)
    days = _days(row)
    time, next_day = clocks.clock(row.get("start_time"), reasons)
    place = place_of(_as_meeting_guide(row), reasons)
    place.access, place.is_closed = tuple(kinds.access), kinds.is_closed
    listing = Listing(
        slug=said(row.get("id_bigint")).strip() or said(row.get("worldid_mixed")).strip() or "meeting", title="",
        days=tuple((day + next_day) % 7 for day in days) if time else (), time=time if days else "",
        minutes=clocks.duration(row.get("duration_time")), zone=clocks.zone(row.get("time_zone"), reasons), place=place,
        vocabulary="na", types=tuple(kinds.types), languages=tuple(dict.fromkeys(kinds.languages)),
        by=plain(row.get("service_body_name"), reasons, longest=255, line=True),
    )  # fmt: skip
    _joining(row, listing, wishes, reasons)
    listing.attendance = _attendance(row, listing, kinds, reasons)
    listing.title = plain(row.get("meeting_name"), reasons, longest=255, line=True) or title_for(listing)
    return [listing]


def _apart(value: Any) -> Any:
    """Old servers put a label before the value: `Bus Lines#@-@#59,79`."""
    return value.rpartition(_JOINT)[2] if isinstance(value, str) else value


def _days(row: Row) -> tuple[int, ...]:
    text = said(row.get("weekday_tinyint")).strip()
    if not text:
        return ()
    if text not in {"1", "2", "3", "4", "5", "6", "7"}:
        raise NoGood(f"bad_day: “{text[:20]}” is no day of the week")
    return (int(text) - 1,)


def _kinds(row: Row, formats: Formats, reasons: list[str]) -> Kinds:
    found = Kinds()
    for world, name in formats.meant(row):
        if world == "TC":
            found.is_closed = True
        elif world in {"VM", "HYBR"}:
            found.was_online = True
        elif world == "LANG":
            language = vocabulary.LANGUAGES_BY_NAME.get(name.casefold(), name if len(name) == 2 else "")
            found.languages += [language] if language else []
        elif world == "WCHR":
            found.access.append("wheelchair")
        elif world in vocabulary.BMLT or world in vocabulary.BMLT_LIKE_MEETING_GUIDE:
            found.types.append(f"na:{vocabulary.BMLT_LIKE_MEETING_GUIDE.get(world, world)}")
        elif name:
            found.types.append(f"other:{clean_line(name, longest=40)}")
            note(
                reasons,
                f"unknown_format: “{clean_line(name, longest=40)}” has no shared meaning; kept, shown nowhere",
            )
    found.types = list(dict.fromkeys(found.types))
    return found


def _as_meeting_guide(row: Row) -> Row:
    names = {
        "location_text": "location", "location_street": "address", "location_municipality": "city",
        "location_province": "state", "location_postal_code_1": "postal_code", "location_nation": "country",
        "latitude": "latitude", "longitude": "longitude",
    }  # fmt: skip
    found = {new: row.get(old) for old, new in names.items()}
    found["regions"] = [
        row.get(name) for name in ("location_sub_province", "location_neighborhood", "location_city_subsection")
    ]
    ways = [said(row.get(name)).strip() for name in ("location_info", "bus_lines", "train_lines")]
    return {**found, "location_notes": "\n".join(one for one in ways if one)}


def _joining(row: Row, listing: Listing, wishes: Wishes, reasons: list[str]) -> None:
    url = cleaning.address(row.get("virtual_meeting_link"), reasons, name="virtual_meeting_link", secure=True)
    phone = clean_line(said(row.get("phone_meeting_number")), longest=200)
    more = plain(row.get("virtual_meeting_additional_info"), reasons, longest=1000)
    notes = plain(row.get("comments"), reasons, longest=2000)
    if not wishes.with_contacts:
        url, phone = cleaning.without_passcode(url, reasons), cleaning.dial_without_passcode(phone, reasons)
        more, notes = cleaning.without_contacts(more, reasons), cleaning.without_contacts(notes, reasons)
        listing.place.notes = cleaning.without_contacts(listing.place.notes, reasons)
        if any(said(row.get(f"contact_{what}_{n}")).strip() for what in ("name", "phone", "email") for n in (1, 2)):
            note(reasons, "contact_left_out: it was not asked for")
    listing.join_url, listing.join_phone, listing.join_notes, listing.notes = url, phone, more, notes


def _attendance(row: Row, listing: Listing, kinds: Kinds, reasons: list[str]) -> str:
    stated = _ATTENDANCE.get(said(row.get("venue_type")).strip())
    if stated:
        return stated
    has_link = bool(listing.join_url or listing.join_phone)
    has_place = listing.place.is_somewhere() and not listing.place.is_closed
    if has_place and (listing.place.parts.get("street") or listing.place.latitude is not None or listing.place.name):
        return "hybrid" if has_link else "in_person"
    if has_link or kinds.was_online:
        return "online"
    note(reasons, "needs_review: neither a place nor a link can be found in it")
    return "unclear"
