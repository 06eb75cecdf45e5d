"""Listings become meetings. What is as it was stays untouched; what is gone is not seen any more, and never deleted."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction

from withness.foundation import clock
from withness.meetings.finding.gazetteer import town_of_address, zone_at
from withness.meetings.importing.cleaning import note
from withness.meetings.importing.listing import Listing, Place, Report
from withness.meetings.models import Difference, Feed, Series, Venue
from withness.meetings.rhythm import DAYS, NotARhythm, first_day, rhythm_of
from withness.meetings.walls import read, wall_of, written

AT_ONCE = 500
_FROM_LISTING = (
    "title", "notes", "starts", "zone", "rhythm", "minutes", "attendance", "join_url", "join_phone", "join_notes",
    "vocabulary", "types", "languages", "also", "by", "url", "verified_on", "fingerprint", "seen_at", "missing_since",
    "version", "changed_at", "venue_id", "ended_at", "differs",
)  # fmt: skip
_ON_VENUE = ("name", "address", "parts", "latitude", "longitude", "is_approximate", "notes", "access", "closed_since")


@dataclass(slots=True)
class Stored:
    """What a list changed here."""

    new: int = 0
    changed: int = 0
    same: int = 0
    missing: int = 0
    asks_first: bool = False


def store(report: Report, feed: Feed, *, even_if_fewer: bool = False) -> Stored:
    """Keep what was read, in one transaction. A list that fell below half of its last count changes nothing until a
    human says `even_if_fewer`: more lists break than empty.
    """
    found = sum(len(one.listings) for one in report.reads)
    if not even_if_fewer and feed.count >= 4 and found * 2 < feed.count:
        Feed.objects.filter(id=feed.id).update(shrunk_to=found, report=report.as_json())
        return Stored(asks_first=True)
    settle_zones(report, feed.zone)
    with transaction.atomic():
        stored = _store(report, feed)
        Feed.objects.filter(id=feed.id).update(count=found, shrunk_to=None, report=report.as_json())
    return stored


def _store(report: Report, feed: Feed) -> Stored:
    now, stored = clock.now(), Stored()
    here = {one.slug: one for one in Series.objects.filter(feed=feed).select_related("venue")}
    new: list[Series] = []
    changed: list[Series] = []
    same: list[str] = []
    told: dict[str, Listing] = {}
    for listing in (one for read_ in report.reads for one in read_.listings):
        series = here.pop(listing.slug, None)
        mark = _fingerprint(listing)
        if series is not None and series.fingerprint == mark:
            same.append(series.id)
            continue
        one = _filled(series or Series(feed=feed), listing, mark, now)
        (new if series is None else changed).append(one)
        told[one.id] = listing
    _write(new, changed, same, now)
    _write_dates(told, [one.id for one in changed], now)
    gone = [one.id for one in here.values() if one.missing_since is None]
    for some in _by(AT_ONCE, gone):
        Series.objects.filter(id__in=some).update(missing_since=now)
    stored.new, stored.changed, stored.same, stored.missing = len(new), len(changed), len(same), len(gone)
    return stored


def _write(new: list[Series], changed: list[Series], same: list[str], now: datetime) -> None:
    venues_new = [one.venue for one in new + changed if one.venue is not None and one.venue._state.adding]
    venues_old = [one.venue for one in changed if one.venue is not None and not one.venue._state.adding]
    Venue.objects.bulk_create(venues_new, batch_size=AT_ONCE)
    Venue.objects.bulk_update(venues_old, _ON_VENUE, batch_size=100)
    Series.objects.bulk_create(new, batch_size=AT_ONCE)
    Series.objects.bulk_update(changed, _FROM_LISTING, batch_size=100)
    for some in _by(AT_ONCE, same):
        Series.objects.filter(id__in=some).update(seen_at=now, missing_since=None)


def _write_dates(told: dict[str, Listing], changed: list[str], now: datetime) -> None:
    """What is different on single dates, said anew."""
    for some in _by(AT_ONCE, changed):
        Difference.objects.filter(series_id__in=some).delete()
    dates = [
        Difference(series_id=id_, kind=one.kind, planned=one.planned, to=one.to, minutes=one.minutes, at=now)
        for id_, listing in told.items()
        for one in listing.dates
    ]
    Difference.objects.bulk_create(dates, batch_size=AT_ONCE)


def _by(size: int, things: list[str]) -> list[list[str]]:
    return [things[n : n + size] for n in range(0, len(things), size)]


def _filled(series: Series, listing: Listing, mark: str, now: datetime) -> Series:
    is_new = series._state.adding
    series.slug, series.title, series.notes = listing.slug, listing.title, listing.notes
    series.zone, series.minutes, series.attendance = listing.zone, listing.minutes, listing.attendance
    series.starts, series.rhythm = _beginning(listing, series.starts, now)
    series.join_url, series.join_phone, series.join_notes = listing.join_url, listing.join_phone, listing.join_notes
    series.vocabulary, series.types, series.languages = listing.vocabulary, list(listing.types), list(listing.languages)
    series.also, series.by, series.url, series.verified_on = listing.also, listing.by, listing.url, listing.verified_on
    series.differs = bool(listing.dates)
    series.ended_at = now if listing.also.get("archived") else None
    series.fingerprint, series.seen_at, series.missing_since, series.changed_at = mark, now, None, now
    series.version = 1 if is_new else series.version + 1
    series.venue = _venue(listing.place, series.venue, now)
    series.venue_id = series.venue.id if series.venue else None
    return series


def _venue(place: Place, venue: Venue | None, now: datetime) -> Venue | None:
    if not place.is_somewhere():
        return None
    venue = venue or Venue()
    for name in ("name", "address", "parts", "latitude", "longitude", "is_approximate", "notes"):
        setattr(venue, name, getattr(place, name))
    venue.access = list(place.access)
    venue.closed_since = (venue.closed_since or now) if place.is_closed else None
    return venue


def _beginning(listing: Listing, before: str, now: datetime) -> tuple[str, str]:
    """The first time and the rhythm. A weekly list never says when it began: this week, unless we knew it before."""
    if not listing.time:
        return "", ""
    if listing.starts:
        return listing.starts, listing.rhythm
    rule = listing.rhythm or "FREQ=WEEKLY;BYDAY=" + ",".join(DAYS[(day - 1) % 7] for day in _from_monday(listing.days))
    hour = time.fromisoformat(listing.time)
    try:
        day = first_day(rhythm_of(rule), _week_of(before, listing, now))
    except NotARhythm:
        return "", ""
    return written(datetime.combine(day, hour)), rule


def _from_monday(days: tuple[int, ...]) -> list[int]:
    return sorted(days, key=lambda day: (day - 1) % 7)


def _week_of(before: str, listing: Listing, now: datetime) -> date:
    today = read(before).date() if before else wall_of(now, listing.zone or "UTC").date()
    return today - timedelta(days=today.weekday())


def _fingerprint(listing: Listing) -> str:
    said = asdict(listing)
    if not listing.dates:
        del said["dates"]  # most have none, and keep the mark they had before dates were read
    letters = json.dumps(said, sort_keys=True, default=str, ensure_ascii=True)
    return hashlib.sha256(letters.encode()).hexdigest()


def settle_zones(report: Report, of_feed: str) -> None:
    """Every meeting gets the zone its row names; else that of the feed, of its venue, or of nearly all others in it."""
    listings: list[tuple[Listing, Any]] = [(one, read_.reasons) for read_ in report.reads for one in read_.listings]
    for listing, _reasons in listings:
        if not listing.zone:
            listing.zone = of_feed or _zone_of_place(listing.place)
    known = Counter(one.zone for one, _reasons in listings if one.zone)
    most = known.most_common(1)
    usual = most[0][0] if most and most[0][1] * 10 >= sum(known.values()) * 9 else ""
    for listing, reasons in listings:
        if not listing.zone and listing.time:
            listing.zone = usual
            note(
                reasons,
                f"zone_guessed: {usual}, as its neighbours" if usual else "no_zone: cannot be shown as going on now",
            )


def _zone_of_place(place: Place) -> str:
    if place.latitude is not None and place.longitude is not None:
        return zone_at(place.latitude, place.longitude)
    written_out = place.address or ", ".join(
        str(place.parts[name]) for name in ("city", "state", "country") if place.parts.get(name)
    )
    town = town_of_address(written_out) if written_out else None
    return town.zone if town else ""
