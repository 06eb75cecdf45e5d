"""Writing down what helped, and reading it for the commons."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from withness.foundation.ids import looks_like_id
from withness.foundation.pages import page
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.saying import say
from withness.groups.belonging import membership
from withness.groups.models import Member
from withness.groups.rules import may_write
from withness.groups.seats import seat
from withness.people.asking import Asking
from withness.people.doors import for_known
from withness.people.models import Person
from withness.skills import shelf, writing_strategies
from withness.skills.models import MOMENTS, Note, Strategy, Words
from withness.skills.views.shelf import find_strategy, number, page_of
from withness.skills.writing_strategies import Said


@require_http_methods(["GET", "POST"])
@for_known
def new(request: Asking, person: Person) -> HttpResponse:
    """Write down something that helped; `?from=` builds on somebody else's."""
    places = _places(person)
    if not places:
        return say(redirect("/groups"), request, _("What helped is written in a group. Join one first, if you like."))
    source = request.POST.get("from") or request.GET.get("from", "")
    based_on = find_strategy(person, source) if source else None
    trouble = {}
    if request.method == "POST":
        by = seat(request, request.POST.get("group", ""))
        try:
            strategy = writing_strategies.write_strategy(
                by=by, said=_said(request), language=person.language, based_on=based_on
            )
            return say(
                redirect(f"/skills/{strategy.id}"),
                request,
                _("Thank you. Somebody who holds the group reads it first."),
            )
        except NotUnderstood as no:
            trouble = {no.field: no.sentence}
    form = request.POST if request.method == "POST" else _as_form(based_on)
    return _write_page(
        request, "/skills/new", form, trouble, places=places, based_on=based_on, status=422 if trouble else 200
    )


@require_http_methods(["GET", "POST"])
@for_known
def change(request: Asking, person: Person, strategy_id: str) -> HttpResponse:
    """Say it differently, or take it back."""
    strategy = find_strategy(person, strategy_id)
    if strategy.author is None or strategy.author.person_id != person.id:
        raise NotAllowed(_("Only who wrote this can change it."))
    if request.method == "POST" and request.POST.get("do") == "withdraw":
        writing_strategies.withdraw(strategy=strategy)
        return say(redirect("/skills"), request, _("It is taken back. Nobody can read it any more."))
    trouble = {}
    if request.method == "POST":
        try:
            writing_strategies.change_strategy(strategy=strategy, said=_said(request))
            return say(
                redirect(f"/skills/{strategy.id}"), request, _("The change is kept. Somebody reads it again first.")
            )
        except NotUnderstood as no:
            trouble = {no.field: no.sentence}
    form = request.POST if request.method == "POST" else _as_form(shelf.change_of(strategy) or strategy)
    return _write_page(
        request, f"/skills/{strategy.id}/change", form, trouble, changes=strategy, status=422 if trouble else 200
    )


@require_GET
@for_known
def review(request: Asking, person: Person) -> HttpResponse:
    """What waits to be read in groups I hold."""
    return page(request, "skills/review.html", room="groups", waiting=shelf.waiting_for(person),
                notes=shelf.notes_waiting_for(person))  # fmt: skip


@require_POST
@for_known
def approve(request: Asking, person: Person, strategy_id: str) -> HttpResponse:
    """Let everybody try it, as it read on the page they had open."""
    strategy = find_strategy(person, strategy_id)
    if strategy.group_id is None:
        writing_strategies.offer_again(strategy=strategy, by=person)
    else:
        mine = membership(person, strategy.group_id)
        if mine is None:
            raise NotAllowed(_("Only who holds the group reads for it."))
        try:
            writing_strategies.approve(strategy=strategy, by=mine, read=request.POST.get("read", ""))
        except NotUnderstood as no:
            return page_of(request, person, strategy, {no.field: no.sentence}, status=no.status)
    return say(redirect("/skills/review"), request, _("Everybody can try it now."))


@require_POST
@for_known
def note(request: Asking, person: Person, note_id: str) -> HttpResponse:
    """What somebody changed: for others to read, or not."""
    found = (
        Note.objects.visible_to(person).filter(id=note_id if looks_like_id(note_id) else "", approved_at=None).first()
    )
    if found is None:
        raise Http404
    writing_strategies.read_note(note=found, by=person, let_in=request.POST.get("do") == "approve")
    return redirect("/skills/review")


def _said(request: Asking) -> Said:
    form = request.POST
    return Said(
        title=form.get("title", ""), steps=form.get("steps", ""), moments=form.getlist("moments"),
        minutes=number(form.get("minutes", ""), "minutes"), costs=form.get("costs", ""), cautions=form.get("cautions", ""),
        not_for=form.get("not_for", ""),
    )  # fmt: skip


def _as_form(strategy: Words | None) -> dict[str, Any]:
    if strategy is None:
        return {}
    return {
        "title": strategy.title, "steps": strategy.steps, "minutes": strategy.minutes or "", "costs": strategy.costs,
        "cautions": strategy.cautions, "not_for": strategy.not_for, "chosen": strategy.moments,
    }  # fmt: skip


def _write_page(
    request: Asking, action: str, form: Any, trouble: dict[str, str], *, status: int, places: list[Member] | None = None,
    based_on: Strategy | None = None, changes: Strategy | None = None,
) -> HttpResponse:  # fmt: skip
    chosen = form.getlist("moments") if hasattr(form, "getlist") else form.get("chosen", [])
    return page(
        request, "skills/write.html", status=status, room="path", action=action, form=form, trouble=trouble, chosen=chosen,
        moments=MOMENTS, places=[(member.group_id, member.group.title) for member in places or ()], based_on=based_on,
        changes=changes,
    )  # fmt: skip


def _places(person: Person) -> list[Member]:
    mine = Member.objects.visible_to(person).here().filter(person=person, group__closed_at=None).select_related("group")
    return [member for member in mine.order_by("joined_at") if may_write(member)]
