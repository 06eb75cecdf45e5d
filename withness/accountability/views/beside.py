"""What I named in a circle, and who walks with me."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from withness.accountability import committing, walking
from withness.accountability.models import Commitment, Walk
from withness.accountability.reading import beside
from withness.foundation.ids import looks_like_id
from withness.foundation.pages import page
from withness.foundation.refusing import NotUnderstood
from withness.foundation.saying import say
from withness.groups.rules import may_write
from withness.people.asking import Asking
from withness.people.doors import for_known
from withness.people.models import Person
from withness.people.onward import onward


@require_POST
@for_known
def commitment(request: Asking, person: Person, commitment_id: str) -> HttpResponse:
    """Say how it was, or not be asked again."""
    mine = _mine(person, commitment_id)
    if mine is None:
        raise Http404
    there = redirect(onward(request, "/progress"))
    if request.POST.get("do") == "let_go":
        committing.let_go(commitment=mine)
        return say(there, request, _("You will not be asked about it again."))
    try:
        committing.tell_how_it_was(
            commitment=mine, how=request.POST.get("how", ""), words=request.POST.get("words", "")
        )
    except NotUnderstood as no:
        return say(there, request, no.sentence)
    return say(there, request, _("Thank you for telling yourself."))


@require_http_methods(["GET", "POST"])
@for_known
def walk(request: Asking, person: Person, walk_id: str) -> HttpResponse:
    """My buddy: what each of us agreed to, a pause, an end."""
    walks = Walk.objects.visible_to(person).open().select_related("one__group", "other__group")
    found = walks.filter(id=walk_id).first() if looks_like_id(walk_id) else None
    if found is None:
        raise Http404
    here = beside(found, person)
    if request.method == "GET":
        return page(request, "accountability/walk.html", room="path", beside=here, may_agree=may_write(here.me))
    do, there = request.POST.get("do", ""), redirect(f"/walk/{found.id}")
    match do:
        case "agree":
            walking.agree(walk=found, by=here.me, words=request.POST.get("words", ""))
            return say(there, request, _("It is kept, and the two of you can read it."))
        case "rest" | "go_on":
            walking.rest(walk=found, on=do == "rest")
            return say(there, request, _("You rest.") if do == "rest" else _("You go on."))
        case "part":
            walking.part(walk=found)
            return say(redirect("/progress"), request, _("You go separate ways now. It is nobody’s fault."))
    return there


def _mine(person: Person, commitment_id: str) -> Commitment | None:
    mine = Commitment.objects.visible_to(person)
    return mine.filter(id=commitment_id).first() if looks_like_id(commitment_id) else None
