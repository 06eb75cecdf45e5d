"""The arrays of the finder, made from rows: numbers only, so that two hundred thousand meetings fit and are quick to search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from withness.meetings.rhythm import rhythm_of
from withness.meetings.vocabulary import KINDS

ATTENDANCE = {"in_person": 1, "online": 2, "hybrid": 3, "unclear": 0}
ACCESS = {
    "wheelchair": 1,
    "toilet": 2,
    "hearing_loop": 4,
    "sign_language": 8,
    "quiet": 16,
    "fragrance_free": 32,
    "children": 64,
}


@dataclass(slots=True)
class Index:
    """Everything public, as arrays. Those ending in `_of` say something of each meeting; `slot_` of each slot."""

    ids: list[str]
    zones: list[str]
    lat: Any
    lon: Any
    by_lat: Any  # meetings with a point, from south to north
    lat_sorted: Any
    attendance_of: Any
    kinds_of: Any
    access_of: Any
    languages: list[str]
    language_of: Any
    fellowships: list[str]
    fellowship_of: Any
    approximate_of: Any
    demo_of: Any
    slot_meeting: Any
    slot_minute: Any
    slot_length: Any
    zone_from: Any  # where the slots of each zone begin
    zone_longest: Any  # the longest meeting there, in minutes


def build(rows: Iterator[tuple[Any, ...]], elsewhen: Mapping[str, Sequence[str]] | None = None) -> Index:
    """The arrays from rows with `_COLUMNS`, and from walls at which some of them take place besides."""
    import numpy as np

    told = _Told(elsewhen or {})
    for row in rows:
        told.add(row)
    lat, lon = np.array(told.lat, dtype=np.float64), np.array(told.lon, dtype=np.float64)
    by_lat = np.argsort(lat, kind="stable")[: int(np.isfinite(lat).sum())]
    slots = np.array(told.slots, dtype=np.int32).reshape(-1, 4)
    slots = slots[np.lexsort((slots[:, 1], slots[:, 3]))]
    zone_from = np.searchsorted(slots[:, 3], np.arange(len(told.zones.names) + 1))
    longest = [int(slots[a:b, 2].max(initial=0)) for a, b in pairwise(zone_from)]
    return Index(
        told.ids, told.zones.names, lat, lon, by_lat, lat[by_lat], np.array(told.attendance, dtype=np.uint8),
        np.array(told.kinds, dtype=np.uint32), np.array(told.access, dtype=np.uint8), told.languages.names,
        np.array(told.language, dtype=np.uint64), told.fellowships.names, np.array(told.fellowship, dtype=np.int16),
        np.array(told.approximate, dtype=bool), np.array(told.demo, dtype=bool), slots[:, 0].copy(), slots[:, 1].copy(),
        slots[:, 2].copy(), zone_from, longest,
    )  # fmt: skip


class _Names:
    """Words, each with a number."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, name: str) -> int:
        found = self._numbers.get(name)
        if found is None:
            found = self._numbers[name] = len(self.names)
            self.names.append(name)
        return found


_KIND_BITS = {code: 1 << place for place, codes in enumerate(KINDS.values()) for code in codes}


class _Told:
    """Rows on their way into arrays."""

    def __init__(self, elsewhen: Mapping[str, Sequence[str]]) -> None:
        self.elsewhen = elsewhen
        self.ids: list[str] = []
        self.lat: list[float] = []
        self.lon: list[float] = []
        self.attendance: list[int] = []
        self.kinds: list[int] = []
        self.access: list[int] = []
        self.language: list[int] = []
        self.fellowship: list[int] = []
        self.approximate: list[bool] = []
        self.demo: list[bool] = []
        self.slots: list[tuple[int, int, int, int]] = []
        self.zones, self.languages, self.fellowships = _Names(), _Names(), _Names()

    def add(self, row: tuple[Any, ...]) -> None:
        (id_, starts, zone, rhythm, minutes, attendance, types, languages, vocabulary, feed, _gone,
         latitude, longitude, approximate, access, demo, differs) = row  # fmt: skip
        number = len(self.ids)
        self.ids.append(id_)
        self.lat.append(float("nan") if latitude is None else latitude)
        self.lon.append(float("nan") if longitude is None else longitude)
        self.attendance.append(ATTENDANCE.get(attendance, 0))
        self.kinds.append(_sum(_KIND_BITS.get(one, 0) for one in types))
        self.access.append(_sum(ACCESS.get(one, 0) for one in access or ()))
        self.language.append(_sum(1 << min(63, self.languages.number(one)) for one in languages))
        self.fellowship.append(self.fellowships.number(vocabulary if feed else ""))
        self.approximate.append(bool(approximate))
        self.demo.append(bool(demo))
        if starts and zone:
            self._slots(number, starts, self.zones.number(zone), rhythm, minutes or 60, feed=bool(feed) and not differs)
            self.slots += [
                (number, _minute_of_week(wall), min(minutes or 60, 1440), self.zones.number(zone))
                for wall in self.elsewhen.get(id_, ())
            ]

    def _slots(self, number: int, starts: str, zone: int, rhythm: str, minutes: int, *, feed: bool) -> None:
        days: list[int] = list(range(7))  # one date may be moved to any day
        if feed and rhythm.startswith("FREQ=WEEKLY;BYDAY=") and rhythm.count(";") == 1:
            days = [_DAY[one] for one in rhythm[18:].split(",")]
        elif feed and rhythm:
            days = sorted({day for _nth, day in rhythm_of(rhythm).weekdays}) or days
        hour = int(starts[11:13]) * 60 + int(starts[14:16])
        self.slots += [(number, day * 1440 + hour, min(minutes, 1440), zone) for day in days]


def _minute_of_week(wall: str) -> int:
    at = datetime.fromisoformat(wall)
    return at.weekday() * 1440 + at.hour * 60 + at.minute


_DAY = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}


def _sum(bits: Any) -> int:
    found = 0
    for one in bits:
        found |= one
    return found
