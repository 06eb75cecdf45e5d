"""The desk. Every page of it is behind `for_stewards`; words are shown only after a press that is written down."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from withness.foundation import clock
from withness.foundation.numbers import whole
from withness.foundation.pages import page
from withness.foundation.refusing import NotUnderstood, Refused
from withness.foundation.saying import say
from withness.people.asking import Asking
from withness.people.models import Person
from withness.stewards import acting, desk, quietening, unmasking
from withness.stewards.appealing import answer_appeal
from withness.stewards.doors import case_for, for_stewards
from withness.stewards.looking import look
from withness.stewards.models import Action, Case
from withness.stewards.raids import look_at_wave, undo_wave
from withness.stewards.rules import RULES
from withness.stewards.wordings import starts


@require_GET
@for_stewards
def queue(request: Asking, steward: Person) -> HttpResponse:
    """What waits."""
    return page(request, "stewards/queue.html", room="me", waiting=desk.queue(steward))


@require_http_methods(["GET", "POST"])
@for_stewards
def case(request: Asking, steward: Person, case_id: str) -> HttpResponse:
    """One case, without a word of anybody; with a press (POST) the words are shown, and it is written down."""
    found = case_for(steward, case_id)
    pieces = look(by=steward, case=found) if request.method == "POST" else None
    return _case_page(request, steward, found, pieces=pieces)


@require_POST
@for_stewards
def decide(request: Asking, steward: Person, case_id: str) -> HttpResponse:
    """Decide; or leave it as it is."""
    found, form = case_for(steward, case_id), request.POST
    try:
        if form.get("kind") == "left":
            acting.leave_it(by=steward, case=found, reason=form.get("reason", ""))
        else:
            hours = whole(form.get("hours"), most=9999)
            acting.act(
                by=steward, case=found, kind=form.get("kind", ""), rule=form.get("rule", ""), reason=form.get("reason", ""),
                hours=72 if hours is None else hours,
            )  # fmt: skip
    except NotUnderstood as no:
        return _case_page(request, steward, found, trouble={no.field: no.sentence}, status=422)
    return say(redirect("/desk"), request, _("It is decided, and they were told why."))


@require_POST
@for_stewards
def second(request: Asking, steward: Person, case_id: str) -> HttpResponse:
    """Decide with the first steward."""
    found = case_for(steward, case_id)
    waits = desk.open_second(found)
    if waits is None:
        raise Http404
    acting.second(by=steward, action=waits)
    return say(redirect("/desk"), request, _("It is decided by two of you, and they were told why."))


@require_POST
@for_stewards
def answer(request: Asking, steward: Person, case_id: str) -> HttpResponse:
    """Look again, and say why."""
    found = case_for(steward, case_id)
    asked = desk.open_appeal(found)
    if asked is None:
        raise Http404
    try:
        answer_appeal(
            by=steward, appeal=asked, stands=request.POST.get("stands") != "no", answer=request.POST.get("answer", "")
        )
    except NotUnderstood as no:
        return _case_page(request, steward, found, trouble={no.field: no.sentence}, status=422)
    return say(redirect("/desk"), request, _("They were told."))


@require_POST
@for_stewards
def who(request: Asking, steward: Person, case_id: str) -> HttpResponse:
    """Ask who somebody is, agree to it, or see it."""
    found, form = case_for(steward, case_id), request.POST
    asked = desk.unmasking_of(found, form.get("unmasking", ""))
    behind = None
    if asked is None:
        try:
            unmasking.ask_to_unmask(
                by=steward, case=found, why=form.get("why", ""), life_at_risk=form.get("risk") == "yes"
            )
        except NotUnderstood as no:
            return _case_page(request, steward, found, trouble={no.field: no.sentence}, status=422)
    elif form.get("do") == "agree":
        unmasking.agree_to_unmask(by=steward, unmasking=asked)
    else:
        behind = unmasking.unmask(by=steward, unmasking=asked)
    return _case_page(request, steward, found, behind=behind)


@require_POST
@for_stewards
def quieten(request: Asking, steward: Person, case_id: str) -> HttpResponse:
    """Slow mode for a day, or mourning for two weeks, in the group of a case; or the end of both."""
    found = case_for(steward, case_id)
    quietening.quieten(by=steward, case=found, how=request.POST.get("do", ""))
    return say(redirect(f"/desk/{found.id}"), request, _("The group’s page says so."))


@require_http_methods(["GET", "POST"])
@for_stewards
def wave(request: Asking, steward: Person, wave_id: str) -> HttpResponse:
    """A wave of strangers: who came with it, and undoing it."""
    found = desk.wave_for(steward, wave_id)
    if found is None:
        raise Http404
    if request.method == "POST":
        undo_wave(by=steward, wave=found, but=frozenset(request.POST.getlist("but")))
        return say(redirect("/desk"), request, _("They are paused, and were told why. Nothing they wrote is lost."))
    return page(request, "stewards/wave.html", room="me", wave=found, came=look_at_wave(by=steward, wave=found))


def _case_page(request: Asking, steward: Person, found: Case, *, status: int = 200, **more: Any) -> HttpResponse:
    shown: dict[str, Any] = {"pieces": None, "trouble": {}, "behind": None} | more
    acts = [(kind, label) for kind, label in Action.KINDS if kind != Action.LOCK or found.place]
    try:
        return page(
            request, "stewards/case.html", status=status, room="me", one=desk.waiting(found), me=steward,
            acts=acts, rules=[(name, words) for name, words in RULES.items() if name != "wave"], starts=starts(),
            decisions=desk.decisions_on(found), asked=desk.open_appeal(found), waits=desk.open_second(found),
            unmaskings=desk.unmaskings_of(found), group=desk.group_of(found), now=clock.now(),
            said_beside=desk.words_of_reporters(found) if shown["pieces"] is not None else [], **shown,
        )  # fmt: skip
    except Refused:
        raise Http404 from None
