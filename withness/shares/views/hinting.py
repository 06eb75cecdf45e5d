"""Before a reply goes: what in it may be hard to hear, said once, with the choice to send it as it is."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse

from withness.foundation.pages import render_piece
from withness.people.asking import Asking, known
from withness.safety.hinting import explained
from withness.safety.models import NotWanted
from withness.safety.wanting import wants
from withness.safety.words.hints import Hint, hints_for
from withness.shares.models import Share

SENT_AS_IT_IS = "as_it_is"


def hints_before(request: Asking, to: Share, words: str) -> list[Hint]:
    """What to point out before this reply is sent; nothing where they want no hints, or have seen these."""
    if request.POST.get(SENT_AS_IT_IS) == "yes" or not words.strip():
        return []
    found = hints_for(need=to.need, share=to.words, reply=words)
    return found if found and wants(known(request), NotWanted.HINTS) else []


def piece(found: list[Hint]) -> str:
    """The hints as a piece of the reply form, with the button that sends it as it is."""
    return str(render_piece("shares/piece_hints.html", hints=explained(found)))


def told_to_script(found: list[Hint]) -> HttpResponse:
    """The same piece, for the script of a page that is open. Nothing was sent, nothing was kept."""
    return JsonResponse({"hints": piece(found)}, status=200)
