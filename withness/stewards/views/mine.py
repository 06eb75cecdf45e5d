"""What stewards decided about me, what they saw of me, and what I asked them to look at; and the year's numbers."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from withness.foundation import clock
from withness.foundation.numbers import whole
from withness.foundation.pages import page
from withness.foundation.refusing import NotUnderstood
from withness.foundation.saying import say
from withness.people.asking import Asking
from withness.people.auditing import chain_lines, entries_about, first_broken, how_many, opening_of
from withness.people.doors import for_known
from withness.people.models import Person
from withness.stewards import desk
from withness.stewards.appealing import ask_again, may_ask_again
from withness.stewards.numbers import year_in_numbers
from withness.stewards.rules import RULES
from withness.stewards.wordings import decided_sentence, entry_sentence


@require_GET
@for_known
def looks(request: Asking, person: Person) -> HttpResponse:
    """Everything anybody did to my account, or saw of mine that needs a reason; and whether the record is whole."""
    mine = [(entry, entry_sentence(entry), opening_of(entry)) for entry in entries_about(person)]
    return page(request, "stewards/looks.html", room="me", entries=mine, broken=first_broken(), number=how_many())


@require_GET
@for_known
def chain(request: Asking, person: Person) -> HttpResponse:  # noqa: ARG001
    """The whole chain as numbers and digests, to keep and to compare. There is no person in it."""
    return HttpResponse(
        "".join(chain_lines()), content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="chain.txt"', "Cache-Control": "no-store"},
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@for_known
def decision(request: Asking, person: Person, action_id: str) -> HttpResponse:
    """What was decided, why, until when; and asking somebody else to look again."""
    action = desk.action_of(person, action_id)
    if action is None:
        raise Http404
    trouble: dict[str, str] = {}
    if request.method == "POST":
        try:
            ask_again(by=person, action=action, words=request.POST.get("words", ""))
            return say(redirect(f"/me/decisions/{action.id}"), request, _("Somebody else will look at it."))
        except NotUnderstood as no:
            trouble = {no.field: no.sentence}
    return page(
        request, "stewards/decision.html", status=422 if trouble else 200, room="me", action=action, trouble=trouble,
        sentence=decided_sentence(action), rule=RULES.get(action.rule, ""), may_ask=may_ask_again(person, action),
        appeal=getattr(action, "appeal", None), words=request.POST.get("words", ""),
    )  # fmt: skip


@require_GET
@for_known
def waits(request: Asking, person: Person, wave_id: str) -> HttpResponse:  # noqa: ARG001
    """Why my words wait, and until when."""
    found = desk.wave_of(wave_id)
    if found is None:
        raise Http404
    return page(request, "stewards/waits.html", room="me", wave=found, over=found.ends_at <= clock.now())


@require_GET
def numbers(request: Asking) -> HttpResponse:
    """What was decided in a year, for everybody."""
    this = clock.now().year
    year = whole(request.GET.get("year"), least=2020, most=this) or this
    return page(request, "stewards/numbers.html", numbers=year_in_numbers(year), this=this)
