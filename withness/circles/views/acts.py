"""What is pressed in a circle: by a form, or by a page's own script."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from withness.circles.acting import Answer, act
from withness.circles.asked import Asked
from withness.circles.views.room import page_of_circle
from withness.circles.views.seats import way_in
from withness.foundation.going_on import by_script
from withness.foundation.ids import new_id
from withness.foundation.numbers import whole
from withness.foundation.refusing import NotUnderstood
from withness.foundation.saying import say
from withness.people.asking import Asking

PAGES = ("hall", "screen")


@require_POST
def do(request: Asking, group_id: str, circle_id: str) -> HttpResponse:
    """Do one act. What came too late is answered by the page as it is now."""
    me, circle = way_in(request, group_id, circle_id)
    asked = _asked(request)
    try:
        answer = act(by=me, circle=circle, asked=asked)
    except NotUnderstood as no:
        if by_script(request):
            return JsonResponse({"did": False, "why": no.sentence, "key": new_id()}, status=422)
        return page_of_circle(request, me, circle, words=asked.words, trouble={no.field: no.sentence})
    if by_script(request):
        told = {"did": answer.did, "why": answer.why, "seq": answer.circle.now.seq, "key": new_id()}
        return JsonResponse(told, status=200)
    return _back(request, answer, f"/g/{me.group_id}/c/{circle.id}")


def _back(request: Asking, answer: Answer, base: str) -> HttpResponse:
    at = request.POST.get("at", "")
    response = redirect(f"{base}/{at}" if at in PAGES else base)
    return response if answer.did else say(response, request, answer.why)


def _asked(request: Asking) -> Asked:
    """The act as the form has it. A button may carry what it is about in its value: `mute 5`, `reorder 3,1,2`."""
    form = request.POST
    name, _space, about = form.get("act", "").partition(" ")
    numbers = tuple(whole(part, most=10**9) or 0 for part in about.split(",") if part)
    given = whole(form.get("to"), most=10**9) or 0
    one = numbers[0] if len(numbers) == 1 and name not in ("reorder", "extend", "presence") else given
    return Asked(
        act="next" if name == "next_part" else name, on=whole(form.get("seq"), most=10**9) or 0, key=form.get("key", ""), to=one,
        seats=numbers if name in ("reorder", "admit") else (), words=form.get("words", ""),
        seconds=numbers[0] if name == "extend" and numbers else 60, kind=about if name == "presence" else "",
        name=form.get("name", ""), because=form.get("because", ""), phase=name == "next_part",
    )  # fmt: skip
