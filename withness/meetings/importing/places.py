"""Where a row says it takes place."""

from __future__ import annotations

import re
from typing import Any

from withness.meetings.importing.cleaning import note, number, plain, said
from withness.meetings.importing.listing import Place

_YES, _NO = {"yes", "true", "1", "y"}, {"no", "false", "0", "n"}
_HOUSE = re.compile(r"\d")
_ON_REQUEST = re.compile(r"on request|e-?mail for|ask for (?:the )?(?:link|address)", re.IGNORECASE)
Row = dict[str, Any]


def place_of(row: Row, reasons: list[str]) -> Place:
    """The venue of a row: its name, address, point, and what it says of itself."""
    parts = _parts(row, reasons)
    address = plain(row.get("formatted_address"), reasons, longest=300, line=True)
    if not address:
        region = " ".join(one for one in (parts.get("state", ""), parts.get("postal_code", "")) if one)
        pieces = (parts.get("street", ""), parts.get("city", ""), region, parts.get("country", ""))
        address = ", ".join(one for one in pieces if one)
    latitude, longitude, is_box = _point(row, reasons)
    return Place(
        name=plain(row.get("location"), reasons, longest=200, line=True), address=address, parts=parts, latitude=latitude,
        longitude=longitude, is_approximate=_approximate(row.get("approximate")) or is_box,
        notes=plain(row.get("location_notes"), reasons, longest=2000),
    )  # fmt: skip


def _parts(row: Row, reasons: list[str]) -> dict[str, Any]:
    def line(name: str, longest: int = 120) -> str:
        return plain(row.get(name), reasons, longest=longest, line=True)

    postal, country = line("postal_code", 20) or line("zip", 20), line("country", 60)
    if re.fullmatch(r"\d{3,4}", postal) and country.casefold() in {"us", "usa", "united states"}:
        postal = postal.zfill(5)
    regions = row.get("regions")
    if isinstance(regions, str):
        regions = re.split(r"\s*>\s*", regions)
    if not isinstance(regions, list):
        regions = [row.get(name) for name in ("region", "sub_region", "sub_sub_region")]
    named = [plain(one, reasons, longest=80, line=True) for one in regions[:6]]
    found: dict[str, Any] = {
        "street": line("address", 200).partition("@")[0].strip(), "city": line("city"), "state": line("state"),
        "postal_code": postal, "country": country, "regions": [one for one in named if one],
    }  # fmt: skip
    return {name: value for name, value in found.items() if value}


def _approximate(value: Any) -> bool:
    """Only where the row says so: an address with few commas is an address all the same."""
    return said(value).strip().casefold() in _YES or value is True


def says_exact(value: Any) -> bool:
    """Whether the row says that its point is exact."""
    return said(value).strip().casefold() in _NO or value is False


def _point(row: Row, reasons: list[str]) -> tuple[float | None, float | None, bool]:
    latitude, longitude, is_box = number(row.get("latitude")), number(row.get("longitude")), False
    if latitude is None or longitude is None:
        numbers = [number(one) for one in said(row.get("coordinates")).split(",")] if row.get("coordinates") else []
        good = [one for one in numbers if one is not None]
        if len(good) == len(numbers) == 2:
            latitude, longitude = good
        elif len(good) == len(numbers) == 4:
            latitude, longitude, is_box = (good[0] + good[2]) / 2, (good[1] + good[3]) / 2, True
    if latitude is None or longitude is None:
        return None, None, False
    if not -90 <= latitude <= 90 or not -180 <= longitude <= 180:
        note(reasons, "bad_coordinates: outside the world; left out")
        return None, None, False
    if latitude == 0 or longitude == 0:
        note(reasons, "suspicious_coordinates: a nought stood in the place of a number; left out")
        return None, None, False
    return latitude, longitude, is_box


def attendance_of(row: Row, place: Place, *, has_link: bool, was_online: bool, reasons: list[str]) -> str:
    """In person, online, both, or unclear. What the row says itself comes first; nothing is made of its commas."""
    stated = said(row.get("attendance_option")).strip().casefold()
    if stated in {"in_person", "online", "hybrid"}:
        return stated
    if stated == "inactive":
        note(reasons, "inactive: its source says that it does not meet anywhere just now")
    has_place = _is_a_place(row, place) and not place.is_closed
    if has_place:
        return "hybrid" if has_link else "in_person"
    if has_link:
        return "online"
    words = " ".join(said(row.get(name)) for name in ("notes", "location_notes", "conference_url_notes", "location"))
    if was_online or _ON_REQUEST.search(words):
        note(reasons, "no_link: it meets online, and the link is given on request")
        return "online"
    note(reasons, "needs_review: neither a place nor a link can be found in it")
    return "unclear"


def _is_a_place(row: Row, place: Place) -> bool:
    if place.is_approximate:
        return False
    if says_exact(row.get("approximate")) and (place.address or place.latitude is not None):
        return True
    street = place.parts.get("street", "")
    in_a_street = bool(street) or bool(_HOUSE.search(place.address.split(",")[0])) or place.address.count(",") >= 3
    return in_a_street or bool(place.latitude is not None and place.name)
