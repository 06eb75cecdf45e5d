"""The table that Narcotics Anonymous World Services exchanges (“NAWS dump”)."""

from __future__ import annotations

import re
from typing import Any

from withness.meetings.importing import bmlt
from withness.meetings.importing.listing import Listing, NoGood, Wishes

_DAYS = {name: str(n) for n, name in enumerate(
    ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"), start=1)}  # fmt: skip
_NAMES = {
    "committee_name": "meeting_name", "place": "location_text", "address": "location_street", "city": "location_municipality",
    "locborough": "location_city_subsection", "state": "location_province", "postal_code": "location_postal_code_1",
    "country": "location_nation", "directions": "location_info", "longitude": "longitude", "latitude": "latitude",
    "phonemeetingnumber": "phone_meeting_number", "virtualmeetinglink": "virtual_meeting_link", "timezone": "time_zone",
    "virtualmeetinginfo": "virtual_meeting_additional_info", "arearegion": "service_body_name", "bmlt_id": "id_bigint",
    "committee": "worldid_mixed",
}  # fmt: skip


def listings_of(row: dict[str, Any], wishes: Wishes, reasons: list[str]) -> list[Listing]:
    """The meeting in one line. Raises `NoGood`."""
    if str(row.get("delete", "")).strip().upper() == "D":
        raise NoGood("deleted: its list says that it is gone")
    if str(row.get("unpublished", "")).strip() == "1":
        raise NoGood("unpublished: its server does not show it to anybody")
    day = str(row.get("day", "")).strip().casefold()
    if day and day not in _DAYS:
        raise NoGood(f"bad_day: “{day[:20]}” is no day of the week")
    as_bmlt = {new: row[old] for old, new in _NAMES.items() if row.get(old)}
    codes = [str(row.get(f"format{n}", "")).strip() for n in range(1, 6)]
    codes += ["WCHR"] if re.match(r"(?i)true|1|y", str(row.get("wheelchr", ""))) else []
    codes += ["CLOSED"] if str(row.get("closed", "")).strip().upper() == "CLOSED" else []
    formats = bmlt.Formats([{"id": code, "world_id": code, "name_string": code} for code in codes if code])
    as_bmlt |= {
        "weekday_tinyint": _DAYS.get(day, ""), "start_time": str(row.get("time", "")),
        "format_shared_id_list": ",".join(code for code in codes if code),
    }  # fmt: skip
    return bmlt.listings_of(as_bmlt, wishes, reasons, formats)
