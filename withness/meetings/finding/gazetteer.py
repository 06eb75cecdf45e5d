"""Places by name, and the zone of a point, from a file on this machine. What somebody looks for is told to nobody."""

from __future__ import annotations

import fcntl
import os
import re
import sqlite3
import subprocess
import sys
import threading
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from withness.meetings.finding.building import VERSION, flat
from withness.meetings.finding.distances import box_around, kilometres

CREDIT = "GeoNames (geonames.org), CC BY 4.0"
_COLUMNS = "p.name, p.country, p.region, p.latitude, p.longitude, p.people, p.zone"
_local = threading.local()


@dataclass(frozen=True, slots=True)
class Town:
    """A place with a name."""

    name: str
    country: str
    region: str
    latitude: float
    longitude: float
    people: int
    zone: str

    @property
    def full_name(self) -> str:
        """With what tells it from others of its name. States are told where people write them."""
        region = f", {self.region}" if self.country == "US" else ""
        return f"{self.name}{region}, {self.country}"


def towns_called(words: str, *, most: int = 6) -> list[Town]:
    """Places of that name, the largest first: “Springfield”, “Springfield, IL”, “Paris, France”, “münchen”."""
    name, *rest = [flat(part) for part in words[:120].split(",") if flat(part)] or [""]
    if not name:
        return []
    found = _called(name, rest, most) or (_called(name, rest, most, begins=True) if len(name) > 2 else [])
    return found or _without_commas(name, most)


def _without_commas(name: str, most: int) -> list[Town]:
    """“springfield il”: the last word may be a country or a state."""
    first, _blank, last = name.rpartition(" ")
    return _called(first, [last], most) if first and _areas(last) else []


@lru_cache(maxsize=4096)
def town_near(latitude: float, longitude: float) -> Town | None:
    """The town nearest to a point (given to one decimal), or nothing within some 300 km."""
    for reach in (0.3, 1.0, 3.0):
        rows = (
            _book()
            .execute(
                f"SELECT {_COLUMNS} FROM place p WHERE p.latitude BETWEEN ? AND ? AND p.longitude BETWEEN ? AND ?",  # noqa: S608 -- our own names
                (latitude - reach, latitude + reach, longitude - 2 * reach, longitude + 2 * reach),
            )
            .fetchall()
        )
        towns = [Town(*row) for row in rows]
        if towns:
            return min(towns, key=lambda one: kilometres(latitude, longitude, one.latitude, one.longitude))
    return None


def towns_around(latitude: float, longitude: float, reach: float, *, most: int) -> list[Town]:
    """Towns within `reach` km of a point, the largest first."""
    (south, north), stretches = box_around(latitude, longitude, reach)
    towns: list[Town] = []
    for west, east in stretches:
        rows = _book().execute(
            f"SELECT {_COLUMNS} FROM place p WHERE p.latitude BETWEEN ? AND ? AND p.longitude BETWEEN ? AND ? "  # noqa: S608 -- our own names
            "ORDER BY p.people DESC LIMIT 200",
            (south, north, west, east),
        )
        towns += [Town(*row) for row in rows]
    near = [one for one in towns if kilometres(latitude, longitude, one.latitude, one.longitude) <= reach]
    return sorted(near, key=lambda one: -one.people)[:most]


def zone_at(latitude: float, longitude: float) -> str:
    """The IANA zone of a point: that of the nearest town. Nothing out at sea."""
    town = town_near(round(latitude, 1), round(longitude, 1))
    return town.zone if town else ""


@lru_cache(maxsize=4096)
def town_of_address(address: str) -> Town | None:
    """The town in a written address, from its end: country, then state, then the first part that is a town there."""
    parts = [flat(part) for part in address.split(",") if flat(part)][-6:]
    country, region = "", ""
    left: list[str] = []
    for part in reversed(parts):
        area = None if country and region else _area_in(part, country)
        if area and not left:
            country, region = area[0], area[1] or region
        else:
            left.append(part)
    rest = [one for one in (country, region) if one]
    for part in (name for one in left for name in dict.fromkeys((one, _without_numbers(one)))):
        found = _in_area(part, country, region) if len(part) > 2 else []
        if found and (rest or found[0].people > 100_000):
            return found[0]
    return None


def _without_numbers(part: str) -> str:
    """“london se1 1aa” becomes “london”."""
    return " ".join(re.sub(r"\b[a-z0-9]*\d[a-z0-9]*\b", " ", part).split())


def _area_in(part: str, country: str) -> tuple[str, str] | None:
    """The country or US state a part of an address names, with or without a postal code behind it."""
    words = _without_numbers(part)
    if not words:
        return (country, "") if country else None
    found = [one for one in _areas(words) if not country or one[0] == country]
    found.sort(key=lambda one: (not one[1]) if country or len(words) == 2 else bool(one[1]))
    if found and (country or found[0][1] or len(words) > 1):
        return found[0]
    return None


def _called(name: str, rest: list[str], most: int, *, begins: bool = False) -> list[Town]:
    areas = [_areas(one) for one in rest if one]
    match, value = ("c.flat GLOB ?", f"{name}*") if begins else ("c.flat = ?", name)
    sentence = (
        f"SELECT DISTINCT {_COLUMNS} FROM called c JOIN place p ON p.id = c.place "  # noqa: S608 -- our own names
        f"WHERE {match} ORDER BY p.people DESC LIMIT 200"
    )
    towns = [Town(*row) for row in _book().execute(sentence, (value,))]
    return [one for one in towns if all(not some or _is_in(one, some) for some in areas)][:most]


def _in_area(name: str, country: str, region: str) -> list[Town]:
    towns = _called(name, [], 50)
    return [one for one in towns if (not country or one.country == country) and (not region or one.region == region)]


def _is_in(town: Town, areas: list[tuple[str, str]]) -> bool:
    return any(town.country == country and (not region or town.region == region) for country, region in areas)


@lru_cache(maxsize=1024)
def _areas(name: str) -> list[tuple[str, str]]:
    return list(_book().execute("SELECT DISTINCT country, region FROM area WHERE flat = ?", (name,)))


def _book() -> sqlite3.Connection:
    """This thread's open file; made first where there is none."""
    book: sqlite3.Connection | None = getattr(_local, "book", None)
    if book is None:
        path = _path()
        if not path.exists():
            _make(path)
        book = _local.book = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    return book


def _path() -> Path:
    return Path(settings.PLACES_DIR) / f"places-{VERSION}.sqlite3"


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path.parent / "places.lock", "w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        if not path.exists():
            here = Path(__file__).resolve().parents[3]
            subprocess.run(  # noqa: S603 -- our own program, our own words
                [sys.executable, "-m", "withness.meetings.finding.building", str(path)],
                check=True, env={**os.environ, "PYTHONPATH": str(here)}, capture_output=True,
            )  # fmt: skip
