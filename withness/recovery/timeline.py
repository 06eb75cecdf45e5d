"""Everything of one path in one order of days, and lanes that other rooms lend to the picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from withness.people.keyring import OpenKey
from withness.people.models import Person
from withness.recovery.models import Entry
from withness.recovery.packs import Pack
from withness.recovery.scoring import band_of, changed
from withness.recovery.sealed import Leaf, unsealed

Days = Callable[[Person, date, date], set[date]]


@dataclass(frozen=True, slots=True)
class Lane:
    """Days on which something was so, told by another room: a row of marks under the picture."""

    name: str
    label: Callable[[], str]
    days: Days


_lanes: dict[str, Lane] = {}


def lane(name: str, *, label: Callable[[], str], days: Days) -> None:
    """Lend a lane to the picture. Written down in `config/wiring.py`; twice changes nothing."""
    _lanes[name] = Lane(name, label, days)


def lanes_of(person: Person, first: date, last: date) -> list[tuple[str, set[date]]]:
    """(label, days) of each lane that has something to show."""
    found = [(str(one.label()), one.days(person, first, last)) for one in _lanes.values()]
    return [(label, days) for label, days in found if days]


def leaves_of(person: Person, *, key: OpenKey, since: date | None = None) -> list[Leaf]:
    """Entries, open, the newest first. What was sealed with a key that is gone is left out."""
    entries = Entry.objects.visible_to(person)
    if since is not None:
        entries = entries.filter(on__gte=since)
    opened = (unsealed(entry, key=key) for entry in entries.order_by("-on", "-n"))
    return [leaf for leaf in opened if leaf is not None]


@dataclass(frozen=True, slots=True)
class Point:
    """A value on a day. `band` is as published; `change` is `better` or `worse` where it is more than chance."""

    on: date
    value: int
    band: str = ""
    change: str = ""


def moods(leaves: list[Leaf]) -> list[Point]:
    """How it was, the oldest first."""
    return [Point(leaf.on, leaf.told["mood"]) for leaf in reversed(leaves) if leaf.kind == Entry.MOOD]


def scores(leaves: list[Leaf], pack: Pack) -> list[Point]:
    """Scores of one measure, the oldest first, each beside the first of them."""
    found: list[Point] = []
    for leaf in reversed(leaves):
        total = leaf.told.get("score") if leaf.kind == Entry.RESPONSE and leaf.told.get("pack") == pack.id else None
        if total is not None:
            change = changed(pack, found[0].value, total) if found else ""
            found.append(Point(leaf.on, total, band_of(pack, total), change))
    return found


def next_due(leaves: list[Leaf], pack: Pack) -> date | None:
    """The first day on which asking again says something; nothing when it was never answered."""
    last = next((leaf.on for leaf in leaves if leaf.kind == Entry.RESPONSE and leaf.told.get("pack") == pack.id), None)
    return last + timedelta(days=pack.least_days_between) if last else None
