"""A meeting as schema.org tells it: the series with its schedule, and the next dates, each an event of its own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from withness.foundation import clock
from withness.meetings.labelling import labels_on
from withness.meetings.models import Series
from withness.meetings.occurring import Occasion, Plan, occasions
from withness.meetings.rhythm import DAYS
from withness.meetings.walls import zone_named

MOST, AHEAD = 8, timedelta(days=120)
_SCHEMA = "https://schema.org"
_ATTENDANCE = {"in_person": "Offline", "online": "Online", "hybrid": "Mixed"}
_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
Object = dict[str, Any]


def events_of(series: Series, *, address: str) -> Object:
    """The series, and up to eight of its next dates. The place online is our own page, never the link itself."""
    plan, page = series.plan(), f"{address}/meetings/m/{series.id}"
    whole = _common(series, page) | {"@type": "EventSeries", "@id": page}
    if series.labels:
        whole["description"] = "; ".join(series.label_sentences())
    if plan is None:
        return {"@context": _SCHEMA, **whole}
    whole["eventSchedule"] = _schedule(plan)
    now = clock.now()
    dates = occasions(plan, since=now, until=now + AHEAD, called_off=True)
    events = [_event(series, one, plan, page) for one in dates if one.state != "paused"][:MOST]
    return {"@context": _SCHEMA, "@graph": [whole, *events]}


def _common(series: Series, page: str) -> Object:
    told: Object = {"name": series.title, "url": page, "isAccessibleForFree": True}
    if series.attendance in _ATTENDANCE:
        told["eventAttendanceMode"] = f"{_SCHEMA}/{_ATTENDANCE[series.attendance]}EventAttendanceMode"
    told["location"] = _location(series, page)
    if series.languages:
        told["inLanguage"] = series.languages
    organizer = series.by or (series.group.title if series.group else "")
    if organizer:
        told["organizer"] = {"@type": "Organization", "name": organizer}
    return told


def _location(series: Series, page: str) -> list[Object]:
    places: list[Object] = []
    venue = series.venue
    if venue is not None and series.attendance != Series.ONLINE:
        place: Object = {"@type": "Place", "name": venue.name or venue.address, "address": venue.address or venue.name}
        if venue.latitude is not None and not venue.is_approximate:
            place["geo"] = {"@type": "GeoCoordinates", "latitude": venue.latitude, "longitude": venue.longitude}
        places.append(place)
    if series.attendance in {Series.ONLINE, Series.HYBRID}:
        places.append({"@type": "VirtualLocation", "url": page})
    return places


def _schedule(plan: Plan) -> Object:
    told: Object = {
        "@type": "Schedule", "startTime": plan.start.strftime("%H:%M"), "duration": f"PT{plan.minutes}M",
        "scheduleTimezone": plan.zone, "startDate": plan.start.date().isoformat(),
    }  # fmt: skip
    rhythm = plan.rhythm
    if rhythm is None:
        return told
    unit = {"WEEKLY": "W", "MONTHLY": "M", "DAILY": "D"}[rhythm.freq]
    told["repeatFrequency"] = f"P{rhythm.interval}{unit}"
    plain = all(not nth for nth, _day in rhythm.weekdays)
    days = [f"{_SCHEMA}/{_DAY_NAMES[day]}" if plain else f"{nth}{DAYS[day]}" for nth, day in rhythm.weekdays]
    if days:
        told["byDay"] = days
    if rhythm.until:
        told["endDate"] = rhythm.until.isoformat()
    skipped = sorted(wall.date().isoformat() for wall, change in plan.changes.items() if change.called_off)
    if skipped:
        told["exceptDate"] = skipped
    return told


def _event(series: Series, one: Occasion, plan: Plan, page: str) -> Object:
    zone = zone_named(plan.zone)
    status = {"called_off": "EventCancelled", "moved": "EventRescheduled"}.get(one.state, "EventScheduled")
    told = _common(series, page) | {
        "@type": "Event", "superEvent": {"@id": page}, "startDate": one.starts_at.astimezone(zone).isoformat(),
        "endDate": one.ends_at.astimezone(zone).isoformat(), "eventStatus": f"{_SCHEMA}/{status}",
    }  # fmt: skip
    special = labels_on(series, one.planned.date())
    if special:
        told["description"] = "; ".join(special)
    if one.state == "moved":
        told["previousStartDate"] = one.planned.replace(tzinfo=zone).isoformat()
    return told
