"""My path: how it is today, what I wrote, the picture of a year, and something to print for a clinician."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from withness.foundation import clock
from withness.foundation.ids import looks_like_id
from withness.foundation.numbers import whole
from withness.foundation.pages import page
from withness.foundation.refusing import NotUnderstood
from withness.foundation.saying import say
from withness.people.asking import Asking
from withness.people.consenting import has_consented
from withness.people.doors import for_known
from withness.people.keyring import OpenKey, held_open, keep_open
from withness.people.models import Person
from withness.recovery import keeping, timeline
from withness.recovery.called import band_words
from withness.recovery.known import known_packs
from withness.recovery.models import Entry
from withness.recovery.plotting import plot
from withness.recovery.sealed import Leaf, unsealed

HERE, YEAR = "/path", timedelta(days=365)
View = Callable[..., HttpResponse]


def with_key(view: View) -> View:
    """For who has consented and has their key open; it stays open a little longer. Others are led to where it opens."""

    @wraps(view)
    def door(request: Asking, person: Person, *args: Any, **kwargs: Any) -> HttpResponse:
        if not has_consented(person, "health"):
            return redirect(f"/me/consents?next={HERE}")
        key = held_open(request)
        if key is None:
            return redirect(f"/me/key?next={request.path}")
        response = view(request, person, key, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        return keep_open(response, request, key)

    return for_known(door)


@require_GET
@with_key
def mine(request: Asking, person: Person, key: OpenKey) -> HttpResponse:
    """The path: a tap for today, the picture, what was written."""
    return page_of_path(request, person, key)


def page_of_path(request: Asking, person: Person, key: OpenKey, trouble: dict[str, str] | None = None) -> HttpResponse:
    """The path, with what was wrong in its form."""
    today = clock.today(person.zone)
    leaves = timeline.leaves_of(person, key=key, since=today - YEAR)
    return page(
        request, "recovery/path.html", status=422 if trouble else 200, room="path", pictures=pictures(person, leaves, today),
        leaves=leaves[:40], more=len(leaves) > 40, trouble=trouble or {}, form=request.POST, told=_told_today(leaves, today),
        packs=known_packs(), numbers=range(11),
    )  # fmt: skip


def _told_today(leaves: list[Leaf], today: date) -> Leaf | None:
    return next((leaf for leaf in leaves if leaf.kind == Entry.MOOD and leaf.on == today), None)


def pictures(person: Person, leaves: list[Leaf], today: date) -> list[dict[str, Any]]:
    """A picture and its table for moods and for each measure that has been answered. A year is drawn, or less."""
    since = min((leaf.on for leaf in leaves), default=today)
    first, last = min(since, today - timedelta(days=30)), today
    lanes = timeline.lanes_of(person, first, last)
    found = []
    moods = timeline.moods(leaves)
    if moods:
        title = _("How it was, from 0 to 10")
        drawn = plot(moods, first=first, last=last, highest=10, title=title, lanes=lanes)
        found.append({"title": title, "drawn": drawn, "points": moods, "note": ""})
    for pack in known_packs().values():
        points = [replace(point, band=band_words(point.band)) for point in timeline.scores(leaves, pack)]
        if points:
            bands = [(least, band_words(name)) for least, name in pack.bands]
            drawn = plot(points, first=first, last=last, highest=pack.highest, title=pack.name, bands=bands)
            note = (
                _("A ring means: more than chance, seen from the first time.") if any(p.change for p in points) else ""
            )
            found.append({"title": pack.name, "drawn": drawn, "points": points, "note": note})
    return found


@require_POST
@with_key
def mood(request: Asking, person: Person, key: OpenKey) -> HttpResponse:
    """How it is: one tap."""
    felt = whole(request.POST.get("mood"), most=99)
    try:
        keeping.keep_mood(
            person=person, key=key, mood=-1 if felt is None else felt, words=request.POST.get("words", "")
        )
    except NotUnderstood as no:
        return page_of_path(request, person, key, {no.field: no.sentence})
    return say(redirect(HERE), request, _("It is kept, sealed for you."))


@require_http_methods(["GET", "POST"])
@with_key
def new_note(request: Asking, person: Person, key: OpenKey) -> HttpResponse:
    """A page of one's own."""
    trouble = {}
    if request.method == "POST":
        try:
            keeping.keep_note(person=person, key=key, words=request.POST.get("words", ""))
            return say(redirect(HERE), request, _("It is kept, sealed for you."))
        except NotUnderstood as no:
            trouble = {no.field: no.sentence}
    return page(
        request, "recovery/note.html", status=422 if trouble else 200, room="path", trouble=trouble, leaf=None,
        words=request.POST.get("words", ""),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@with_key
def entry(request: Asking, person: Person, key: OpenKey, entry_id: str) -> HttpResponse:
    """One entry: read it, change a note, let it go."""
    kept = Entry.objects.visible_to(person).filter(id=entry_id if looks_like_id(entry_id) else "").first()
    leaf = unsealed(kept, key=key) if kept is not None else None
    if kept is None or leaf is None:
        raise Http404
    trouble = {}
    if request.method == "POST":
        if request.POST.get("do") == "let_go":
            keeping.let_go(entry=kept)
            return say(redirect(HERE), request, _("It is gone for good."))
        try:
            keeping.change_note(entry=kept, key=key, words=request.POST.get("words", ""))
            return say(redirect(HERE), request, _("The change is kept, sealed for you."))
        except NotUnderstood as no:
            trouble = {no.field: no.sentence}
    return page(
        request, "recovery/note.html", status=422 if trouble else 200, room="path", trouble=trouble, leaf=leaf, packs=known_packs(),
        words=request.POST.get("words", leaf.told.get("words", "")),
    )  # fmt: skip


@require_GET
@with_key
def printed(request: Asking, person: Person, key: OpenKey) -> HttpResponse:
    """Something to print and take along. Notes are in it only when asked for."""
    today = clock.today(person.zone)
    leaves = timeline.leaves_of(person, key=key, since=today - YEAR)
    notes = [leaf for leaf in leaves if leaf.told.get("words")] if request.GET.get("notes") == "yes" else []
    return page(
        request, "recovery/print.html", room="path", pictures=pictures(person, leaves, today), notes=notes, today=today,
        with_notes=request.GET.get("notes") == "yes",
    )  # fmt: skip


@require_GET
@with_key
def take_along(request: Asking, person: Person, key: OpenKey) -> HttpResponse:  # noqa: ARG001 -- the door asks for it
    """All of it, readable, as a file."""
    told = [{"on": leaf.on.isoformat(), "kind": leaf.kind, **leaf.told} for leaf in timeline.leaves_of(person, key=key)]
    response = HttpResponse(json.dumps(told, ensure_ascii=False, indent=1), content_type="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="path.json"'
    return response
