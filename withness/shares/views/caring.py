"""Words that sound like crisis open a card for their author, in the same answer: also when they could not be kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from withness.foundation.going_on import by_script, go_on
from withness.foundation.ids import new_id
from withness.foundation.pages import page
from withness.foundation.saying import say
from withness.groups.asking_for_company import may_ask_for_company
from withness.groups.models import Member
from withness.groups.profiles import way_of
from withness.people.asking import Asking, known
from withness.safety import caring
from withness.safety.words.hearing import Sound


def heard(request: Asking, me: Member, words: str) -> Sound | None:
    """What the words sound like, unless the group or the person wants no card. Read before anything is kept."""
    return caring.heard(words, person=known(request), allowed=bool(way_of(me.group, "risk_tooling")))


def answer(request: Asking, me: Member, sound: Sound | None, to: str, *, heading: str = "") -> HttpResponse:
    """The words are kept: on to `to`, with the card on the way where there is one."""
    if sound is None:
        return go_on(request, to)
    if by_script(request):
        told = {"to": to, "key": new_id(), "care": caring.card(request, sound, on=to, ask=_ask(me))}
        return JsonResponse(told, status=201)
    if caring.quiet(sound):
        return say(go_on(request, to), request, caring.line(sound))
    return page(
        request, "safety/care.html", room="groups", kept=True, heading=heading or _("Your words are shared."),
        care=caring.card(request, sound, on=to, ask=_ask(me)),
    )  # fmt: skip


def _ask(me: Member) -> str:
    """Where this member may ask somebody of the group to write to them; nowhere, where the group decided against it."""
    return f"/g/{me.group_id}/company" if may_ask_for_company(me) else ""


def not_kept(request: Asking, sound: Sound) -> HttpResponse:
    """The database would not keep the words. They come back to their author, with the card."""
    care = caring.card(request, sound)
    if by_script(request):
        return JsonResponse({"care": care}, status=503)
    fields: list[tuple[str, Any]] = [
        (name, value) for name, value in request.POST.items() if name not in {"words", "csrfmiddlewaretoken"}
    ]
    return page(
        request, "safety/care.html", status=503, room="groups", kept=False, heading=_("We could not keep this yet."),
        care=care, again=request.path, fields=fields, words=request.POST.get("words", ""),
    )  # fmt: skip
