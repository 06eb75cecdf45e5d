"""Planning a meeting of a group, and changing or ending it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.numbers import whole
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.text import clean, clean_line
from withness.groups.models import Member
from withness.meetings.happenings import MeetingChanged, MeetingPlanned
from withness.meetings.importing.cleaning import address
from withness.meetings.labelling import Labelled, labels_from
from withness.meetings.models import Coming, Hosting, Series, Venue
from withness.meetings.placing import EXACT, Whereabouts, fill_venue
from withness.meetings.reminding import plan_reminders
from withness.meetings.rhythm import DAYS, NotARhythm, first_day, rhythm_of
from withness.meetings.rules import may_change, may_plan
from withness.meetings.vocabulary import OUR_OWN
from withness.meetings.walls import is_zone, written

RHYTHMS = ("once", "weekly", "weekly-2", "weekly-3", "weekly-4", "monthly", "monthly-last", "daily")
MOST = 40  # meetings of one group


@dataclass(frozen=True, slots=True)
class Wish:
    """A meeting as a form or a program gives it. `rhythm` is one of `RHYTHMS`; `days` are of the week, Monday = 0."""

    title: str
    day: str
    time: str
    zone: str
    rhythm: str = "weekly"
    days: Sequence[int] = ()
    until: str = ""
    minutes: str = "60"
    notes: str = ""
    attendance: str = Series.ONLINE
    venue_name: str = ""
    venue_address: str = ""
    venue_notes: str = ""
    town: str = ""
    known: str = EXACT
    point: str = ""
    access: Sequence[str] = ()
    join_url: str = ""
    join_phone: str = ""
    join_notes: str = ""
    joining: str = Series.MEMBERS
    join_opens: str = "15"
    shown_to: str = Series.GROUP
    in_circle: bool = False
    capacity: str = ""
    types: Sequence[str] = field(default_factory=tuple)
    labels: Sequence[Labelled] = ()


def plan_meeting(*, by: Member, wish: Wish) -> Series:
    """A new meeting, held by whoever planned it. Raises `NotUnderstood` or `NotAllowed`."""
    if not may_plan(by):
        raise NotAllowed(_("Only who holds the group plans its meetings."))
    if Series.objects.filter(group=by.group, ended_at=None).count() >= MOST:
        raise NotAllowed(_("This group has forty meetings. End one that is no longer needed first."))
    series = Series(group=by.group, vocabulary="own", languages=[by.group.language])
    with transaction.atomic():
        _fill(series, wish)
        series.save(force_insert=True)
        Hosting.objects.create(series=series, member=by, since=clock.now())
        plan_reminders(series)
        announce(MeetingPlanned(series.id))
    return series


def check_wish(wish: Wish) -> None:
    """Raises `NotUnderstood` for what `plan_meeting` would not understand. Keeps nothing."""
    with transaction.atomic():
        _fill(Series(vocabulary="own"), wish)
        transaction.set_rollback(True)


def change_meeting(*, by: Member, series: Series, wish: Wish) -> Series:
    """Say all of it anew. Where the day or hour is another, who said they would come is asked again."""
    if not may_change(by, series):
        raise NotAllowed(_("Only who holds this meeting can change it."))
    before = (series.starts, series.rhythm, series.zone)
    with transaction.atomic():
        _fill(series, wish)
        series.version += 1
        series.save()
        if before != (series.starts, series.rhythm, series.zone):
            series.differences.all().delete()
            Coming.objects.filter(series=series, planned__gte=written(_now_on(series.zone))).delete()
        plan_reminders(series)
        announce(MeetingChanged(series.id, "", by.id))
    return series


def end_meeting(*, by: Member, series: Series) -> None:
    """It takes place no more. Those who would have come are told."""
    if not may_change(by, series):
        raise NotAllowed(_("Only who holds this meeting can end it."))
    with transaction.atomic():
        series.ended_at = series.changed_at = clock.now()
        series.version += 1
        series.save(update_fields=["ended_at", "changed_at", "version"])
        plan_reminders(series)
        announce(MeetingChanged(series.id, "", by.id))


def _fill(series: Series, wish: Wish) -> None:
    now = clock.now()
    series.title, series.notes = clean_line(wish.title, longest=120), clean(wish.notes, longest=4000)
    if not series.title:
        raise NotUnderstood("title", _("Give the meeting a name."))
    if not is_zone(wish.zone):
        raise NotUnderstood("zone", _("Choose the time zone where the meeting takes place."))
    series.zone = wish.zone
    series.starts, series.rhythm = _when(wish)
    series.labels = labels_from(wish.labels, series)
    series.minutes = _number("minutes", wish.minutes, 5, 24 * 60) or 60
    series.capacity = _number("capacity", wish.capacity, 1, 1000)
    series.join_opens = _number("join_opens", wish.join_opens, 0, 240) or 0
    series.attendance = _one_of("attendance", wish.attendance, (Series.IN_PERSON, Series.ONLINE, Series.HYBRID))
    series.joining = _one_of("joining", wish.joining, [value for value, _label in Series.JOINING])
    series.shown_to = _one_of("shown_to", wish.shown_to, [value for value, _label in Series.SHOWN])
    series.in_circle = wish.in_circle and series.attendance != Series.IN_PERSON
    series.types = [f"own:{one}" for one in OUR_OWN if one in wish.types]
    series.changed_at, series.verified_on = now, now.date()
    series.slug = series.slug or series.id
    _fill_way_in(series, wish)
    _fill_venue(series, wish)


def _when(wish: Wish) -> tuple[str, str]:
    try:
        day, hour = date.fromisoformat(wish.day.strip()), time.fromisoformat(wish.time.strip())
    except ValueError as odd:
        raise NotUnderstood("day", _("Choose the first day and the hour.")) from odd
    if not 2000 <= day.year <= 2100:
        raise NotUnderstood("day", _("Choose the first day and the hour."))
    hour = hour.replace(second=0, microsecond=0, tzinfo=None)
    if wish.rhythm == "once":
        return written(datetime.combine(day, hour)), ""
    try:
        rhythm = rhythm_of(_rule(wish, day))
        return written(datetime.combine(first_day(rhythm, day), hour)), rhythm.with_end()
    except NotARhythm as odd:
        raise NotUnderstood("rhythm", _("This rhythm never falls on any day. Choose another.")) from odd


def _rule(wish: Wish, day: date) -> str:
    name, _dash, more = _one_of("rhythm", wish.rhythm, RHYTHMS).partition("-")
    days = ",".join(DAYS[one] for one in sorted(set(wish.days)) if 0 <= one < 7) or DAYS[day.weekday()]
    rule = {"daily": "FREQ=DAILY", "weekly": f"FREQ=WEEKLY;INTERVAL={more or 1};BYDAY={days}"}.get(name)
    if rule is None:
        nth = -1 if more == "last" else (day.day - 1) // 7 + 1
        rule = f"FREQ=MONTHLY;BYDAY={nth}{DAYS[day.weekday()]}"
    if wish.until.strip():
        try:
            last = date.fromisoformat(wish.until.strip())
        except ValueError as odd:
            raise NotUnderstood("until", _("Write the last day like this: 2027-06-30.")) from odd
        if last < day:
            raise NotUnderstood("until", _("The last day lies before the first."))
        rule += f";UNTIL={last:%Y%m%d}"
    return rule


def _fill_way_in(series: Series, wish: Wish) -> None:
    odd: list[str] = []
    series.join_url = address(wish.join_url, odd, name="join_url", secure=True)
    if wish.join_url.strip() and not series.join_url:
        raise NotUnderstood("join_url", _("This is no address of a page. It begins with https://"))
    series.join_phone = clean_line(wish.join_phone, longest=60)
    series.join_notes = clean(wish.join_notes, longest=1000)


def _fill_venue(series: Series, wish: Wish) -> None:
    if series.attendance == Series.ONLINE:
        series.venue = None
        return
    venue = series.venue or Venue()
    whereabouts = Whereabouts(
        wish.venue_name, wish.venue_address, wish.venue_notes, wish.town, wish.known, wish.point, tuple(wish.access)
    )
    fill_venue(venue, whereabouts)
    venue.save()
    series.venue = venue


def _number(field_name: str, text: str, least: int, most: int) -> int | None:
    text = str(text).strip()
    if not text:
        return None
    read = whole(text, least=least, most=most)
    if read is None:
        raise NotUnderstood(
            field_name, _("A whole number from %(least)d to %(most)d, please.") % {"least": least, "most": most}
        )
    return read


def _one_of(field_name: str, value: str, known: Sequence[str]) -> str:
    if value not in known:
        raise NotUnderstood(field_name, _("Choose one of them."))
    return value


def _now_on(zone: str) -> datetime:
    return clock.now().astimezone(clock.zone_of(zone)).replace(tzinfo=None)
