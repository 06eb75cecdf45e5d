"""For stewards: the lists that meetings come from, how each goes, and what becomes of each row."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from withness.foundation import clock
from withness.foundation.numbers import whole
from withness.foundation.pages import page
from withness.foundation.refusing import NotUnderstood
from withness.foundation.saying import say
from withness.meetings.correcting import open_corrections, settle
from withness.meetings.limiting import LISTS
from withness.meetings.models import Correction, Feed, Intake
from withness.meetings.reading import feed_called, feeds, intake_called
from withness.meetings.vocabulary import FELLOWSHIPS
from withness.people.asking import Asking, known
from withness.people.limiting import not_too_often
from withness.people.models import Person
from withness.people.stewarding import is_steward

MOST_ROWS = 500
_KINDS = {"bmlt": "BMLT JSON", "icalendar": "iCalendar", "naws": "NAWS CSV", "airtable": "Airtable", "sheet": "CSV"}


@require_http_methods(["GET", "POST"])
def lists(request: Asking) -> HttpResponse:
    """Every list, how it goes, and what somebody said is not right."""
    _steward(request)
    waiting = open_corrections(group_id=None)
    if request.method == "POST":
        for one in waiting:
            if one.id == request.POST.get("correction"):
                settle(correction=one, person=known(request), member=None, verified=request.POST.get("do") == "right")
        return redirect("/meetings/lists")
    return page(
        request, "meetings/lists.html", room="meetings", feeds=feeds(), waiting=waiting, about=dict(Correction.WRONG),
        action="/meetings/lists",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def new_list(request: Asking) -> HttpResponse:
    """An address or a file, and how to read it: tried first, and nothing kept."""
    from withness.meetings.importing.looking_after import try_list

    person, trouble = _steward(request), {}
    values = {"vocabulary": "aa", "hours": "24", **request.POST.dict()}
    if request.method == "POST":
        not_too_often(request, LISTS)
        chosen = request.FILES.get("file")
        try:
            file = (chosen.name or "", chosen.read()) if chosen else None
            intake = try_list(
                by=person,
                address=request.POST.get("address", ""),
                wishes=_wishes(request),
                hours=_hours(request),
                file=file,
            )
            return redirect(f"/meetings/lists/tried/{intake.id}")
        except NotUnderstood as no:
            trouble = {no.field: no.sentence}
    return page(
        request, "meetings/new_list.html", status=422 if trouble else 200, room="meetings", values=values, trouble=trouble,
        **_choices(),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def tried(request: Asking, intake_id: str) -> HttpResponse:
    """How far the reading is, what became of each row, and taking it in."""
    from withness.meetings.importing.looking_after import begin_again, take_in_tried

    person, intake = _steward(request), intake_called(intake_id)
    if intake is None:
        raise Http404
    if request.method == "POST":
        (begin_again if request.POST.get("do") == "again" else take_in_tried)(by=person, intake=intake)
        return redirect(f"/meetings/lists/tried/{intake.id}")
    kind = _KINDS.get(intake.report.get("kind", ""), "Meeting Guide JSON")
    return page(
        request, "meetings/tried.html", room="meetings", intake=intake, step=dict(Intake.STEPS)[intake.step],
        is_on_its_way=intake.ended_at is None and not intake.is_lost, kind=kind,
        **_rows(intake.report),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def one_list(request: Asking, feed_id: str) -> HttpResponse:
    """What became of each of its rows; how it is read; asking now, stopping, and saying that a shorter list is right."""
    person, feed = _steward(request), feed_called(feed_id)
    if feed is None:
        raise Http404
    if request.method == "POST":
        return _do(request, person, feed)
    values = {"vocabulary": feed.vocabulary, "zone": feed.zone, "hours": str(feed.hours)}
    return page(
        request, "meetings/list.html", room="meetings", feed=feed, values=values, is_address=feed.address.startswith("http"),
        **_rows(feed.report), **_choices(feed),
    )  # fmt: skip


@require_GET
def report(request: Asking, feed_id: str) -> HttpResponse:
    """The same, for programs."""
    _steward(request)
    feed = feed_called(feed_id)
    if feed is None:
        raise Http404
    return HttpResponse(json.dumps(feed.report, ensure_ascii=False), content_type="application/json")


def _do(request: Asking, person: Person, feed: Feed) -> HttpResponse:
    from withness.meetings.importing import looking_after

    do, here = request.POST.get("do", ""), redirect(f"/meetings/lists/{feed.id}")
    if do == "ask":
        not_too_often(request, LISTS)
        return redirect(f"/meetings/lists/tried/{looking_after.ask_now(by=person, feed=feed).id}")
    if do == "change":
        looking_after.change_list(by=person, feed=feed, wishes=_wishes(request), hours=_hours(request))
        return say(here, request, _("It is kept. It counts from the next reading on."))
    if do == "stop":
        looking_after.stop_list(by=person, feed=feed, take_down=request.POST.get("meetings") == "down")
        return say(here, request, _("This list is not read any more."))
    if do == "right" and feed.shrunk_to is not None:
        looking_after.say_it_is_right(by=person, feed=feed)
        return say(here, request, _("The next time this list is read, it counts."))
    return here


def _rows(told: dict[str, Any]) -> dict[str, Any]:
    odd = sorted((row for row in told.get("rows", []) if row["reasons"]), key=lambda row: row["verdict"] != "rejected")
    return {"report": told, "odd": odd[:MOST_ROWS], "more": len(odd) > MOST_ROWS}


def _wishes(request: Asking) -> Any:
    from withness.meetings.importing.listing import Wishes

    form = request.POST
    return Wishes(form.get("vocabulary", ""), form.get("zone", ""), form.get("with_contacts") == "yes")


def _hours(request: Asking) -> int:
    read = whole(request.POST.get("hours", "0"), most=720)
    return -1 if read is None else read


def _choices(feed: Feed | None = None) -> dict[str, Any]:
    often = [("0", _("Only when somebody asks for it")), ("6", _("Every six hours")), ("24", _("Every day")),
             ("168", _("Every week"))]  # fmt: skip
    fellowships = list(FELLOWSHIPS.items())
    if feed is not None and str(feed.hours) not in dict(often):
        often.append((str(feed.hours), _("Every %(n)d hours") % {"n": feed.hours}))
    if feed is not None and feed.vocabulary not in FELLOWSHIPS:
        fellowships.append((feed.vocabulary, feed.vocabulary))
    zones = [("", _("As its rows or their places say")), *((one, one) for one in clock.known_zones())]
    return {"oftens": often, "fellowships": fellowships, "zones": zones}


def _steward(request: Asking) -> Person:
    if request.person is None or not is_steward(request.person):
        raise Http404
    return request.person
