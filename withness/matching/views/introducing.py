"""Somebody who has been there."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from withness.foundation.pages import page
from withness.foundation.saying import say
from withness.groups.seats import seat
from withness.matching import choosing, introducing
from withness.matching.knowing import by_branch, named
from withness.matching.wanting import lives_of
from withness.people.asking import Asking
from withness.people.doors import for_known
from withness.people.models import Person


@require_http_methods(["GET", "POST"])
def ask(request: Asking, group_id: str, share_id: str) -> HttpResponse:
    """Ask those here who have lived through the same. Only for one's own share."""
    me, language = seat(request, group_id), translation.get_language() or "en"
    introducing.own_share(me, share_id)
    if request.method == "POST" and request.POST.get("experience"):
        introducing.ask_who_has_been_there(by=me, share_id=share_id, experience=request.POST["experience"])
        sentence = _(
            "If somebody here has lived through it, they are asked. You hear of it when one of them says yes; "
            "your share is read all the same."
        )
        return say(redirect(f"/g/{me.group_id}/s/{share_id}"), request, sentence)
    mine = list(dict.fromkeys([*choosing.lived_by(me), *lives_of(me.group)]))
    return page(
        request, "matching/ask.html", room="groups", group=me.group, share_id=share_id, first=named(mine, language),
        branches=by_branch(language),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@for_known
def introduction(request: Asking, person: Person, introduction_id: str) -> HttpResponse:
    """Say yes, or no, or nothing."""
    found = introducing.introduction_for(person, introduction_id)
    if found is None:
        raise Http404
    one, me = found
    if request.method == "POST":
        if request.POST.get("do") == "no":
            introducing.say_no(by=me, introduction=one)
            return say(redirect(f"/g/{me.group_id}"), request, _("That is all right. Nobody is told."))
        introducing.say_yes(by=me, introduction=one)
        return redirect(f"/introductions/{one.id}")
    language = translation.get_language() or "en"
    return page(
        request, "matching/introduction.html", room="groups", one=one, me=me, other=one.by if me.id == one.to_id else one.to,
        about=next(iter(named([one.experience], language)), None),
    )  # fmt: skip
