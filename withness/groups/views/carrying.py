"""Carrying a group to another house: asking for it, saying whether one's words go along, and sitting down there again."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from withness.foundation.numbers import whole
from withness.foundation.pages import page
from withness.foundation.refusing import NotAllowed, NotUnderstood, Refused
from withness.foundation.saying import say
from withness.groups.agreeing import agreement_of
from withness.groups.carrying.asking import answer_carrying, answer_of_member, ask_to_carry, call_off, carrying_of
from withness.groups.carrying.claiming import claim_seat, seat_behind
from withness.groups.models import Member
from withness.groups.rules import may_hand_on
from withness.groups.seats import desk_seat, seat
from withness.people.asking import Asking
from withness.people.consenting import has_consented
from withness.people.doors import for_known
from withness.people.models import Person


@require_http_methods(["GET", "POST"])
def carry_page(request: Asking, group_id: str) -> HttpResponse:
    """For the facilitator: ask everybody, see that it is asked, or let it be."""
    me, code = desk_seat(request, group_id), ""
    if not may_hand_on(me):
        raise NotAllowed(_("Only the facilitator can do this."))
    if request.method == "POST" and request.POST.get("do") == "call_off":
        call_off(by=me)
        return say(
            redirect(f"/g/{me.group_id}/desk"), request, _("The group stays. What everybody answered is let go of.")
        )
    if request.method == "POST":
        code = ask_to_carry(by=me)
    return page(
        request, "groups/carry.html", room="groups", me=me, group=me.group, carrying=carrying_of(me.group), code=code,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def words_along_page(request: Asking, group_id: str) -> HttpResponse:
    """For every member, while it is asked: do my words go along?"""
    me, code = seat(request, group_id), ""
    carrying = carrying_of(me.group)
    if carrying is None:
        raise Http404
    answer = request.POST.get("words", "")
    trouble = {}
    if answer in {"yes", "no"}:
        code = answer_carrying(by=me, yes=answer == "yes")
    elif request.method == "POST":
        trouble = {"words": _("Choose whether your words go along or stay.")}
    if answer == "no":
        return say(redirect(f"/g/{me.group_id}"), request, _("Your words stay here. Nobody is told what you chose."))
    return page(
        request, "groups/words_along.html", status=422 if trouble else 200, room="groups", me=me, group=me.group,
        carrying=carrying, code=code, given=answer_of_member(carrying, me), trouble=trouble,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@for_known
def seat_page(request: Asking, person: Person) -> HttpResponse:
    """Where somebody who comes from another house writes their code, reads what the group agrees on, and sits down."""
    code = request.POST.get("code", "")
    if request.method == "GET":
        return _seat(request, person, code)
    if seat_behind(code, person) is None:
        sentence = _("This code opens no seat here. Look once more at how it is written.")
        return _seat(request, person, code, NotUnderstood("code", sentence))
    if request.POST.get("do") != "sit":
        return _seat(request, person, code)
    try:
        me = _sit(request, person, code)
    except Refused as no:
        return _seat(request, person, code, no)
    if me.holds == Member.FACILITATOR:
        sentence = _("It is in your hands again. Nobody else finds it until you open its door.")
        return say(redirect(f"/g/{me.group_id}/desk"), request, sentence)
    return say(redirect(f"/g/{me.group_id}"), request, _("This is your seat. Your words are here."))


def _sit(request: Asking, person: Person, code: str) -> Member:
    form = request.POST
    consents = form.get("health") == "yes"
    if not consents and not has_consented(person, "health"):
        raise NotUnderstood(
            "health", _("Tick the box if we may keep what you write here. Without it nobody could read it.")
        )
    if form.get("agree") != "yes":
        raise NotUnderstood("agree", _("Read what this group agrees on, and tick the box if you agree too."))
    version = whole(form.get("agreement_version"), most=10**8) or 0
    return claim_seat(person=person, code=code, agreement_version=version, consents=consents)


def _seat(request: Asking, person: Person, code: str, no: Refused | None = None) -> HttpResponse:
    waiting = seat_behind(code, person)
    group = waiting.member.group if waiting is not None else None
    return page(
        request, "groups/seat.html", status=no.status if no else 200, room="groups", code=code[:60], group=group,
        member=waiting.member if waiting else None, agreement=agreement_of(group) if group else None,
        consented=has_consented(person, "health"), agree=request.POST.get("agree") == "yes",
        health=request.POST.get("health") == "yes", why_not=no.sentence if isinstance(no, NotAllowed) else "",
        trouble={no.field: no.sentence} if isinstance(no, NotUnderstood) else {},
    )  # fmt: skip
