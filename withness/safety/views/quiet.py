"""Whom and what one does not want to hear of."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from withness.foundation.numbers import whole
from withness.foundation.pages import page
from withness.foundation.refusing import NotUnderstood
from withness.foundation.saying import say
from withness.people.asking import Asking
from withness.people.doors import for_known
from withness.people.models import Person
from withness.safety.quieting import MEMBER, TOPIC, be_quiet, hear_again, wishes_of
from withness.safety.reportable import find_target


@require_http_methods(["GET", "POST"])
@for_known
def wishes(request: Asking, person: Person) -> HttpResponse:
    """The list; adding to it, and taking off it."""
    trouble: dict[str, str] = {}
    form = request.POST
    again = whole(form.get("again"))
    if request.method == "POST" and again is not None:
        hear_again(person=person, wish_id=again)
        return say(redirect("/me/quiet"), request, _("You will hear of it again."))
    if request.method == "POST":
        kind, what = form.get("kind", TOPIC), form.get("what", "")
        try:
            if kind != TOPIC and find_target(person, kind, what) is None:
                raise NotUnderstood("what", _("We do not know whom you mean."))
            be_quiet(person=person, kind=kind, what=what)
            return say(redirect("/me/quiet"), request, _("Kept. Nobody is told."))
        except NotUnderstood as no:
            trouble = {no.field: no.sentence}
    member = request.GET.get("member", "")
    asked = find_target(person, MEMBER, member)
    named = [(wish, _name_of(person, wish.kind, wish.what)) for wish in wishes_of(person)]
    return page(
        request, "safety/quiet.html", status=422 if trouble else 200, room="me", wishes=named, trouble=trouble,
        asked=asked if asked and not any(wish.what == member for wish, _name in named) else None,
    )  # fmt: skip


def _name_of(person: Person, kind: str, what: str) -> str:
    if kind == TOPIC:
        return what
    target = find_target(person, kind, what)
    return target.alias if target is not None and target.alias else (_("A group") if kind == "group" else _("Somebody"))
