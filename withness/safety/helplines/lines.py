"""The kept numbers, as the help page reads them. From files, never from the database: help must not wait for it.

What comes with the house is in `lines.json`. An operator puts what they know better into `helplines.json` in the data
folder (docs/self-hosting.md): a country named there takes the place of ours, line by line as written, at once.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

_KEPT = Path(__file__).with_name("lines.json")
GOOD_FOR = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Number:
    """One line. Only `number` and `tel` are always there; what is empty is not known, and the page says so.

    `press` is the key to press once somebody answers; `text` that one may also write to the number; `sms` another number
    to write to, with its `keyword`. `hours` are such as `mo-fr 18:00-23:00`, in `zone`. `free`, `anonymous` and `police`
    (whether they may send somebody without asking) are `yes` or `no`. `audience`: for whom, if not for everybody.
    """

    number: str
    tel: str
    name: str = ""
    speaks: str = ""
    region: str = ""
    press: str = ""
    text: str = ""
    audience: str = ""
    topics: str = ""
    sms: str = ""
    keyword: str = ""
    chat_url: str = ""
    tty: str = ""
    hours: tuple[str, ...] = ()
    zone: str = ""
    free: str = ""
    anonymous: str = ""
    police: str = ""
    source_url: str = ""
    source_date: str = ""
    verified_on: str = ""
    verified_by: str = ""
    expires_on: str = ""


@dataclass(frozen=True, slots=True)
class Country:
    """What is kept for one country. `both`: its numbers are for different people, so all of them are shown alike."""

    code: str
    names: dict[str, str]
    emergency: tuple[str, ...]
    numbers: tuple[Number, ...]
    both: bool
    own: bool = False  # written by the operator of this house

    def name_in(self, language: str) -> str:
        """Its name in that language, or in English."""
        return self.names.get(language[:2], self.names["en"])

    @property
    def for_everybody(self) -> tuple[Number, ...]:
        """The lines that are for anybody."""
        return tuple(number for number in self.numbers if not number.audience)

    @property
    def for_some(self) -> tuple[Number, ...]:
        """The lines for one kind of people, such as children or veterans."""
        return tuple(number for number in self.numbers if number.audience)

    @property
    def in_writing(self) -> Number | None:
        """The first line that can be written to: in another way than calling it."""
        return next((number for number in self.numbers if number.sms or number.chat_url), None)

    @property
    def checked_on(self) -> str:
        """The day on which the first line was phoned, or compared."""
        return (self.numbers[0].verified_on or self.numbers[0].source_date if self.numbers else "") or compared_on()

    def is_stale(self, today: date) -> bool:
        """Whether that is too long ago: the numbers stay, with their date, and a finder beside them."""
        return date.fromisoformat(self.checked_on) + GOOD_FOR < today


def countries() -> dict[str, Country]:
    """Every country we have a line for, by its code."""
    return _countries(edition())


def edition() -> int:
    """Changes when the operator's own file does."""
    try:
        return own_file().stat().st_mtime_ns
    except OSError:
        return 0


def own_file() -> Path:
    """Where an operator writes what they know better."""
    return Path(settings.DATA_DIR) / "helplines.json"


def compared_on() -> str:
    """The day the public lists were compared, as `2026-11-22`."""
    return str(_kept()["compared_on"])


def in_order(language: str) -> list[tuple[str, str]]:
    """(code, name) of every country, in the order of the language's letters."""
    named = [(one.code, one.name_in(language)) for one in countries().values()]
    return sorted(named, key=lambda pair: _plain(pair[1]))


def due_for_checking(today: date, *, ahead: timedelta = timedelta(days=30)) -> list[Country]:
    """Countries whose line should be phoned again soon, or should have been: the oldest first."""
    due = [one for one in countries().values() if date.fromisoformat(one.checked_on) + GOOD_FOR - ahead <= today]
    return sorted(due, key=lambda one: (one.checked_on, one.code))


def own_rows() -> list[dict[str, Any]]:
    """The operator's own rows. Raises `ValueError`, saying what is wrong, for a file that cannot be read."""
    if not own_file().exists():
        return []
    rows = json.loads(own_file().read_text(encoding="utf-8"))["countries"]
    for row in rows:
        _country(row)
    return list(rows)


def row_of(code: str) -> dict[str, Any]:
    """The row of one country as it stands, to write it into the operator's own file."""
    found = {row["code"]: row for row in _kept()["countries"]} | {row["code"]: row for row in own_rows()}
    return dict(found[code])


@lru_cache(maxsize=2)
def _countries(edition: int) -> dict[str, Country]:
    known = {row["code"]: _country(row) for row in _kept()["countries"]}
    if edition:
        try:
            known |= {row["code"]: _country(row, known.get(row["code"])) for row in own_rows()}
        except (ValueError, KeyError, TypeError):
            return known  # help must answer; `withness doctor` and `withness helplines` say what is wrong with the file
    return known


def _country(row: dict[str, Any], ours: Country | None = None) -> Country:
    known = {field.name for field in fields(Number)}
    for number in row["numbers"]:
        if set(number) - known:
            raise ValueError(f"{row['code']}: nobody knows {', '.join(sorted(set(number) - known))}")
        if number.get("verified_on"):
            date.fromisoformat(number["verified_on"])
    numbers = tuple(Number(**{**number, "hours": tuple(number.get("hours", ()))}) for number in row["numbers"])
    for_different_people = row.get("pair", False) or any(number.region for number in numbers)
    names = row.get("names") or (ours.names if ours is not None else {"en": row["code"]})
    return Country(row["code"], names, tuple(row["emergency"]), numbers, for_different_people, own=ours is not None)


@lru_cache(maxsize=1)
def _kept() -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(_KEPT.read_text(encoding="utf-8"))
    return kept


def _plain(name: str) -> str:
    """Letters without accents, and Arabic without its article: so “México” stands before “Nepal”."""
    from unicodedata import combining, normalize

    letters = "".join(letter for letter in normalize("NFKD", name.casefold()) if not combining(letter))
    return letters.removeprefix("ال")
