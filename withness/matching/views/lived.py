"""What one has lived through, as said in one group; and what a group is for."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from withness.foundation.pages import page
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.saying import say
from withness.groups.rules import holds
from withness.groups.seats import seat
from withness.matching import choosing
from withness.matching.knowing import by_branch, named
from withness.matching.models import Lived
from withness.matching.wanting import lives_of
from withness.people.asking import Asking


@require_http_methods(["GET", "POST"])
def lived(request: Asking, group_id: str) -> HttpResponse:
    """Choose what one has lived through and how far along one is, for this group; or nothing."""
    me, trouble = seat(request, group_id), {}
    stages = choosing.lived_by(me)
    if request.method == "POST":
        stages = {slug: request.POST.get(f"stage-{slug}", Lived.MIDDLE) for slug in request.POST.getlist("experience")}
        try:
            choosing.say_lived(by=me, stages=stages)
            return say(redirect(f"/g/{me.group_id}"), request, _("Kept. Nobody else sees it."))
        except NotUnderstood as no:
            trouble = {no.field: no.sentence}
    language = translation.get_language() or "en"
    first = named(list(dict.fromkeys([*stages, *lives_of(me.group)])), language)
    return page(
        request, "matching/lived.html", status=422 if trouble else 200, room="groups", group=me.group, stages=stages,
        first=first, branches=by_branch(language), choices=Lived.STAGES, trouble=trouble,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def group_experiences(request: Asking, group_id: str) -> HttpResponse:
    """Choose what the group is for. For who holds it."""
    me, trouble = seat(request, group_id), {}
    if not holds(me):
        raise NotAllowed(_("Only who holds the group can do this."))
    if request.method == "POST":
        try:
            choosing.choose_for_group(by=me, experiences=request.POST.getlist("experience"))
            return say(redirect(f"/g/{me.group_id}"), request, _("Kept. New people find the group by it."))
        except NotUnderstood as no:
            trouble = {no.field: no.sentence}
    language, now = translation.get_language() or "en", lives_of(me.group)
    return page(
        request, "matching/group_experiences.html", status=422 if trouble else 200, room="groups", group=me.group,
        mine=set(now), first=named(now, language), branches=by_branch(language), trouble=trouble,
    )  # fmt: skip
