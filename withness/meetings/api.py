"""Meetings, for programs: the finder, for everybody; one's own groups' meetings, and saying that one comes."""

from __future__ import annotations

from typing import Literal

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router
from ninja.params.functions import Query
from pydantic import Field
from typing_extensions import TypedDict

from withness.foundation import clock
from withness.foundation.bodies import Body
from withness.foundation.keyset import LONGEST, MOST, Page, asked, cursor, page
from withness.foundation.refusing import NotUnderstood
from withness.foundation.telling import minute, minute_or_none, tell
from withness.groups.seats import seat
from withness.meetings.coming import come
from withness.meetings.finding.gazetteer import towns_called
from withness.meetings.finding.searching import Answer, Ask, Found, search
from withness.meetings.limiting import LOOKING
from withness.meetings.models import Series
from withness.meetings.occurring import next_occasion
from withness.meetings.reading import dates_of, eyes_of, meetings_of, rhythm_of_series, series_for, series_in
from withness.meetings.showing import place_words
from withness.meetings.vocabulary import KINDS
from withness.meetings.words import access_of, kinds_of
from withness.people.asking import Asking
from withness.people.limiting import not_too_often

router = Router(tags=["meetings"])
When = Literal["any", "now", "today", "0", "1", "2", "3", "4", "5", "6"]
How = Literal["", "in_person", "online", "hybrid"]
EITHER = Query("")


class MeetingItem(TypedDict):
    """A meeting as the finder tells it. Hours are instants in UTC; `starts` is the first on the wall there, in `zone`."""

    id: str
    title: str
    attendance: str
    place: str
    latitude: float | None
    longitude: float | None
    is_approximate: bool
    km: float | None
    starts: str
    zone: str
    rhythm: str
    rhythm_words: str
    minutes: int
    next_starts_at: str | None
    next_ends_at: str | None
    types: list[str]
    kinds: list[str]
    languages: list[str]
    access: list[str]
    verified_on: str | None


class MeetingDate(TypedDict):
    """One date of a group's meeting. `planned` names it."""

    meeting: str
    title: str
    planned: str
    starts_at: str
    ends_at: str
    state: str
    words: str
    mine: str
    coming: int
    is_full: bool


class MeetingDates(TypedDict):
    """What comes in the next five weeks."""

    items: list[MeetingDate]


class Wanted(Body):
    """What is looked for near a point. The point is rounded to about a kilometre, used once, and kept nowhere."""

    latitude: float = Field(ge=-90, le=90, examples=[53.8])
    longitude: float = Field(ge=-180, le=180, examples=[-1.55])
    within: float = Field(25, ge=1, le=500)
    when: When = "any"
    attendance: How = ""
    type: str = Field("", max_length=40)
    language: str = Field("", max_length=12)
    zone: str = Field("", max_length=40)


class Answering(Body):
    """Whether one comes to one date."""

    planned: str = Field(max_length=16, examples=["2026-11-24T19:00"])
    comes: bool = True


@router.get("/meetings", response=Page[MeetingItem], summary="Find meetings", auth=None)
def find_meetings(
    request: Asking, near: str = Query("", max_length=100), within: str = Query("", max_length=6),
    day: str = Query("", max_length=6), now: str = Query("", max_length=5), attendance: How = EITHER,
    kind: str = Query("", max_length=40, alias="type"), language: str = Query("", max_length=12),
    access: str = Query("", max_length=20),
    fellowship: str = Query("", max_length=24), zone: str = Query("", max_length=40), after: str = Query("", max_length=LONGEST),
    limit: int = Query(20, ge=1, le=MOST),
) -> HttpResponse:  # fmt: skip
    """For everybody. `near` is a typed place; `day` is `today` or 0 (Monday) to 6; `type` is one of the kinds of the
    finder, such as `newcomers`. Where somebody is goes by `POST /meetings/near` only, and never into an address.
    """
    not_too_often(request, LOOKING)
    towns = towns_called(near, most=1) if near.strip() else []
    if near.strip() and not towns:
        raise NotUnderstood(
            "near", _("We do not know a place of that name. Try the next larger town, or add the country.")
        )
    wish = asked(request, after=after, limit=limit)
    ask = Ask(
        when=_when(day, now=now.casefold() not in {"", "0", "no", "false"}), within=_reach(within),
        point=(towns[0].latitude, towns[0].longitude) if towns else None,
        attendance=attendance, kind=_kind(kind), language=language, access=access, fellowship=fellowship,
        zone=eyes_of(request.person, zone=zone).zone, skip=wish.number() or 0,
    )  # fmt: skip
    return _told(search(ask, person=request.person, most=limit))


