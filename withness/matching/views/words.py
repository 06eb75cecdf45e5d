"""The vocabulary, and words it lacks."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from withness.foundation.pages import page
from withness.foundation.refusing import NotUnderstood
from withness.foundation.saying import say
from withness.matching import adding
from withness.matching.knowing import by_branch
from withness.people.asking import Asking, known
from withness.people.doors import for_known
from withness.people.models import Person


@require_GET
def experiences(request: Asking) -> HttpResponse:
    """Everything that groups can be for, for everybody to read."""
    return _page(request)


@require_POST
@for_known
def suggest_words(request: Asking, person: Person) -> HttpResponse:
    """Say what is missing."""
    form = {name: request.POST.get(name, "") for name in ("name", "words", "under")}
    try:
        added = adding.suggest(by=person, **form)
    except NotUnderstood as no:
        return _page(request, form, {no.field: no.sentence}, status=no.status)
    sentence = _("Thank you. It is in.") if added.taken_in else _("Thank you. A steward will look at it.")
    return say(redirect("/experiences"), request, sentence)


@require_POST
def answer_words(request: Asking, addition_id: str) -> HttpResponse:
    """A steward takes words in, or leaves them."""
    adding.answer(by=known(request), addition_id=addition_id, take_in=request.POST.get("do") == "take_in")
    return redirect("/experiences")


def _page(
    request: Asking, form: dict[str, str] | None = None, trouble: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    person, branches = request.person, by_branch(translation.get_language() or "en")
    places = [(one.slug, one.name) for top, held in branches for one in (top, *held) if not one.slug.startswith("own:")]
    return page(
        request, "matching/experiences.html", status=status, branches=branches, places=places, form=form or {},
        trouble=trouble or {}, waiting=adding.waiting_for_answer(person) if person else [],
    )  # fmt: skip
