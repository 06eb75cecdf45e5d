"""What somebody asked, answered: in the index first, then exactly. What was asked is written down nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import prefetch_related_objects

from withness.foundation import clock
from withness.meetings.finding import index as indexing
from withness.meetings.finding.arrays import Index
from withness.meetings.models import Series
from withness.meetings.occurring import Occasion, next_occasion, occasions
from withness.people.models import Person

PAGE, MOST_LOOKED_AT = 20, 600
SOON = timedelta(minutes=60)
WHEN = ("now", "today", "any", "0", "1", "2", "3", "4", "5", "6")
REACHES = (5, 10, 25, 50, 100, 200)
_AHEAD = (timedelta(hours=3), timedelta(days=1), timedelta(days=7))


@dataclass(frozen=True, slots=True)
class Ask:
    """What is looked for. `point` is latitude and longitude, `within` km; `zone` is the reader's; days are Monday = 0."""

    when: str = "any"
    point: tuple[float, float] | None = None
    within: float = 25
    attendance: str = ""
    kind: str = ""
    language: str = ""
    access: str = ""
    fellowship: str = ""
    zone: str = "UTC"
    skip: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """A meeting, its next date if any is known, and how far it is, in km, where that was asked."""

    series: Series
    next: Occasion | None
    away: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A page of them, and from where to go on; 0 where there is no more."""

    found: list[Found]
    go_on: int


def search(wish: Ask, *, person: Person | None = None, most: int = PAGE) -> Answer:
    """The next `most` that fit, in order of beginning, or of distance where only a place was asked."""
    held, now = indexing.index(), clock.now()
    allowed = indexing.mask(
        held, attendance=wish.attendance, kind=wish.kind, language=wish.language, access=wish.access, fellowship=wish.fellowship,
        demo=person.is_demo if person else None,
    )  # fmt: skip
    away: dict[int, float] = {}
    if wish.point is not None and wish.attendance != "online":
        some, kilometres = indexing.near(held, *wish.point, wish.within, allowed)
        away = dict(zip(some.tolist(), kilometres.tolist(), strict=True))
        if wish.when == "any":
            return _exactly(held, list(away), away, wish, None, most)
        allowed = _only(held, some)
    window = window_of(wish, now)
    if window is not None:
        return _exactly(held, _order(held, *window, allowed), away, wish, window, most)
    order: list[int] = []
    for ahead in _AHEAD:  # most look at the first page only
        order = _order(held, now, now + ahead, allowed)
        if len(order) >= wish.skip + MOST_LOOKED_AT:
            return _exactly(held, order, away, wish, None, most)
    return _exactly(held, order + _by_arrangement(held, set(order), allowed), away, wish, None, most)


def _order(held: Index, since: datetime, until: datetime, allowed: Any) -> list[int]:
    """Meetings by when they begin, each once."""
    slots, _begins = indexing.slots_between(held, since, until, allowed)
    return list(dict.fromkeys(held.slot_meeting[slots].tolist()))


def window_of(wish: Ask, now: datetime) -> tuple[datetime, datetime] | None:
    """From when to when, as instants; nothing for any day."""
    if wish.when == "now":
        return now, now + SOON
    if wish.when not in WHEN or wish.when == "any":
        return None
    zone = clock.zone_of(wish.zone)
    here = now.astimezone(zone)
    ahead = 0 if wish.when == "today" else (int(wish.when) - here.weekday()) % 7
    day = datetime.combine(here.date() + timedelta(days=ahead), time(), tzinfo=zone)
    return max(now, day), day + timedelta(days=1)


def _only(held: Index, some: Any) -> Any:
    import numpy as np

    allowed = np.zeros(len(held.ids), dtype=bool)
    allowed[some] = True
    return allowed


def _by_arrangement(held: Index, seen: set[int], allowed: Any) -> list[int]:
    import numpy as np

    all_of_them = np.arange(len(held.ids)) if allowed is None else np.flatnonzero(allowed)
    without = np.setdiff1d(all_of_them, np.unique(held.slot_meeting), assume_unique=True)
    return [one for one in without[:2000].tolist() if one not in seen]


def _exactly(held: Index, order: list[int], away: dict[int, float], wish: Ask, window: Any, most: int) -> Answer:
    """Look at each by its own rhythm, in order, until the page is full."""
    found: list[Found] = []
    place, end = wish.skip, min(len(order), wish.skip + MOST_LOOKED_AT)
    while place < end and len(found) < most:
        some = order[place : place + min(most - len(found), end - place)]
        rows = _series([held.ids[n] for n in some])
        prefetch_related_objects([one for one in rows.values() if one.feed_id and one.differs], "differences")
        for number in some:
            place += 1
            series = rows.get(held.ids[number])
            one = _found(series, away.get(number), window) if series else None
            found += [one] if one else []
            if len(found) == most:
                break
    if not away or wish.when != "any":
        found.sort(key=lambda one: (one.next is None, one.next.starts_at if one.next else clock.now(), one.away or 0))
    return Answer(found, place if place < len(order) else 0)


def _series(ids: list[str]) -> dict[str, Series]:
    """Those meetings with their places, groups and differences. Asked anew: since the index was made, a group may have
    kept one for itself, closed, or ended it.
    """
    rows = Series.objects.findable().filter(id__in=ids).select_related("venue", "group")
    found = {one.id: one for one in rows}
    ours = [one for one in found.values() if one.group_id]
    if ours:
        prefetch_related_objects(ours, "differences")
    return found


def _found(series: Series, away: float | None, window: tuple[datetime, datetime] | None) -> Found | None:
    plan = series.plan([] if series.feed_id and not series.differs else None)
    if window is None:
        one = next_occasion(plan, after=clock.now()) if plan else None
        return Found(series, one, away) if one or not series.starts or not series.zone else None
    dates = occasions(plan, since=window[0], until=window[1]) if plan else []
    return Found(series, dates[0], away) if dates else None
