"""A calendar of meetings, to subscribe to: the same names for the same things each time, and nothing that rings."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.meetings.calendars.lines import bound, escaped, in_utc, on_wall
from withness.meetings.calendars.zones import zone_lines
from withness.meetings.models import Difference, Series
from withness.meetings.occurring import Plan, occasions
from withness.meetings.rhythm import Rhythm
from withness.meetings.walls import instant_of, read

AHEAD = timedelta(days=730)  # pauses without an end are written out so far
_EVERY = "PT12H"


def calendar_of(
    all_of_them: Iterable[Series], *, name: str, source: str, is_discreet: bool = False, for_members: bool = False,
    shut: Collection[str] = (),
) -> bytes:  # fmt: skip
    """The file. `source`: its own address. `is_discreet`: says “Appointment” and no more. `for_members`: also of closed
    groups, with the way to our own page in the place of the link itself. `shut`: groups (ids) whose number is not for this reader.
    """
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Withness//Meetings//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        f"NAME:{escaped(name)}", f"X-WR-CALNAME:{escaped(name)}", f"REFRESH-INTERVAL;VALUE=DURATION:{_EVERY}",
        f"X-PUBLISHED-TTL:{_EVERY}",
    ]  # fmt: skip
    lines += [f"SOURCE;VALUE=URI:{source}"] if source else []
    events: list[str] = []
    zones: dict[str, int] = {}
    for series in all_of_them:
        plan = series.plan()
        if plan is not None:
            events += _events(series, plan, _said(
                series, is_discreet=is_discreet, for_members=for_members, dials=series.group_id not in shut,
            ))  # fmt: skip
            if plan.zone != "UTC":
                zones[plan.zone] = min(zones.get(plan.zone, 9999), max(plan.start.year, clock.now().year - 1))
    for zone, year in sorted(zones.items()):
        lines += zone_lines(zone, year)
    return bound([*lines, *events, "END:VCALENDAR"])


def etag_of(body: bytes) -> str:
    """A mark that changes when, and only when, the file does."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def _events(series: Series, plan: Plan, said: list[str]) -> list[str]:
    uid = f"series-{series.id}@{_host()}"
    told = list(series.differences.all())
    lines = _event(series, plan, uid, said, _rule_lines(plan) + _skipped(plan))
    for one in told:
        if one.kind in Difference.OF_ONE_DATE and not _is_over(one, plan):
            lines += _one_date(series, plan, one, uid, said)
        elif one.kind == Difference.ADDED:
            alone = replace(plan, start=read(one.planned), rhythm=None)
            lines += _event(series, alone, f"series-{series.id}-{_stamp(one.planned)}@{_host()}", said, [])
    return lines


def _event(series: Series, plan: Plan, uid: str, said: list[str], more: list[str]) -> list[str]:
    changed = in_utc(series.changed_at)
    return [
        "BEGIN:VEVENT", f"UID:{uid}", f"DTSTAMP:{changed}", f"LAST-MODIFIED:{changed}", f"SEQUENCE:{series.version - 1}",
        _at("DTSTART", plan.start, plan), _at("DTEND", plan.start + timedelta(minutes=plan.minutes), plan), *more, *said,
        "STATUS:CONFIRMED", "TRANSP:OPAQUE", "END:VEVENT",
    ]  # fmt: skip


def _one_date(series: Series, plan: Plan, one: Difference, uid: str, said: list[str]) -> list[str]:
    """A date that was moved, or called off and not yet over: subscribers see it struck through."""
    start = read(one.to) if one.to else read(one.planned)
    length = timedelta(minutes=one.minutes or plan.minutes)
    changed = in_utc(max(series.changed_at, one.at))
    status = "CANCELLED" if one.kind == Difference.CALLED_OFF else "CONFIRMED"
    return [
        "BEGIN:VEVENT", f"UID:{uid}", f"DTSTAMP:{changed}", f"LAST-MODIFIED:{changed}", f"SEQUENCE:{series.version}",
        _at("RECURRENCE-ID", read(one.planned), plan), _at("DTSTART", start, plan), _at("DTEND", start + length, plan), *said,
        f"STATUS:{status}", f"TRANSP:{'TRANSPARENT' if status == 'CANCELLED' else 'OPAQUE'}", "END:VEVENT",
    ]  # fmt: skip


