"""My milestones and my letters, in one quiet place."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from withness.foundation import clock
from withness.foundation.days import day
from withness.foundation.pages import page
from withness.foundation.refusing import NotUnderstood
from withness.foundation.saying import say
from withness.hope import marking, reading
from withness.hope.chips import chip
from withness.hope.delivering import bring, no_more_letters, wish_for_letters
from withness.hope.models import MOMENTS, Milestone
from withness.hope.rules import may_keep, places_to_write
from withness.people.asking import Asking
from withness.people.doors import for_known
from withness.people.models import Person

HERE = "/hope"


@require_GET
@for_known
def mine(request: Asking, person: Person) -> HttpResponse:
    """What I have reached, letters to me and from me, and whether I want any."""
    return _page(request, person)


def _page(request: Asking, person: Person, trouble: dict[str, str] | None = None) -> HttpResponse:
    return page(
        request, "hope/mine.html", status=422 if trouble else 200, room="path", trouble=trouble or {}, form=request.POST,
        milestones=[(one, chip(one.kind, one.number)) for one in reading.milestones_of(person)],
        kinds=[(value, word) for value, word in Milestone.KINDS if value in marking.BY_HAND], moments=MOMENTS,
        wish=reading.wish_of(person), came=reading.letters_to(person), written=reading.letters_by(person),
        places=places_to_write(person), may_keep=may_keep(person), today=clock.today(person.zone).isoformat(),
    )  # fmt: skip


@require_POST
@for_known
def mark(request: Asking, person: Person) -> HttpResponse:
    """Keep a milestone, or let one go."""
    form = request.POST
    if form.get("do") == "let_go":
        marking.let_go(person=person, milestone_id=form.get("milestone", ""))
        return say(redirect(HERE), request, _("It is gone from here."))
    if not may_keep(person):
        return redirect(f"/me/consents?next={HERE}")
    try:
        on = day(form.get("on", ""), field="on")
        marking.mark(person=person, kind=form.get("kind", ""), words=form.get("words", ""), on=on)
    except NotUnderstood as no:
        return _page(request, person, {no.field: no.sentence})
    return say(redirect(HERE), request, _("It is kept. Nobody else sees it unless you tell them."))


@require_POST
@for_known
def wish(request: Asking, person: Person) -> HttpResponse:
    """Say yes or no to letters, or ask for one now."""
    moment = request.POST.get("moment", "")
    if request.POST.get("do") == "no":
        no_more_letters(person=person)
        return say(redirect(HERE), request, _("No more letters will come. Those you have stay."))
    wish_for_letters(person=person, moment=moment if moment in dict(MOMENTS) else "")
    kept = reading.wish_of(person)
    if kept is not None and kept.moment and bring(kept):
        return say(redirect(HERE), request, _("A letter has come for you."))
    return say(redirect(HERE), request, _("When a letter fits, it will come. It may take some days."))