@router.post("/meetings/near", response=Page[MeetingItem], summary="Find meetings near a point", auth=None)
def find_meetings_near(request: Asking, body: Wanted) -> HttpResponse:
    """For everybody. The nearest first; at most a hundred."""
    not_too_often(request, LOOKING)
    ask = Ask(
        when=body.when, point=(round(body.latitude, 2), round(body.longitude, 2)), within=body.within, attendance=body.attendance,
        kind=_kind(body.type), language=body.language, zone=eyes_of(request.person, zone=body.zone).zone,
    )  # fmt: skip
    answer = search(ask, person=request.person, most=MOST)
    return tell(page([_item(one) for one in answer.found], None))


@router.get("/meetings/{meeting_id}", response=MeetingItem, summary="A meeting", auth=None)
def read_meeting(request: Asking, meeting_id: str) -> HttpResponse:
    """For everybody who may know of it. The way in is not told here."""
    series = series_for(request.person, meeting_id)
    if series is None:
        raise Http404
    plan = series.plan()
    return tell(_item(Found(series, next_occasion(plan, after=clock.now()) if plan else None)))


@router.get("/groups/{group_id}/meetings", response=MeetingDates, summary="Dates of a group's meetings")
def list_group_meetings(request: Asking, group_id: str) -> HttpResponse:
    """The next five weeks, what was called off included."""
    me = seat(request, group_id)
    return tell(
        {
            "items": [
                MeetingDate(
                    meeting=date.series.id, title=date.series.title, planned=date.planned, starts_at=minute(date.one.starts_at),
                    ends_at=minute(date.one.ends_at), state=date.one.state, words=date.one.words, mine=date.mine,
                    coming=date.coming, is_full=date.is_full,
                )
                for date in dates_of(me, meetings_of(me.group), most=200)
            ]
        }
    )  # fmt: skip


class MyAnswer(TypedDict):
    """What stands: `comes`, `waits` (no place is left) or `cannot`."""

    state: str


@router.post("/groups/{group_id}/meetings/{meeting_id}/coming", response=MyAnswer, summary="Say whether I come")
def answer_meeting(request: Asking, group_id: str, meeting_id: str, body: Answering) -> HttpResponse:
    """To one date, named by its `planned`."""
    me = seat(request, group_id)
    series = series_in(me.group, meeting_id)
    if series is None:
        raise Http404
    return tell({"state": come(by=me, series=series, planned=body.planned, comes=body.comes).state})


def _told(answer: Answer) -> HttpResponse:
    return tell(page([_item(one) for one in answer.found], cursor(answer.go_on) if answer.go_on else None))


def _item(found: Found) -> MeetingItem:
    series: Series = found.series
    venue = series.venue
    return MeetingItem(
        id=series.id, title=series.title, attendance=series.attendance, place=place_words(series),
        latitude=venue.latitude if venue else None, longitude=venue.longitude if venue else None,
        is_approximate=bool(venue and venue.is_approximate), km=None if found.away is None else round(found.away, 1),
        starts=series.starts, zone=series.zone, rhythm=series.rhythm, rhythm_words=rhythm_of_series(series), minutes=series.length,
        next_starts_at=minute_or_none(found.next.starts_at if found.next else None),
        next_ends_at=minute_or_none(found.next.ends_at if found.next else None), types=series.types, kinds=kinds_of(series),
        languages=series.languages, access=access_of(venue),
        verified_on=series.verified_on.isoformat() if series.verified_on else None,
    )  # fmt: skip


def _when(day: str, *, now: bool) -> str:
    if now:
        return "now"
    if day not in {"", "any", "today", "0", "1", "2", "3", "4", "5", "6"}:
        raise NotUnderstood("day", _("A day is today, or a number from 0 (Monday) to 6."))
    return day or "any"


def _reach(text: str) -> float:
    try:
        reach = float(text or 25)
    except ValueError:
        reach = 0
    if not 1 <= reach <= 500:
        raise NotUnderstood("within", _("Kilometres, from 1 to 500."))
    return reach


def _kind(name: str) -> str:
    if name and name not in KINDS:
        raise NotUnderstood("type", _("There is no such kind of meeting."))
    return name
