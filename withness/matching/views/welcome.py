"""What brings you here? For everybody, with an account or without; what is written here is kept nowhere."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from withness.foundation.pages import page, zone_for
from withness.foundation.refusing import NotUnderstood
from withness.foundation.saying import say
from withness.groups.rules import may_open_group
from withness.matching import wanting
from withness.matching.knowing import by_branch, named
from withness.matching.welcoming import Suggestions, suggest_groups
from withness.people.asking import Asking
from withness.people.consenting import has_consented
from withness.people.doors import for_known
from withness.people.models import Person


@sensitive_variables("words")
@sensitive_post_parameters("words")
@require_http_methods(["GET", "POST"])
def welcome(request: Asking) -> HttpResponse:
    """The question, and the groups that fit the answer, on one page: the words never travel in an address."""
    if request.method == "GET":
        return _welcome_page(request, "")
    words = request.POST.get("words", "")
    try:
        found = suggest_groups(words=words, person=request.person, language=_language(), zone=zone_for(request))
    except NotUnderstood as no:
        return _welcome_page(request, words, trouble={no.field: no.sentence}, status=no.status)
    return _welcome_page(request, words, found=found)


@require_POST
def wait(request: Asking) -> HttpResponse:
    """Be told when a group opens for what is ticked: at once for who has come in, and else on the way in."""
    slugs = [one.slug for one in named(request.POST.getlist("experience")[: wanting.MOST], "en")]
    person = request.person
    if person is None:
        return redirect("/account/come-in?next=/me/waiting")
    return _kept(request, person, slugs)


@require_http_methods(["GET", "POST"])
@for_known
def my_waiting(request: Asking, person: Person) -> HttpResponse:
    """Everything one can wait for, and what one does wait for."""
    if request.method == "POST":
        wanting.want(person=person, experiences=request.POST.getlist("experience"))
        return say(redirect("/me/waiting"), request, _("Kept. We tell you when a group for this opens."))
    language = _language()
    mine = wanting.wanted(person, language)
    return page(
        request, "matching/waiting.html", room="me", mine={one.slug for one in mine}, waited=mine,
        branches=by_branch(language), may=has_consented(person, "health"),
    )  # fmt: skip


def _kept(request: Asking, person: Person, slugs: list[str]) -> HttpResponse:
    if not slugs:
        return redirect("/me/waiting")
    wanting.want_too(person=person, experiences=slugs)
    return say(redirect("/me/waiting"), request, _("Kept. We tell you when a group for this opens."))


@sensitive_variables("words")
def _welcome_page(
    request: Asking,
    words: str,
    *,
    found: Suggestions | None = None,
    trouble: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    return page(
        request, "matching/welcome.html", status=status, words=words, found=found, trouble=trouble or {},
        may_open=may_open_group(request.person),
    )  # fmt: skip


def _language() -> str:
    return translation.get_language() or "en"
