"""What the group says of itself, how it does things, what it agrees on, and how it ends."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from withness.foundation.pages import page
from withness.foundation.refusing import NotUnderstood
from withness.foundation.saying import say
from withness.groups.agreeing import agreement_of, change_agreement
from withness.groups.closing import close_group
from withness.groups.models import Group, Member
from withness.groups.opening import change_ways, edit_group
from withness.groups.profiles import profile_of, way_of
from withness.groups.proposing import is_voted
from withness.groups.seats import desk_seat
from withness.groups.views.opening import joinings, languages_to_choose
from withness.groups.ways import LEAST_SEATS, MOST_SEATS, QUESTIONS, answer_of, read_ways
from withness.people.asking import Asking
from withness.people.showing import zones_to_choose

ABOUT = ("title", "about", "joining", "language", "zone")


@require_http_methods(["GET", "POST"])
def about(request: Asking, group_id: str) -> HttpResponse:
    """The name, the words about it, who may join, the language and the clock."""
    me = desk_seat(request, group_id)
    no = None
    written: dict[str, Any] = {name: request.POST.get(name, str(getattr(me.group, name))) for name in ABOUT}
    if request.method == "POST":
        try:
            edit_group(by=me, **written)
            return _back(request, me, _("Kept. Everybody sees it so now."))
        except NotUnderstood as found:
            no = found
    return _page(
        request, me, "edit_about", no, joinings=joinings(), tongues=languages_to_choose(me.group.language),
        zones=zones_to_choose(me.group.zone), written=written,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def ways(request: Asking, group_id: str) -> HttpResponse:
    """How the group does things: each question with the answer that stands."""
    me, no = desk_seat(request, group_id), None
    if request.method == "POST":
        try:
            change_ways(by=me, ways=read_ways(request.POST))
            return _back(request, me, _("Kept. The page about the group says so now."))
        except NotUnderstood as found:
            no = found
    answers = {one.name: request.POST.get(one.name) or answer_of(me.group, one.name) for one in QUESTIONS}
    return _page(
        request, me, "edit_ways", no, questions=QUESTIONS, answers=answers, profile=profile_of(me.group),
        circle_size=request.POST.get("circle_size", str(way_of(me.group, "circle_size"))), least=LEAST_SEATS, most=MOST_SEATS,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def agreement(request: Asking, group_id: str) -> HttpResponse:
    """A new version of what the group agrees on; everybody is asked again."""
    me, no = desk_seat(request, group_id), None
    if is_voted(me.group):
        return redirect(f"/g/{me.group_id}/agreement/propose")
    now = agreement_of(me.group)
    words = request.POST.get("words", now.words)
    if request.method == "POST":
        try:
            fresh = change_agreement(by=me, words=words)
            if fresh.version == now.version:
                return _back(request, me, _("The words are the same as before, so nobody is asked again."))
            sentence = _("Everybody is asked to read it now. So are you.")
            return say(redirect(f"/g/{me.group_id}/agreement"), request, sentence)
        except NotUnderstood as found:
            no = NotUnderstood("words", found.sentence)
    return _page(request, me, "edit_agreement", no, words=words)


@require_http_methods(["GET", "POST"])
def close(request: Asking, group_id: str) -> HttpResponse:
    """The end of a group, with last words; they can be changed afterwards."""
    me, no = desk_seat(request, group_id), None
    words = request.POST.get("words", me.group.closing_words)
    if request.method == "POST":
        try:
            close_group(by=me, words=words)
            return say(redirect(f"/g/{me.group_id}"), request, _("It is closed. Everybody can still read here."))
        except NotUnderstood as found:
            no = found
    return _page(request, me, "close", no, words=words, over=me.group.closed_at is not None)


def _back(request: Asking, me: Member, sentence: str) -> HttpResponse:
    return say(redirect(f"/g/{me.group_id}/desk"), request, sentence)


def _page(request: Asking, me: Member, name: str, no: NotUnderstood | None, **shown: Any) -> HttpResponse:
    group: Group = me.group
    return page(
        request, f"groups/{name}.html", status=no.status if no else 200, room="groups", me=me, group=group,
        trouble={no.field: no.sentence} if no else {}, **shown,
    )  # fmt: skip
