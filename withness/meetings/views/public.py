"""One meeting, for everybody who may know of it; and the files in which others read ours."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from withness.foundation import clock
from withness.foundation.pages import page
from withness.foundation.refusing import NotUnderstood
from withness.foundation.saying import say
from withness.groups.belonging import about_group, membership
from withness.meetings.correcting import send_correction
from withness.meetings.exporting.events import events_of
from withness.meetings.exporting.meeting_guide import exported
from withness.meetings.exporting.table import table
from withness.meetings.finding.searching import Found
from withness.meetings.labelling import labels_on
from withness.meetings.limiting import CORRECTIONS, FILES
from withness.meetings.models import Correction, Series
from withness.meetings.occurring import next_occasion
from withness.meetings.reading import (
    directions,
    eyes_of,
    hour_words,
    public_of,
    public_series,
    rhythm_of_series,
    series_for,
)
from withness.meetings.rules import is_way_in_open, may_see_way_in, rests_from, way_in_opens
from withness.meetings.saying_when import clock_words
from withness.meetings.showing import checked_words, place_words, there_words, when_words
from withness.meetings.subscribing import key_of, meetings_of, rests_in
from withness.meetings.words import access_of, fellowship_of, kinds_of, language_name
from withness.people.asking import Asking
from withness.people.limiting import not_too_often


@require_GET
def meeting(request: Asking, series_id: str) -> HttpResponse:
    """Everything about it, but the way in before its time."""
    series = _found(request, series_id)
    eyes, plan = eyes_of(request.person), series.plan()
    one = next_occasion(plan, after=clock.now()) if plan and series.ended_at is None else None
    return page(
        request, "meetings/meeting.html", room="meetings", series=series, one=one, when=when_words(Found(series, one), eyes),
        hour=hour_words(one, eyes) if one else "", there=there_words(series, eyes), rhythm=rhythm_of_series(series),
        place=place_words(series), access=access_of(series.venue), facts=kinds_of(series), labels=series.label_sentences(),
        languages=[language_name(code) for code in series.languages], fellowship=fellowship_of(series),
        directions=directions(series), checked=checked_words(series), attendance=dict(Series.ATTENDANCE)[series.attendance],
        has_way_in=_has_way_in(series), is_mine=membership(request.person, series.group_id or "") is not None,
        is_public=series.shown_to == Series.EVERYBODY, eyes=eyes, special=labels_on(series, one.planned.date()) if one else [],
    )  # fmt: skip


@require_GET
def way_in(request: Asking, series_id: str) -> HttpResponse:
    """The link and the number, for those they are for, from shortly before the beginning."""
    series = _found(request, series_id)
    allowed = may_see_way_in(request.person, series) and series.ended_at is None
    is_open = allowed and is_way_in_open(series)
    opens, eyes = way_in_opens(series) if allowed and not is_open else None, eyes_of(request.person)
    at = opens[0].astimezone(clock.zone_of(eyes.zone)) if opens else None
    return page(
        request, "meetings/way_in.html", room="meetings", series=series, allowed=allowed, is_open=is_open,
        rests=not allowed and rests_from(request.person, series),
        opens=clock_words(at, eyes.clock) if at else "", opens_on=at.date() if at else None, minutes=series.join_opens,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def wrong(request: Asking, series_id: str) -> HttpResponse:
    """“Is this right?”"""
    series = _found(request, series_id)
    about, words, trouble = request.POST.get("about", ""), request.POST.get("words", ""), {}
    if request.method == "POST":
        not_too_often(request, CORRECTIONS)
        try:
            send_correction(series=series, about=about, words=words)
        except NotUnderstood as no:
            trouble = {no.field: no.sentence}
        else:
            thanks = _("Thank you. Whoever keeps this listing will look at it.")
            return say(redirect(f"/meetings/m/{series.id}"), request, thanks)
    return page(
        request, "meetings/wrong.html", status=422 if trouble else 200, room="meetings", series=series, about=about, words=words,
        trouble=trouble, choices=[(value, label, "") for value, label in Correction.WRONG],
    )  # fmt: skip


@require_safe
def meeting_calendar(request: Asking, series_id: str) -> HttpResponse:
    """One meeting, for a calendar program."""
    series = _public(series_id)
    return _calendar(request, [series], name=series.title)


@require_safe
def group_calendar(request: Asking, group_id: str) -> HttpResponse:
    """What a group shows to all, for a calendar program."""
    group = about_group(None, group_id)
    shown = public_of(group) if group is not None else []
    if group is None or not shown:
        raise Http404
    return _calendar(request, shown, name=group.title)


@require_safe
def own_calendar(request: Asking, token: str) -> HttpResponse:
    """Everything of one person, under their secret address."""
    key = key_of(token)
    if key is None:
        raise Http404
    name = _("My calendar") if key.is_discreet else _("Meetings")
    return _calendar(
        request, meetings_of(key.person), name=name, is_discreet=key.is_discreet, for_members=True,
        shut=rests_in(key.person),
    )  # fmt: skip


@require_safe
def meeting_events(request: Asking, series_id: str) -> HttpResponse:  # noqa: ARG001
    """One meeting as schema.org JSON-LD."""
    series = _public(series_id)
    body = json.dumps(events_of(series, address=settings.BASE_URL), ensure_ascii=False)
    return HttpResponse(body, content_type="application/ld+json")


@require_safe
def meeting_guide(request: Asking) -> HttpResponse:
    """Everything public, as Meeting Guide JSON."""

    def write() -> str:
        wants = request.GET
        told = exported(public_series(), address=settings.BASE_URL, as_array=wants.get("days") == "array",
                        nonweekly=wants.get("nonweekly") == "notes")  # fmt: skip
        return json.dumps(list(told), ensure_ascii=False)

    return _open_file(request, write, "application/json")


@require_safe
def meeting_table(request: Asking) -> HttpResponse:
    """Everything public, as a table."""
    return _open_file(request, lambda: table(public_series(), address=settings.BASE_URL), "text/csv; charset=utf-8")


def _open_file(request: Asking, write: Callable[[], str], kind: str) -> HttpResponse:
    from withness.meetings.calendars.writing import etag_of

    not_too_often(request, FILES)
    body = write().encode()
    response = _unless_same(request, body, etag_of(body), kind)
    response.headers["Cache-Control"] = "public, max-age=300"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _calendar(request: Asking, some: list[Series], *, name: str, **how: Any) -> HttpResponse:
    from withness.meetings.calendars.writing import calendar_of, etag_of

    not_too_often(request, FILES)
    body = calendar_of(some, name=name, source="" if how else f"{settings.BASE_URL}{request.path}", **how)
    response = _unless_same(request, body, etag_of(body), "text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "no-store" if how else "public, max-age=300"
    return response


def _unless_same(request: HttpRequest, body: bytes, etag: str, kind: str) -> HttpResponse:
    same = etag in [one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")]
    response = HttpResponse(status=304) if same else HttpResponse(body, content_type=kind)
    response.headers["ETag"] = etag
    return response


def _found(request: Asking, series_id: str) -> Series:
    series = series_for(request.person, series_id)
    if series is None:
        raise Http404
    return series


def _public(series_id: str) -> Series:
    series = series_for(None, series_id)
    if series is None or series.ended_at is not None:
        raise Http404
    return series


def _has_way_in(series: Series) -> bool:
    online = series.attendance in {Series.ONLINE, Series.HYBRID}
    return online and (bool(series.join_url or series.join_phone) or series.in_circle)
