"""Asking stewards to look, and following what became of it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from withness.foundation.pages import page
from withness.foundation.refusing import NotUnderstood
from withness.foundation.saying import say
from withness.people.asking import Asking
from withness.people.doors import for_known
from withness.people.models import Person
from withness.safety.reportable import find_target, kind_of
from withness.safety.reporting import BY_NAME, REASONS, report, reports_by, standing


@require_http_methods(["GET", "POST"])
@for_known
def ask_to_look(request: Asking, person: Person, kind: str, thing_id: str) -> HttpResponse:
    """The page on which one says why, and the sending of it."""
    target = find_target(person, kind, thing_id)
    if target is None:
        raise Http404
    trouble, reason, words = {}, request.POST.get("reason", ""), request.POST.get("words", "")
    if request.method == "POST":
        try:
            report(by=person, target=target, reason=reason, words=words)
            thanks = _("Thank you. It has arrived, and a steward will look. You can follow it under “Me”.")
            return say(redirect("/me/reports"), request, thanks)
        except NotUnderstood as no:
            trouble = {no.field: no.sentence}
    return page(
        request, "safety/report.html", status=422 if trouble else 200, target=target, trouble=trouble, reason=reason,
        words=words, reasons=[(one.name, one.words, one.more) for one in REASONS],
    )  # fmt: skip


@require_GET
@for_known
def my_reports(request: Asking, person: Person) -> HttpResponse:
    """What one asked to be looked at, and how it stands."""
    mine = [
        (one, str(kind.label) if (kind := kind_of(one.kind)) else one.kind, BY_NAME[one.reason].words, standing(one))
        for one in reports_by(person)
        if one.reason in BY_NAME
    ]
    return page(request, "safety/reports.html", room="me", reports=mine)
