"""Two hundred thousand meetings, searched in memory: numbers only, kept in arrays, made from the rows when first asked.

A slot is one weekday of one meeting. “Now” compares the hour on the wall of each zone with the hour of each slot; what
falls there by its rhythm is then looked at exactly, one by one, only for those that are shown. “Near” cuts a stretch of
latitudes out of a sorted list and measures what is left.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Max

from withness.foundation import clock
from withness.meetings.finding.arrays import ACCESS, ATTENDANCE, Index, build
from withness.meetings.finding.distances import EARTH, box_around
from withness.meetings.models import Difference, Series
from withness.meetings.vocabulary import KINDS
from withness.meetings.walls import wall_of, zone_named

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Places = NDArray[np.int64]

log = logging.getLogger("withness.meetings")

WEEK = 7 * 24 * 60
JUMP = 120  # minutes: no clock on earth jumps further
RENEWING = "finder-index"
FRESH = 20.0  # seconds for which nobody asks whether something has changed
_COLUMNS = (
    "id", "starts", "zone", "rhythm", "minutes", "attendance", "types", "languages", "vocabulary", "feed_id", "missing_since",
    "venue__latitude", "venue__longitude", "venue__is_approximate", "venue__access", "group__is_demo", "differs",
)  # fmt: skip


_lock = threading.Lock()
_held: tuple[Any, Index] | None = None
_looked = 0.0


def index() -> Index:
    """The index as the rows are now, or were a moment ago. Only the first who asks waits for it to be made; later it is
    made anew beside, while the one before still answers.
    """
    global _looked
    held = _held
    if held is not None:
        if time.monotonic() - _looked > FRESH and _lock.acquire(blocking=False):
            _looked = time.monotonic()
            threading.Thread(target=_renew, args=(held[0],), name=RENEWING, daemon=True).start()
        return held[1]
    with _lock:
        return _made()


def forget_index() -> None:
    """For tests, and after a change in this process."""
    global _held
    _held = None


def _made() -> Index:
    global _held, _looked
    if _held is None:
        _held, _looked = (_mark(), build(_rows(), _elsewhen())), time.monotonic()
    return _held[1]


def _renew(mark: tuple[Any, ...]) -> None:
    """In a thread of its own, holding the lock that was taken for it. Where the rows cannot be read just now, what is
    held goes on answering, and the next who comes after `FRESH` tries again.
    """
    global _held
    try:
        now = _mark()
        if now != mark:
            _held = (now, build(_rows(), _elsewhen()))
    except Exception:  # whoever is looking for a meeting tonight still finds those of a minute ago
        log.exception("The index of meetings could not be made anew; the one before goes on answering.")
    finally:
        _lock.release()
        connection.close()


def _mark() -> tuple[Any, ...]:
    rows = Series.objects.visible_to(None).filter(ended_at=None)
    found = rows.aggregate(changed=Max("changed_at"), gone=Max("missing_since"), seen=Max("seen_at"))
    return (rows.count(), found["changed"], found["gone"], found["seen"])


def _rows() -> Iterator[tuple[Any, ...]]:
    yield from Series.objects.findable().values_list(*_COLUMNS).iterator(chunk_size=5000)


def _elsewhen() -> dict[str, list[str]]:
    """The walls to come, by meeting, at which one takes place that its rhythm does not know of: moved there, or added."""
    found: dict[str, list[str]] = {}
    since = (clock.now() - timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    rows = Difference.objects.filter(kind__in=(Difference.MOVED, Difference.ADDED))
    for series, to, planned in rows.values_list("series_id", "to", "planned"):
        if (to or planned) >= since:
            found.setdefault(series, []).append(to or planned)
    return found


def near(held: Index, latitude: float, longitude: float, reach: float, allowed: Any = None) -> tuple[Any, Any]:
    """Meetings within `reach` km of a point, the nearest first, and how far each is. `allowed`: a mask over meetings.

    An approximate point is known to its town only: below 10 km such meetings are left out.
    """
    import numpy as np

    (south, north), stretches = box_around(latitude, longitude, reach)
    low, high = np.searchsorted(held.lat_sorted, [south, north + 1e-9])
    some = held.by_lat[low:high]
    lon = held.lon[some]
    inside = np.zeros(len(some), dtype=bool)
    for west, east in stretches:
        inside |= (lon >= west) & (lon <= east)
    some = some[inside]
    if allowed is not None:
        some = some[allowed[some]]
    if reach < 10:
        some = some[~held.approximate_of[some]]
    away = _kilometres(latitude, longitude, held.lat[some], held.lon[some])
    kept = away <= reach
    some, away = some[kept], away[kept]
    order = np.argsort(away, kind="stable")
    return some[order], away[order]


def _kilometres(latitude: float, longitude: float, lat: Any, lon: Any) -> Any:
    import numpy as np

    here, there = np.radians(latitude), np.radians(lat)
    half = np.sin((there - here) / 2) ** 2 + np.cos(here) * np.cos(there) * np.sin(np.radians(lon - longitude) / 2) ** 2
    return 2 * EARTH * np.arcsin(np.minimum(1.0, np.sqrt(half)))


def slots_between(held: Index, since: datetime, until: datetime, allowed: Any = None) -> tuple[Any, Any]:
    """Slots that may have something between two instants at most a week apart, by when they begin, with that beginning
    in minutes from `since`: below nought for what is going on already. Where clocks jump about then, more than are meant.
    """
    import numpy as np

    span = max(1, int((until - since).total_seconds() // 60))
    parts = [_in_zone(held, number, since, span) for number in range(len(held.zones))]
    slots = np.concatenate([one for one, _begins in parts]) if parts else np.zeros(0, dtype=np.int64)
    begins = np.concatenate([begins for _one, begins in parts]) if parts else slots
    if allowed is not None:
        kept = allowed[held.slot_meeting[slots]]
        slots, begins = slots[kept], begins[kept]
    order = np.argsort(begins, kind="stable")
    return slots[order], begins[order]


def _in_zone(held: Index, number: int, since: datetime, span: int) -> tuple[Any, Any]:
    """As `slots_between`, for one zone: its slots stand together, sorted by their minute of the week."""
    import numpy as np

    low, high = held.zone_from[number], held.zone_from[number + 1]
    minutes, lengths = held.slot_minute[low:high], held.slot_length[low:high]
    zone = held.zones[number]
    wall, slack = _wall_minute(since, zone), JUMP if is_near_a_jump(zone, since) else 0
    back, ahead = int(held.zone_longest[number]) + slack, span + slack
    if back + ahead >= WEEK:
        places = np.arange(high - low)
    else:
        edges = np.searchsorted(minutes, [wall - back, wall + ahead, wall - back + WEEK, wall + ahead - WEEK])
        around = [np.arange(edges[2], high - low), np.arange(0, max(0, edges[3]))]
        places = np.concatenate([np.arange(edges[0], edges[1]), *around])
    to_begin = (minutes[places] - wall) % WEEK
    going_on = to_begin + lengths[places] + slack > WEEK
    begins = np.where(going_on, to_begin - WEEK, to_begin)
    kept = going_on | (begins < ahead)
    return places[kept] + low, begins[kept]


def _wall_minute(at: datetime, zone: str) -> int:
    wall = wall_of(at, zone)
    return wall.weekday() * 1440 + wall.hour * 60 + wall.minute


def is_near_a_jump(zone: str, at: datetime) -> bool:
    """Whether clocks there change about then or within a week, so that the hour on the wall alone does not say."""
    there = zone_named(zone)
    offsets = {(at + timedelta(days=n)).astimezone(there).utcoffset() for n in (-2, 0, 9)}
    return len(offsets) > 1


def mask(
    held: Index,
    *,
    attendance: str = "",
    kind: str = "",
    language: str = "",
    access: str = "",
    fellowship: str = "",
    demo: bool | None = None,
) -> Any:
    """Which meetings fit all of this; nothing where nothing is asked. `demo`: only those of the demo, or none of them."""
    parts = [] if demo is None else [held.demo_of == demo]
    if attendance in ("in_person", "online"):
        parts.append((held.attendance_of & ATTENDANCE[attendance]) > 0)
    elif attendance == "hybrid":
        parts.append(held.attendance_of == ATTENDANCE["hybrid"])
    if kind in KINDS:
        parts.append((held.kinds_of & (1 << list(KINDS).index(kind))) > 0)
    if language:
        place = held.languages.index(language) if language in held.languages else 64
        parts.append((held.language_of >> min(place, 63)) & 1 > 0 if place < 64 else held.language_of < 0)
    if access in ACCESS:
        parts.append((held.access_of & ACCESS[access]) > 0)
    if fellowship:
        number = held.fellowships.index(fellowship) if fellowship in held.fellowships else -1
        parts.append(held.fellowship_of == number)
    if not parts:
        return None
    whole = parts[0]
    for one in parts[1:]:
        whole = whole & one
    return whole
