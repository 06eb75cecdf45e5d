"""Meeting Guide JSON (“TSML”), its sheets and its relatives: a row becomes a listing, or a reason why not."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from withness.foundation.text import clean_line
from withness.meetings.importing import cleaning, clocks
from withness.meetings.importing.cleaning import note, plain, said
from withness.meetings.importing.listing import Listing, NoGood, Wishes
from withness.meetings.importing.places import Row, attendance_of, place_of
from withness.meetings.importing.types import Kinds, kinds_of, languages_of
from withness.meetings.rhythm import NotARhythm, rhythm_of

_SLUGS = ("slug", "post_name", "ID", "id", "name", "title", "group", "location")
_ADDRESSES = (
    "url",
    "edit_url",
    "feedback_url",
    "entity_website_url",
    "entity_url",
    "entity_logo",
    "website",
    "website_2",
)
_WORDS = ("venmo", "square", "paypal", "homegroup_online", "entity", "entity_email", "entity_location", "entity_phone",
          "district", "sub_district", "data_source", "data_source_name")  # fmt: skip
_CONTACTS = tuple(f"contact_{n}_{what}" for n in (1, 2, 3) for what in ("name", "email", "phone"))
_ALIASES = {"meeting": "name", "title": "name", "location_name": "location", "start_time": "time", "zip": "postal_code"}
WEEKDAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")


def listings_of(row: Any, wishes: Wishes, reasons: list[str]) -> list[Listing]:
    """The meetings in one row: one, but for the few lists that put several hours into one. Raises `NoGood`."""
    if not isinstance(row, dict):
        raise NoGood("not_a_meeting: this row is empty" if row is None else "not_a_meeting: this row is no object")
    if not any(said(value).strip() or isinstance(value, list) for value in row.values()):
        raise NoGood("not_a_meeting: nothing stands in this row")
    row = {**{new: row[old] for old, new in _ALIASES.items() if old in row and new not in row}, **row}
    if isinstance(row.get("times"), str) and not row.get("time"):
        return _several(row, wishes, reasons)
    return [_listing(row, wishes, reasons)]


def _several(row: Row, wishes: Wishes, reasons: list[str]) -> list[Listing]:
    """`times`: a line for each weekday and hour. Days with the same hour are one meeting."""
    by_hour: dict[str, list[str]] = {}
    for line in row["times"].splitlines()[:40]:
        day, _blank, hour = line.strip().partition(" ")
        if day:
            by_hour.setdefault(hour, []).append(day)
    found = []
    for number, (hour, days) in enumerate(by_hour.items(), start=1):
        one = {**row, "day": days, "time": hour, "times": None}
        listing = _listing(one, wishes, reasons)
        listing.slug += f"-{number}" if number > 1 else ""
        found.append(listing)
    return found or [_listing({**row, "times": None}, wishes, reasons)]


def _listing(row: Row, wishes: Wishes, reasons: list[str]) -> Listing:
    days = clocks.days(row.get("day"), reasons)
    time, next_day = clocks.clock(row.get("time"), reasons)
    minutes = clocks.duration(row.get("duration")) or clocks.minutes_until(time, row.get("end_time"), reasons)
    days, time = _both_or_neither(tuple((day + next_day) % 7 for day in days), time, reasons)
    kinds = kinds_of(row.get("types"), wishes.vocabulary, reasons)
    languages_of(row.get("languages"), kinds)
    place = place_of(row, reasons)
    place.access, place.is_closed = tuple(dict.fromkeys(kinds.access)), kinds.is_closed
    listing = Listing(
        slug=_slug(row), title="", days=days, time=time, minutes=minutes if time else None,
        zone=clocks.zone(row.get("timezone"), reasons), place=place, vocabulary=wishes.vocabulary,
        types=tuple(kinds.types), languages=tuple(dict.fromkeys(kinds.languages)), rhythm=_rhythm(row, reasons),
        by=plain(row.get("group"), reasons, longest=255, line=True),
        verified_on=clocks.day_of(row.get("last_contact")) or clocks.day_of(row.get("updated")),
    )  # fmt: skip
    _joining(row, listing, kinds, wishes, reasons)
    _words(row, listing, wishes, reasons)
    listing.title = plain(row.get("name"), reasons, longest=255, line=True) or title_for(listing)
    return listing


def _both_or_neither(days: tuple[int, ...], time: str, reasons: list[str]) -> tuple[tuple[int, ...], str]:
    if time and not days:
        note(reasons, "time_without_day: shown as by arrangement")
        return (), ""
    if days and not time:
        note(reasons, "day_without_time: shown as by arrangement")
    return (days, time) if time else ((), "")


def _joining(row: Row, listing: Listing, kinds: Kinds, wishes: Wishes, reasons: list[str]) -> None:
    url = cleaning.address(row.get("conference_url"), reasons, name="conference_url", secure=True)
    phone = clean_line(said(row.get("conference_phone")), longest=200)
    notes = [
        plain(row.get(f"conference_{what}_notes"), reasons, longest=500)
        for what, held in (("url", url), ("phone", phone))
        if held
    ]
    if not wishes.with_contacts:
        url, phone = cleaning.without_passcode(url, reasons), _dialled(phone, reasons)
        notes = [cleaning.without_contacts(one, reasons) for one in notes]
    if url and not cleaning.provider_of(url):
        hidden = cleaning.is_shortened(url)
        note(
            reasons,
            "shortened_link: nobody can see where it leads" if hidden else "unknown_provider: kept, please look",
        )
    listing.join_url, listing.join_phone, listing.join_notes = url, phone, "\n".join(one for one in notes if one)
    has_link = bool(url) or sum(one.isdigit() for one in phone) >= 10
    listing.attendance = attendance_of(
        row, listing.place, has_link=has_link, was_online=kinds.was_online, reasons=reasons
    )


def _dialled(phone: str, reasons: list[str]) -> str:
    """What one dials: numbers as they are, prose without what is secret in it."""
    return (
        cleaning.dial_without_passcode(re.sub(r"(?i)[,;(\s]*\bpass\s?(?:code|word)\b.*", "", phone), reasons)
        if phone
        else ""
    )


def _words(row: Row, listing: Listing, wishes: Wishes, reasons: list[str]) -> None:
    texts = [plain(row.get(name), reasons, longest=2000) for name in ("notes", "group_notes")]
    place_notes = listing.place.notes
    if not wishes.with_contacts:
        texts = [cleaning.without_contacts(one, reasons) for one in texts]
        place_notes = cleaning.without_contacts(place_notes, reasons)
    listing.notes, group_notes = texts
    listing.place.notes = place_notes
    kept: dict[str, Any] = {"group_notes": group_notes}
    for name in _ADDRESSES:
        kept[name] = "" if _is_mail(row.get(name)) else cleaning.address(row.get(name), reasons, name=name)
    kept |= {name: plain(row.get(name), reasons, longest=200, line=True) for name in _WORDS}
    if wishes.with_contacts:
        kept |= {name: plain(row.get(name), reasons, longest=120, line=True) for name in _CONTACTS}
    elif any(said(row.get(name)).strip() for name in _CONTACTS):
        note(reasons, "contact_left_out: it was not asked for")
    if row.get("archived") is True:
        kept["archived"] = True
        note(reasons, "archived: its source says that it has ended")
    listing.url = kept.pop("url") or ""
    listing.also = {name: value for name, value in kept.items() if value}


def _is_mail(value: Any) -> bool:
    return said(value).strip().casefold().startswith("mailto:")


def _rhythm(row: Row, reasons: list[str]) -> str:
    text = said(row.get("rrule"))
    try:
        return str(rhythm_of(text)) if text else ""
    except NotARhythm as no:
        note(reasons, f"bad_rrule: {no}; shown as every week")
        return ""


def _slug(row: Row) -> str:
    for name in _SLUGS:
        text = clean_line(said(row.get(name)), longest=200)
        if text:
            return text if name not in _SLUGS[4:] else slug_for(text)
    return "meeting"


def slug_for(text: str) -> str:
    """Letters that may stand in an address."""
    plain_letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain_letters).strip("-")[:64] or "meeting"


def title_for(listing: Listing) -> str:
    """A name for a meeting that has none: where, and when."""
    where = listing.place.name or listing.by or listing.place.address.split(",")[0]
    when = " ".join([*(WEEKDAYS[day] for day in listing.days[:1]), listing.time]).strip()
    return clean_line(" ".join(one for one in (where, when) if one) or "Meeting", longest=255)