def _said(series: Series, *, is_discreet: bool, for_members: bool, dials: bool) -> list[str]:
    if is_discreet:
        discreet = _("Appointment")
        return [f"SUMMARY:{escaped(discreet)}", "CLASS:PRIVATE"]
    page = f"{settings.BASE_URL}/meetings/m/{series.id}"
    lines = [f"SUMMARY:{escaped(series.title)}", f"URL:{page}", "CLASS:" + ("PRIVATE" if for_members else "PUBLIC")]
    words = [*series.label_sentences(), *([series.notes] if series.notes else [])]
    venue = series.venue
    if venue is not None and series.attendance != Series.ONLINE:
        lines.append(f"LOCATION:{escaped(', '.join(one for one in (venue.name, venue.address) if one))}")
        if venue.latitude is not None and not venue.is_approximate:
            lines.append(f"GEO:{venue.latitude:.6f};{venue.longitude:.6f}")
    if series.attendance in {Series.ONLINE, Series.HYBRID}:
        words += _conference(series, page, lines, dials=dials)
    lines += [f"DESCRIPTION:{escaped(chr(10).join(words))}"] if words else []
    return lines


def _conference(series: Series, page: str, lines: list[str], *, dials: bool) -> list[str]:
    """The way in, where it is for everybody; else our own page, which opens it shortly before."""
    link = series.join_url if series.joining == Series.PUBLIC and series.group_id is None else f"{page}/join"
    if series.joining == Series.PUBLIC and not series.join_url and series.group_id is None:
        link = ""
    if link:
        label = _("Join")
        lines.append(f"CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL={label}:{link}")
    phone = "".join(c for c in series.join_phone.split(",")[0] if c.isdigit() or c == "+")
    if phone and dials and series.joining == Series.PUBLIC:
        label = _("Dial in")
        lines.append(f"CONFERENCE;VALUE=URI;FEATURE=PHONE;LABEL={label}:tel:{phone}")
    return [link] if link else []


def _rule_lines(plan: Plan) -> list[str]:
    rhythm: Rhythm | None = plan.rhythm
    if rhythm is None:
        return []
    end = ""
    if rhythm.until:
        last = instant_of(datetime.combine(rhythm.until, plan.start.time()), plan.zone)
        end = f";UNTIL={in_utc(last)}"
    elif rhythm.count:
        end = f";COUNT={rhythm.count}"
    return [f"RRULE:{rhythm}{end}"]


def _skipped(plan: Plan) -> list[str]:
    """Dates called off that are over, and all in a pause."""
    now = clock.now()
    over = [wall for wall, change in plan.changes.items() if change.called_off and instant_of(wall, plan.zone) <= now]
    window = (now - timedelta(days=60), now + AHEAD)
    if plan.pauses:
        found = occasions(plan, since=window[0], until=window[1], called_off=True)
        over += [one.planned for one in found if one.state == "paused" and one.planned not in over]
    return [_at("EXDATE", wall, plan) for wall in sorted(over)]


def _is_over(one: Difference, plan: Plan) -> bool:
    return one.kind == Difference.CALLED_OFF and instant_of(read(one.planned), plan.zone) <= clock.now()


def _at(name: str, wall: datetime, plan: Plan) -> str:
    if plan.zone == "UTC":
        return f"{name}:{in_utc(wall.replace(tzinfo=UTC))}"
    return f"{name};TZID={plan.zone}:{on_wall(wall)}"


def _stamp(text: str) -> str:
    return text.replace("-", "").replace(":", "")


def _host() -> str:
    return urlsplit(settings.BASE_URL).hostname or "localhost"
