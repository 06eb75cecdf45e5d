"""Meetings of a group, for its members."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from withness.foundation import clock
from withness.foundation.pages import page
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.saying import say
from withness.groups.company import somebody_here, who_is_here
from withness.groups.models import Member
from withness.groups.seats import seat
from withness.meetings import one_date
from withness.meetings.coming import come, hand_over, host_of, who_comes
from withness.meetings.correcting import open_corrections, settle
from withness.meetings.forms import RHYTHM_LABELS, form_of, wish_from
from withness.meetings.models import Correction, Series, Venue
from withness.meetings.planning import change_meeting, end_meeting, plan_meeting
from withness.meetings.reading import Date, dates_of, eyes_of, hour_words, meetings_of, rhythm_of_series, series_in
from withness.meetings.rules import may_change, may_come, may_plan
from withness.meetings.saying_when import weekday_words
from withness.meetings.showing import place_words
from withness.meetings.vocabulary import OUR_OWN
from withness.meetings.walls import read
from withness.meetings.words import access_of, kind_choices
from withness.people.asking import Asking


@require_GET
def calendar(request: Asking, group_id: str) -> HttpResponse:
    """What comes in the next five weeks, and every meeting of the group."""
    me = seat(request, group_id)
    some = meetings_of(me.group)
    return page(
        request, "meetings/group.html", room="groups", group=me.group, may_plan=may_plan(me),
        dates=_dates(request, dates_of(me, some)), meetings=[(one, rhythm_of_series(one), place_words(one)) for one in some],
        has_public=any(one.shown_to == Series.EVERYBODY for one in some), corrections=len(_corrections(me)),
    )  # fmt: skip


@require_GET
def one_meeting(request: Asking, group_id: str, series_id: str) -> HttpResponse:
    """One meeting: its dates, who comes, and what may be done about it."""
    me = seat(request, group_id)
    series = _find(me, series_id)
    dates = dates_of(me, [series], ahead=timedelta(days=92), most=8)
    comes = [who_comes(series, date.planned, seen_by=me) for date in dates[:1]]
    return page(
        request, "meetings/series.html", room="groups", group=me.group, me=me, series=series, rhythm=rhythm_of_series(series),
        place=place_words(series), access=access_of(series.venue), dates=_dates(request, dates), may_change=may_change(me, series),
        may_come=may_come(me, series), coming=comes[0][0] if comes else [], waiting=comes[0][1] if comes else [],
        host=host_of(series, seen_by=me), attendance=dict(Series.ATTENDANCE)[series.attendance], pause=_pause(series),
        members=sorted(who_is_here(me), key=lambda one: one.alias.casefold()),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def plan(request: Asking, group_id: str) -> HttpResponse:
    """The page to plan a meeting on, and the planning."""
    me = seat(request, group_id)
    if not may_plan(me):
        raise NotAllowed(_("Only who holds the group plans its meetings."))
    if request.method == "GET":
        return _form(request, me, form_of(None, me.group, zone=eyes_of(request.person).zone))
    try:
        series = plan_meeting(by=me, wish=wish_from(request.POST))
    except NotUnderstood as no:
        return _form(request, me, request.POST.dict() | _lists(request), {no.field: no.sentence}, status=no.status)
    return say(redirect(f"/g/{me.group_id}/meetings/{series.id}"), request, _("The meeting is planned."))


@require_http_methods(["GET", "POST"])
def change(request: Asking, group_id: str, series_id: str) -> HttpResponse:
    """Say all of it anew, or end it."""
    me = seat(request, group_id)
    series = _find(me, series_id)
    if not may_change(me, series):
        raise NotAllowed(_("Only who holds this meeting can change it."))
    if request.method == "GET":
        return _form(request, me, form_of(series, me.group), series=series)
    if request.POST.get("do") == "end":
        end_meeting(by=me, series=series)
        return say(
            redirect(f"/g/{me.group_id}/meetings"), request, _("The meeting has ended. Those who come are told.")
        )
    try:
        change_meeting(by=me, series=series, wish=wish_from(request.POST))
    except NotUnderstood as no:
        values = request.POST.dict() | _lists(request)
        return _form(request, me, values, {no.field: no.sentence}, status=no.status, series=series)
    return say(
        redirect(f"/g/{me.group_id}/meetings/{series.id}"), request, _("The change is kept. Those who come are told.")
    )


@require_POST
def answer(request: Asking, group_id: str, series_id: str) -> HttpResponse:
    """I am coming, or I cannot."""
    me = seat(request, group_id)
    series = _find(me, series_id)
    come(by=me, series=series, planned=request.POST.get("planned", ""), comes=request.POST.get("comes") == "yes")
    return redirect(f"/g/{me.group_id}/meetings/{series.id}#dates")


@require_http_methods(["GET", "POST"])
def date(request: Asking, group_id: str, series_id: str, planned: str) -> HttpResponse:
    """What becomes of one date."""
    me = seat(request, group_id)
    series = _find(me, series_id)
    one = one_date.occasion_of(series, planned)
    if one is None:
        raise Http404
    if not may_change(me, series):
        raise NotAllowed(_("Only who holds this meeting can change it."))
    trouble, form = {}, request.POST
    words = form.get("words", one.words)
    if request.method == "POST":
        try:
            if form.get("do") == "move":
                to = f"{form.get('day', '')}T{form.get('time', '')}"
                one_date.move(by=me, series=series, planned=planned, to=to, words=words)
            elif form.get("do") == "call_off":
                one_date.call_off(by=me, series=series, planned=planned, words=words)
            else:
                one_date.put_back(by=me, series=series, planned=planned)
            return say(
                redirect(f"/g/{me.group_id}/meetings/{series.id}"), request, _("It is kept. Those who come are told.")
            )
        except NotUnderstood as no:
            trouble = {no.field: no.sentence}
    return page(
        request, "meetings/date.html", status=422 if trouble else 200, room="groups", group=me.group, series=series, one=one,
        planned=planned, words=words, trouble=trouble, on_day=form.get("day") or one.wall.date().isoformat(),
        time=form.get("time") or one.wall.strftime("%H:%M"),
    )  # fmt: skip


@require_POST
def hold(request: Asking, group_id: str, series_id: str) -> HttpResponse:
    """Pause, go on, add a date, or give it into other hands."""
    me = seat(request, group_id)
    series, form = _find(me, series_id), request.POST
    do = form.get("do", "")
    if do == "pause":
        one_date.pause(
            by=me, series=series, first=form.get("first", ""), last=form.get("last", ""), words=form.get("words", "")
        )
    elif do == "go_on":
        one_date.go_on(by=me, series=series)
    elif do == "add":
        one_date.add_date(by=me, series=series, wall=f"{form.get('day', '')}T{form.get('time', '')}")
    else:
        to = somebody_here(me, form.get("host", ""))
        if to is None:
            raise NotUnderstood("host", _("Choose a member of this group."))
        hand_over(by=me, series=series, to=to)
    return say(redirect(f"/g/{me.group_id}/meetings/{series.id}"), request, _("It is kept. Those who come are told."))


@require_http_methods(["GET", "POST"])
def corrections(request: Asking, group_id: str) -> HttpResponse:
    """What somebody said is not right."""
    me = seat(request, group_id)
    if not may_plan(me):
        raise NotAllowed(_("Only who holds the group can see this."))
    waiting = _corrections(me)
    if request.method == "POST":
        for one in waiting:
            if one.id == request.POST.get("correction"):
                settle(correction=one, person=me.person, member=me, verified=request.POST.get("do") == "right")  # type: ignore[arg-type]
        return redirect(f"/g/{me.group_id}/meetings/corrections")
    return page(
        request, "meetings/corrections.html", room="groups", group=me.group, waiting=waiting, about=dict(Correction.WRONG),
        action=f"/g/{me.group_id}/meetings/corrections",
    )  # fmt: skip


def _corrections(me: Member) -> list[Correction]:
    return open_corrections(group_id=me.group_id) if may_plan(me) else []


def _find(me: Member, series_id: str) -> Series:
    series = series_in(me.group, series_id)
    if series is None:
        raise Http404
    return series


def _dates(request: Asking, dates: list[Date]) -> list[tuple[Date, str, str, Any]]:
    """Each with its day and hour in the reader's own words."""
    eyes = eyes_of(request.person)
    told = []
    for one in dates:
        at = one.one.starts_at.astimezone(clock.zone_of(eyes.zone))
        told.append((one, weekday_words(at.weekday()), hour_words(one.one, eyes), at.date()))
    return told


