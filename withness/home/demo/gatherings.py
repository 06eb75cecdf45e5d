"""When and where the groups of the demo meet: a few meetings with their hosts and who comes next time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Model

from withness.foundation import clock
from withness.groups.models import Member
from withness.home.demo.chance import demo_id, draw
from withness.home.demo.places import Place
from withness.meetings.models import Coming, Hosting, Series, Venue
from withness.meetings.occurring import next_occasion
from withness.meetings.rhythm import first_day, rhythm_of
from withness.meetings.walls import written

BEGAN = timedelta(weeks=8)


@dataclass(frozen=True, slots=True)
class Gathering:
    """A meeting of one group of the demo."""

    slug: str
    title: str
    rule: str
    hour: str
    minutes: int
    attendance: str
    shown_to: str = Series.EVERYBODY
    notes: str = ""
    hall: tuple[str, str, str, float, float] | None = None  # name, address, town, and its point
    access: tuple[str, ...] = ()
    types: tuple[str, ...] = field(default_factory=tuple)
    capacity: int | None = None


GATHERINGS = (
    Gathering("long_nights", "Tuesday, late", "FREQ=WEEKLY;BYDAY=TU", "21:30", 60, "online",
              notes="For whoever is still up. Cameras stay off.", types=("own:newcomers", "own:open")),
    Gathering("thursday_table", "The table", "FREQ=WEEKLY;BYDAY=TH", "19:00", 90, "hybrid",
              notes="One table, a few chairs online.", types=("own:discussion",), capacity=12,
              hall=("Mill Lane Hall", "12 Mill Lane", "Leeds", 53.7965, -1.5478), access=("wheelchair", "toilet", "transit")),
    Gathering("after_the_funeral", "First Sunday", "FREQ=MONTHLY;BYDAY=1SU", "15:00", 90, "in_person",
              notes="We walk if it is dry, and sit in the hall if it is not.", types=("own:newcomers",),
              hall=("The Old Library", "3 Church Street", "Sheffield", 53.383, -1.4659), access=("wheelchair", "quiet")),
    Gathering("day_one_again", "Every morning", "FREQ=DAILY", "07:15", 30, "online", notes="Half an hour before the day.",
              types=("own:open", "own:newcomers")),
    Gathering("el_hilo", "Los miércoles", "FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=WE", "20:00", 75, "online",
              types=("own:discussion",)),
    Gathering("after_the_mourning", "مساء الاثنين", "FREQ=WEEKLY;BYDAY=MO", "20:00", 60, "online", types=("own:open",)),
    Gathering("still_water", "By the water", "FREQ=MONTHLY;BYDAY=-1SA", "10:30", 90, "hybrid", shown_to=Series.GROUP,
              hall=("The Boathouse", "Weir Road", "York", 53.959, -1.0815), access=("wheelchair",)),
)  # fmt: skip


def gatherings(places: Iterable[Place], now: datetime) -> Iterator[list[Model]]:
    """Rows, in an order in which each finds what it leans on."""
    by_slug = {place.story.slug: place for place in places}
    rows: tuple[list[Model], ...] = ([], [], [], [])
    for told in GATHERINGS:
        place = by_slug.get(told.slug)
        if place is not None:
            for some, more in zip(rows, _one(told, place, now), strict=True):
                some += more
    yield from rows


def _one(told: Gathering, place: Place, now: datetime) -> tuple[list[Model], ...]:
    venue = _venue(told)
    began = (now - BEGAN).astimezone(clock.zone_of(place.zone)).date()
    starts = f"{first_day(rhythm_of(told.rule), began)}T{told.hour}"
    series = Series(
        id=demo_id("series", told.slug), slug=told.slug, group=place.group, venue=venue, title=told.title, notes=told.notes,
        starts=starts, zone=place.zone, rhythm=told.rule, minutes=told.minutes, attendance=told.attendance,
        shown_to=told.shown_to, joining=Series.MEMBERS, in_circle=told.attendance != Series.IN_PERSON, capacity=told.capacity,
        vocabulary="own", types=list(told.types), languages=[place.group.language], changed_at=now - BEGAN,
        verified_on=(now - timedelta(days=9)).date(),
    )  # fmt: skip
    host = next(member for member in place.members.values() if member.holds == Member.FACILITATOR)
    hosting = Hosting(id=demo_id("hosting", told.slug), series=series, member=host, since=now - BEGAN)
    return [venue] if venue else [], [series], [hosting], list(_coming(told, place, series, now))


def _venue(told: Gathering) -> Venue | None:
    if told.hall is None:
        return None
    name, address, town, latitude, longitude = told.hall
    return Venue(
        id=demo_id("venue", told.slug), name=name, address=f"{address}, {town}", parts={"city": town, "country": "GB"},
        latitude=latitude, longitude=longitude, access=list(told.access),
    )  # fmt: skip


def _coming(told: Gathering, place: Place, series: Series, now: datetime) -> Iterator[Coming]:
    """About a third of the members come next time."""
    plan = series.plan([])
    one = next_occasion(plan, after=now) if plan else None
    if one is None:
        return
    some = [member for alias, member in place.members.items() if draw("comes", told.slug, alias) < 0.34]
    for number, member in enumerate(some[: told.capacity]):
        yield Coming(
            id=demo_id("coming", told.slug, member.alias), series=series, planned=written(one.planned), member=member,
            state=Coming.COMES, at=now - timedelta(hours=30 - number),
        )  # fmt: skip
