"""What this room tells people. Words are made when they are read, and name no subject outside the house."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from withness.foundation import clock
from withness.groups.belonging import membership
from withness.groups.models import Member
from withness.groups.rules import holds
from withness.meetings.happenings import (
    CorrectionSent,
    FeedNeedsLook,
    HostChanged,
    MeetingChanged,
    MeetingPlanned,
    MeetingSoon,
    MeetingStarts,
    PlaceFree,
)
from withness.meetings.models import Coming, Correction, Feed, Hosting, Series
from withness.meetings.occurring import Occasion
from withness.meetings.one_date import occasion_of
from withness.meetings.saying_when import clock_style, clock_words
from withness.notices.kinds import Wording, declare
from withness.notices.models import Notice
from withness.notices.telling import tell
from withness.people.models import Person, Stewardship
from withness.people.stewarding import is_steward

SOON, STARTS, CHANGED, PLANNED = "meeting_soon", "meeting_starts", "meeting_changed", "meeting_planned"
PLACE, HOST, CORRECTION, FEED = "meeting_place", "meeting_host", "meeting_correction", "meeting_feed"


def declare_kinds() -> None:
    """For the wiring."""
    declare(SOON, wording=word_soon, off_able=True, label=later("A meeting I am coming to begins soon"))
    declare(STARTS, wording=word_starts, off_able=True, label=later("A meeting I am coming to begins"))
    declare(CHANGED, wording=word_changed, off_able=True, label=later("A meeting I am coming to has changed"))
    declare(PLANNED, wording=word_planned, off_able=True, label=later("A group of mine plans a meeting"))
    declare(PLACE, wording=word_place, off_able=True, label=later("A place is free where I wait for one"))
    declare(HOST, wording=word_host, off_able=False, label=later("A meeting is given into my hands"))
    declare(
        CORRECTION, wording=word_correction, off_able=True, label=later("Something about a meeting may not be right")
    )
    declare(FEED, wording=word_feed, off_able=True, label=later("A list of meetings needs a look"))


def tell_of_soon(happened: MeetingSoon) -> None:
    """Those who come."""
    _tell_comers(happened.series_id, happened.planned, SOON)


def tell_of_start(happened: MeetingStarts) -> None:
    """Those who come; what was said an hour ago is said anew, in one notice."""
    _tell_comers(happened.series_id, happened.planned, STARTS)


def tell_of_change(happened: MeetingChanged) -> None:
    """Those who said they would come: to that date, or to any date still to come."""
    since = (clock.now() - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    which = {"planned": happened.planned} if happened.planned else {"planned__gte": since}
    rows = Coming.objects.filter(series_id=happened.series_id, member__left_at=None, **which).exclude(
        state=Coming.CANNOT
    )
    members = Member.objects.filter(id__in=rows.exclude(member_id=happened.by_id).values("member_id"))
    for member in members:
        _tell(member, CHANGED, happened.series_id, happened.planned)


def tell_of_plan(happened: MeetingPlanned) -> None:
    """Everybody in the group, but who planned it."""
    hosts = Hosting.objects.filter(series_id=happened.series_id).values("member_id")
    series = Series.objects.get(id=happened.series_id)
    for member in Member.objects.here().filter(group_id=series.group_id).exclude(id__in=hosts):
        _tell(member, PLANNED, happened.series_id, "")


def tell_of_place(happened: PlaceFree) -> None:
    """Who waited."""
    row = Coming.objects.select_related("member").get(id=happened.coming_id)
    _tell(row.member, PLACE, row.series_id, row.planned)


def tell_of_host(happened: HostChanged) -> None:
    """Into whose hands it came."""
    if happened.member_id != happened.by_id:
        _tell(Member.objects.get(id=happened.member_id), HOST, happened.series_id, "")


def tell_of_correction(happened: CorrectionSent) -> None:
    """Who holds the group, or the stewards."""
    series = Correction.objects.select_related("series").get(id=happened.correction_id).series
    if series.group_id is not None:
        for member in Member.objects.holding().filter(group_id=series.group_id):
            _tell(member, CORRECTION, series.id, "")
        return
    for person_id in Stewardship.objects.filter(person__is_demo=False).values_list("person_id", flat=True):
        tell(person_id=person_id, kind=CORRECTION, bundle=f"{CORRECTION}:listings", series=series.id)


def tell_of_feed(happened: FeedNeedsLook) -> None:
    """The stewards."""
    for person_id in Stewardship.objects.filter(person__is_demo=False).values_list("person_id", flat=True):
        tell(person_id=person_id, kind=FEED, bundle=f"{FEED}:{happened.feed_id}", feed=happened.feed_id)


def word_soon(notice: Notice, person: Person) -> Wording | None:
    """“Long Nights meets today at 19:00”, until it is over."""
    found = _date_in_sight(notice, person)
    if found is None:
        return None
    series, one = found
    said = {"meeting": series.title, "time": _hour(one, person)}
    return Wording(_("%(meeting)s begins at %(time)s") % said, _page(series))


def word_starts(notice: Notice, person: Person) -> Wording | None:
    """“Long Nights has begun”, until it is over."""
    found = _date_in_sight(notice, person)
    return Wording(_("%(meeting)s begins now") % {"meeting": found[0].title}, _page(found[0])) if found else None


def word_changed(notice: Notice, person: Person) -> Wording | None:
    """What became of it, as it is now."""
    series = _series_of(notice, person)
    if series is None:
        return None
    one = occasion_of(series, str(notice.ids.get("planned", ""))) if series.ended_at is None else None
    if series.ended_at is not None:
        sentence = _("%(meeting)s no longer takes place")
    elif one is not None and not one.takes_place:
        sentence = _("%(meeting)s was called off for one day")
    else:
        sentence = _("%(meeting)s has changed. Please look at the day and hour again")
    return Wording(sentence % {"meeting": series.title}, _page(series))


def word_planned(notice: Notice, person: Person) -> Wording | None:
    """For members."""
    series = _series_of(notice, person)
    if series is None or series.ended_at is not None:
        return None
    return Wording(_("A new meeting: %(meeting)s") % {"meeting": series.title}, _page(series))


def word_place(notice: Notice, person: Person) -> Wording | None:
    """While they have it."""
    found = _date_in_sight(notice, person)
    if found is None:
        return None
    rows = Coming.objects.filter(series=found[0], planned=notice.ids.get("planned", ""), member__person=person)
    if not rows.filter(state=Coming.COMES).exists():
        return None
    return Wording(_("There is a place for you at %(meeting)s") % {"meeting": found[0].title}, _page(found[0]))


def word_host(notice: Notice, person: Person) -> Wording | None:
    """While they hold it."""
    series = _series_of(notice, person)
    if series is None or not Hosting.objects.filter(series=series, member__person=person, until=None).exists():
        return None
    return Wording(_("You hold %(meeting)s now") % {"meeting": series.title}, _page(series))


def word_correction(notice: Notice, person: Person) -> Wording | None:
    """While one waits."""
    series = Series.objects.visible_to(person).filter(id=notice.ids.get("series", "")).first()
    if series is None:
        return None
    waiting = Correction.objects.filter(settled_at=None, series__group_id=series.group_id)
    me = membership(person, series.group_id) if series.group_id else None
    if not waiting.exists() or (series.group_id and (me is None or not holds(me))):
        return None
    href = f"/g/{series.group_id}/meetings/corrections" if series.group_id else "/meetings/lists"
    return Wording(_("Somebody says that something about a meeting is not right"), href)


def word_feed(notice: Notice, person: Person) -> Wording | None:
    """While it waits, for stewards."""
    steward = is_steward(person)
    feed = Feed.objects.filter(id=notice.ids.get("feed", "")).exclude(shrunk_to=None).first() if steward else None
    return (
        Wording(_("A list of meetings has become much shorter. Please look"), f"/meetings/lists/{feed.id}")
        if feed
        else None
    )


def _tell_comers(series_id: str, planned: str, kind: str) -> None:
    rows = Coming.objects.filter(series_id=series_id, planned=planned, state=Coming.COMES, member__left_at=None)
    hosts = Hosting.objects.filter(series_id=series_id, until=None, member__left_at=None)
    wanted = set(rows.values_list("member_id", flat=True)) | set(hosts.values_list("member_id", flat=True))
    for member in Member.objects.filter(id__in=wanted):
        _tell(member, kind, series_id, planned)


def _tell(member: Member, kind: str, series_id: str, planned: str) -> None:
    if member.person_id is not None:
        bundle = f"{kind}:{series_id}:{planned}"[:80]
        tell(
            person_id=member.person_id,
            kind=kind,
            bundle=bundle,
            place=member.group_id,
            series=series_id,
            planned=planned,
        )


def _series_of(notice: Notice, person: Person) -> Series | None:
    if membership(person, notice.place) is None:
        return None
    return Series.objects.visible_to(person).filter(id=notice.ids.get("series", ""), group_id=notice.place).first()


def _date_in_sight(notice: Notice, person: Person) -> tuple[Series, Occasion] | None:
    series = _series_of(notice, person)
    one = occasion_of(series, str(notice.ids.get("planned", ""))) if series and series.ended_at is None else None
    if series is None or one is None or not one.takes_place or one.ends_at < clock.now():
        return None
    return series, one


def _hour(one: Occasion, person: Person) -> str:
    zone = person.zone or settings.HOUSE_ZONE
    return clock_words(one.starts_at.astimezone(clock.zone_of(zone)), clock_style(person.language, zone))


def _page(series: Series) -> str:
    return f"/g/{series.group_id}/meetings/{series.id}"
