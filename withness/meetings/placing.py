"""Where a group meets, from its form: a place that all may find, or no more of it than its town."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from withness.foundation.refusing import NotUnderstood
from withness.foundation.text import clean, clean_line
from withness.meetings.finding.distances import kilometres
from withness.meetings.finding.gazetteer import Town, towns_called
from withness.meetings.models import Venue

TOWN, EXACT = "town", "exact"
FARTHEST = 60.0  # km from the middle of its town: further away, one of the two is wrong
_PAIR = re.compile(r"\s*([+-]?\d{1,2}(?:\.\d+)?)\s*[,;/ ]\s*([+-]?\d{1,3}(?:\.\d+)?)\s*")


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A place as a form gives it. `known`: `town` or `exact`; `point`: “53.7965, -1.5478”, or nothing."""

    name: str = ""
    address: str = ""
    notes: str = ""
    town: str = ""
    known: str = EXACT
    point: str = ""
    access: tuple[str, ...] = field(default_factory=tuple)


def fill_venue(venue: Venue, wish: Whereabouts) -> None:
    """Write it into `venue`, which is not saved. Raises `NotUnderstood`."""
    if wish.known not in {TOWN, EXACT}:
        raise NotUnderstood("known", _("Choose one of them."))
    venue.name, venue.address = clean_line(wish.name, longest=200), clean_line(wish.address, longest=300)
    venue.notes = clean(wish.notes, longest=2000)
    venue.access = [one for one, _label in Venue.ACCESS if one in wish.access]
    town, point = _town(wish), _point(wish)
    if wish.known == TOWN:
        _only_town(venue, wish, town)
    elif not venue.name and not venue.address:
        raise NotUnderstood("venue_name", _("Say where it takes place."))
    if town and point and kilometres(town.latitude, town.longitude, *point) > FARTHEST:
        away = round(kilometres(town.latitude, town.longitude, *point))
        raise NotUnderstood(
            "point",
            _("This point lies %(n)d km from %(town)s. The latitude comes first.") % {"n": away, "town": town.name},
        )
    venue.parts = _parts(town, wish.known)
    venue.latitude, venue.longitude = point or ((town.latitude, town.longitude) if town else (None, None))
    venue.is_approximate = point is None


def point_words(venue: Venue) -> str:
    """The pair, for a form; nothing where it is not the place itself."""
    if venue.is_approximate or venue.latitude is None or venue.longitude is None:
        return ""
    return f"{venue.latitude:.6g}, {venue.longitude:.6g}"


def form_of_venue(venue: Venue | None) -> dict[str, Any]:
    """What a form begins with."""
    if venue is None:
        return {"known": EXACT}
    known = venue.parts.get("known", EXACT)
    return {
        "venue_name": venue.name, "venue_address": "" if known == TOWN else venue.address, "venue_notes": venue.notes,
        "access": venue.access, "known": known, "point": point_words(venue),
        "town": ", ".join(venue.parts[one] for one in ("city", "state", "country") if venue.parts.get(one)),
    }  # fmt: skip


def _parts(town: Town | None, known: str) -> dict[str, Any]:
    if town is None:
        return {}
    state = {"state": town.region} if town.country == "US" else {}
    return {"city": town.name, **state, "country": town.country} | ({"known": TOWN} if known == TOWN else {})


def _only_town(venue: Venue, wish: Whereabouts, town: Town | None) -> None:
    """No more than the town is kept: what is not there cannot be told to anybody by mistake."""
    for field_name, text in (
        ("venue_name", venue.name),
        ("venue_address", venue.address),
        ("point", wish.point.strip()),
    ):
        if text:
            raise NotUnderstood(field_name, _("Only the town may be known: take this out, or choose the place itself."))
    if town is None:
        raise NotUnderstood("town", _("Say in which town it takes place."))
    venue.address = town.full_name


def _town(wish: Whereabouts) -> Town | None:
    town = clean_line(wish.town, longest=120)
    found = towns_called(town, most=1) if town else []
    if town and not found:
        raise NotUnderstood("town", _("We do not know a town of that name. Write it like this: Leeds, GB."))
    return found[0] if found else None


def _point(wish: Whereabouts) -> tuple[float, float] | None:
    text = wish.point.strip()[:60]
    if not text:
        return None
    pair = _PAIR.fullmatch(text)
    latitude, longitude = (float(pair[1]), float(pair[2])) if pair else (0.0, 0.0)
    if not pair or abs(latitude) > 90 or abs(longitude) > 180 or not (latitude or longitude):
        raise NotUnderstood("point", _("Write latitude and longitude like this: 53.7965, -1.5478"))
    return latitude, longitude
