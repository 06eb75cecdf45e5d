"""Formats: choosing one, reading one, and writing one's own."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from withness.circles import choosing
from withness.circles.formats.parsing import read_format
from withness.circles.formats.plan import Plan
from withness.circles.formats.shelf import plan_of
from withness.circles.opening import open_circle
from withness.circles.rules import may_change_formats, may_open
from withness.circles.voice.providers import TITLES, offered
from withness.circles.words import KINDS
from withness.foundation.pages import page
from withness.foundation.refusing import NotUnderstood
from withness.foundation.saying import say
from withness.groups.models import Member
from withness.groups.seats import seat
from withness.people.asking import Asking


@require_http_methods(["GET", "POST"])
def new_circle(request: Asking, group_id: str) -> HttpResponse:
    """Choose a format and open a circle."""
    me = seat(request, group_id)
    if request.method == "POST":
        circle = open_circle(by=me, format_name=request.POST.get("format", ""))
        return redirect(f"/g/{me.group_id}/c/{circle.id}")
    shown: dict[str, Any] = {
        "group": me.group,
        "offers": choosing.offers(me.group),
        "may_open": may_open(me),
        "may_change": may_change_formats(me),
    }
    return page(request, "circles/new.html", room="groups", **shown)


@require_GET
def read_one(request: Asking, group_id: str, name: str) -> HttpResponse:
    """How a circle with this format goes."""
    me = seat(request, group_id)
    text = choosing.text_of(me.group, name)
    if text is None:
        raise Http404
    own = choosing.own_format(me.group, name) is not None
    shown: dict[str, Any] = {
        "group": me.group,
        "plan": plan_of(text),
        "name": name,
        "own": own,
        "kinds": KINDS,
        "may_change": may_change_formats(me),
    }
    return page(request, "circles/format.html", room="groups", **shown)


@require_http_methods(["GET", "POST"])
def edit(request: Asking, group_id: str, name: str = "") -> HttpResponse:
    """Write a format: look how it would go, keep it, or let it go. A copy of another one is a good beginning."""
    me = seat(request, group_id)
    if not may_change_formats(me):
        raise Http404
    if request.method == "POST":
        return _edited(request, me, name)
    like = name or request.GET.get("like", "")
    text = choosing.text_of(me.group, like)
    if text is None or (name and choosing.own_format(me.group, name) is None):
        raise Http404
    return _editor(request, me, name, text)


def _edited(request: Asking, me: Member, name: str) -> HttpResponse:
    text, do = request.POST.get("text", ""), request.POST.get("do", "")
    there = f"/g/{me.group_id}/circles"
    if do == "drop":
        choosing.drop_format(by=me, name=name)
        return say(redirect(f"{there}/new"), request, _("The format is gone. Circles that began with it go on."))
    try:
        if do == "look":
            return _editor(request, me, name, text, plan=read_format(text))
        kept = choosing.keep_format(by=me, text=text, name=name)
    except NotUnderstood as no:
        return _editor(request, me, name, text, trouble={no.field: no.sentence})
    return say(redirect(f"{there}/formats/{kept.id}"), request, _("The format is kept."))


def _editor(
    request: Asking,
    me: Member,
    name: str,
    text: str,
    *,
    plan: Plan | None = None,
    trouble: dict[str, str] | None = None,
) -> HttpResponse:
    shown: dict[str, Any] = {
        "group": me.group,
        "name": name,
        "text": text,
        "plan": plan,
        "trouble": trouble or {},
        "kinds": KINDS,
    }
    return page(request, "circles/edit_format.html", status=422 if trouble else 200, room="groups", **shown)


@require_POST
def begin_with(request: Asking, group_id: str, name: str) -> HttpResponse:
    """Let circles here begin with this format."""
    me = seat(request, group_id)
    choosing.begin_with(by=me, name=name)
    return say(redirect(f"/g/{me.group_id}/circles/new"), request, _("Circles here begin with it from now on."))


@require_http_methods(["GET", "POST"])
def ways(request: Asking, group_id: str) -> HttpResponse:
    """How long words stay after a circle, and where one hears each other."""
    me = seat(request, group_id)
    if not may_change_formats(me):
        raise Http404
    kept, trouble = choosing.ways_of(me.group), dict[str, str]()
    if request.method == "POST":
        form = request.POST
        hours = int(form.get("keep_hours", "")) if form.get("keep_hours", "") in ("0", "24") else -1
        kept.keep_hours, kept.voice, kept.voice_link = (
            max(hours, 0),
            form.get("voice", "")[:16],
            form.get("voice_link", "").strip(),
        )
        try:
            choosing.keep_ways(by=me, keep_hours=hours, voice=kept.voice, voice_link=kept.voice_link)
            return say(redirect(f"/g/{me.group_id}/circles/new"), request, _("This is kept."))
        except NotUnderstood as no:
            trouble = {no.field: no.sentence}
    shown: dict[str, Any] = {
        "group": me.group,
        "ways": kept,
        "trouble": trouble,
        "voices": [(name, TITLES[name], "") for name in offered()],
    }
    return page(request, "circles/ways.html", status=422 if trouble else 200, room="groups", **shown)
