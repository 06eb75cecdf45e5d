"""Reading meetings: those of a group, one for everybody, and the lists they come from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db.models import Count, Q

from withness.foundation import clock
from withness.foundation.ids import looks_like_id
from withness.groups.models import Group, Member
from withness.meetings.finding.searching import Found
from withness.meetings.labelling import labels_on
from withness.meetings.models import Coming, Feed, Intake, Series
from withness.meetings.occurring import Occasion, occasions
from withness.meetings.rhythm import rhythm_of
from withness.meetings.saying_when import clock_style, clock_words, rhythm_words, weekday_words
from withness.meetings.walls import read, written
from withness.people.models import Person

AHEAD = timedelta(days=35)


@dataclass(frozen=True, slots=True)
class Eyes:
    """How whoever looks tells the time."""

    zone: str
    clock: str


@dataclass(frozen=True, slots=True)
class Date:
    """One date of a group's meeting, as one member sees it."""

    series: Series
    one: Occasion
    planned: str
    coming: int
    mine: str
    is_full: bool
    labels: list[str]


def eyes_of(person: Person | None, *, zone: str = "", style: str = "") -> Eyes:
    """The zone and the clock of a reader: as chosen now, else as they chose for themselves, else those of this house."""
    chosen = zone if zone and clock.zone_of(zone).key == zone else ""
    own = chosen or (person.zone if person else "") or settings.HOUSE_ZONE
    language = person.language if person else ""
    return Eyes(own, style if style in {"12", "24"} else clock_style(language, own))


def hour_words(one: Occasion, eyes: Eyes) -> str:
    """When it begins and ends, on the reader's clock."""
    begin, end = (at.astimezone(clock.zone_of(eyes.zone)) for at in (one.starts_at, one.ends_at))
    return f"{clock_words(begin, eyes.clock)}–{clock_words(end, eyes.clock)}"


def day_there(at: datetime, zone: str) -> datetime:
    """That instant where the reader is."""
    return at.astimezone(clock.zone_of(zone))


def series_for(person: Person | None, series_id: str) -> Series | None:
    """A meeting this person may know of, or nothing."""
    if not looks_like_id(series_id):
        return None
    rows = Series.objects.visible_to(person).select_related("venue", "group", "feed")
    return rows.prefetch_related("differences").filter(id=series_id).first()


def series_in(group: Group, series_id: str) -> Series | None:
    """A meeting of that group."""
    if not looks_like_id(series_id):
        return None
    rows = Series.objects.filter(group=group, ended_at=None).select_related("venue", "group")
    return rows.prefetch_related("differences").filter(id=series_id).first()


def meetings_of(group: Group) -> list[Series]:
    """Those of a group that take place."""
    rows = Series.objects.filter(group=group, ended_at=None).select_related("venue", "group")
    return list(rows.prefetch_related("differences").order_by("starts", "id"))


def public_of(group: Group) -> list[Series]:
    """Those of a group that everybody may know of."""
    return [one for one in meetings_of(group) if one.shown_to == Series.EVERYBODY]


def dates_of(me: Member, some: list[Series], *, ahead: timedelta = AHEAD, most: int = 40) -> list[Date]:
    """What comes, with what was called off, in order; three questions to the database however many there are."""
    now = clock.now()
    found = [
        (series, one)
        for series in some
        if (plan := series.plan()) is not None
        for one in occasions(plan, since=now, until=now + ahead, called_off=True)
        if one.state != "paused"
    ]
    found.sort(key=lambda pair: (pair[1].starts_at, pair[0].id))
    answers = Coming.objects.filter(
        series__in=some, member__left_at=None, planned__gte=written(now.replace(tzinfo=None) - AHEAD)
    )
    counts = {
        (row["series"], row["planned"]): row["n"]
        for row in answers.values("series", "planned").annotate(n=Count("id", filter=Q(state=Coming.COMES)))
    }
    mine = {(one.series_id, one.planned): one.state for one in answers.filter(member=me)}
    dates = []
    for series, one in found[:most]:
        key = (series.id, written(one.planned))
        coming = counts.get(key, 0)
        full = series.capacity is not None and coming >= series.capacity
        special = labels_on(series, one.planned.date())
        dates.append(Date(series, one, key[1], coming, mine.get(key, ""), full, special))
    return dates


def rhythm_of_series(series: Series) -> str:
    """“Every Tuesday”; nothing for what is by arrangement."""
    if not series.starts:
        return ""
    return rhythm_words(rhythm_of(series.rhythm) if series.rhythm else None, read(series.starts))


def directions(series: Series) -> str:
    """A link that opens whatever map this device has; only pressed, never fetched by us."""
    venue = series.venue
    if venue is None or series.attendance == Series.ONLINE:
        return ""
    if venue.latitude is not None and venue.longitude is not None and not venue.is_approximate:
        lat, lon = f"{venue.latitude:.5f}", f"{venue.longitude:.5f}"
        return f"https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=17/{lat}/{lon}"
    words = venue.address or venue.name
    return f"https://www.openstreetmap.org/search?{urlencode({'query': words}, quote_via=quote)}" if words else ""


def day_words_of(found: Found, eyes: Eyes) -> str:
    """On which day a found meeting is next, where the reader is."""
    if found.next is None:
        return ""
    here, today = day_there(found.next.starts_at, eyes.zone), day_there(clock.now(), eyes.zone)
    return weekday_words(here.weekday()) if 0 <= (here.date() - today.date()).days < 7 else ""


def feeds() -> list[Feed]:
    """Every list that was taken in, by name."""
    return list(Feed.objects.order_by("address"))


def feed_called(feed_id: str) -> Feed | None:
    """One of them."""
    return Feed.objects.filter(id=feed_id).first() if looks_like_id(feed_id) else None


def intake_called(intake_id: str) -> Intake | None:
    """One time a list was read, asked for on a page."""
    return Intake.objects.defer("body").filter(id=intake_id).first() if looks_like_id(intake_id) else None


def public_series(*, most: int = 20_000) -> list[Series]:
    """Everything that goes out to the world."""
    rows = Series.objects.public().filter(missing_since=None).select_related("venue", "group")
    return list(rows.prefetch_related("differences").order_by("id")[:most])
