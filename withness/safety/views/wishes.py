"""What one wants to know before, and after, reading."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from withness.foundation.pages import page
from withness.foundation.saying import say
from withness.people.asking import Asking
from withness.safety import wanting
from withness.safety.folding import EVERYTHING, known_notes, unfolded_notes, wish_unfolded
from withness.safety.models import NotWanted


@require_GET
def about_leaving(request: Asking) -> HttpResponse:
    """What leaving quickly does, and what it cannot do."""
    return page(request, "safety/about_leaving.html")


@require_http_methods(["GET", "POST"])
def notes(request: Asking) -> HttpResponse:
    """Which content notes one wants unfolded."""
    person = request.person
    if person is None:
        return redirect("/account/come-in?next=/me/notes")
    if request.method == "POST":
        wish_unfolded(person=person, notes=[*request.POST.getlist("note"), *request.POST.get("other", "").split(",")])
        return say(redirect("/me/notes"), request, _("Kept. It holds for everything you read from now on."))
    wished = unfolded_notes(person)
    known = known_notes()
    return page(
        request, "safety/notes.html", room="me", everything=EVERYTHING, wished=wished,
        known=[(note, note.casefold() in wished) for note in known],
        other=", ".join(sorted(wished - {note.casefold() for note in known} - {EVERYTHING})),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def words(request: Asking) -> HttpResponse:
    """Whether words may open a card, whether replies get hints, and whether words may help newcomers."""
    person = request.person
    if person is None:
        return redirect("/account/come-in?next=/me/writing")
    if request.method == "POST":
        for what, _name in NotWanted.WHAT:
            wanting.wish(person=person, what=what, wanted=request.POST.get(what) == "yes")
        return say(redirect("/me/writing"), request, _("Kept. It holds from now on."))
    card, hints, teaching = (wanting.wants(person, what) for what, _name in NotWanted.WHAT)
    return page(request, "safety/words.html", room="me", card=card, hints=hints, teaching=teaching)