def _pause(series: Series) -> Any:
    today = clock.today(series.zone)
    return next(
        (one for one in series.differences.all() if one.first_on and (one.last_on is None or one.last_on >= today)),
        None,
    )


def _lists(request: Asking) -> dict[str, Any]:
    return {name: request.POST.getlist(name) for name in ("days", "access", "types")}


def _zones(values: dict[str, Any]) -> list[tuple[str, str]]:
    """All that may be chosen, and the one that stands there already."""
    known = clock.known_zones()
    chosen = values.get("zone") or "UTC"
    return [(one, one) for one in ([] if chosen in known else [chosen]) + known]


def _form(
    request: Asking, me: Member, values: dict[str, Any], trouble: dict[str, str] | None = None, *, status: int = 200,
    series: Series | None = None,
) -> HttpResponse:  # fmt: skip
    known = dict(kind_choices())
    return page(
        request, "meetings/write.html", status=status, room="groups", group=me.group, series=series, values=values,
        trouble=trouble or {}, rhythms=RHYTHM_LABELS, days=[(str(n), weekday_words(n)) for n in range(7)],
        zones=_zones(values), attendances=Series.ATTENDANCE[:3], joinings=Series.JOINING,
        showns=[(value, label, "") for value, label in Series.SHOWN], accesses=Venue.ACCESS,
        types=[(one, known[one]) for one in OUR_OWN], first=read(series.starts) if series else None,
    )  # fmt: skip
