"""For somebody whom a directive names: being asked, saying yes or no, and any day no longer. No account is needed."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from withness.foundation.pages import page
from withness.foundation.refusing import NotUnderstood
from withness.foundation.saying import say
from withness.people.asking import Asking
from withness.people.doors import for_known
from withness.people.models import Person
from withness.safety.directive import asking
from withness.safety.directive.running import be_there
from withness.safety.models import Named


@require_http_methods(["GET", "POST"])
def card(request: Asking, token: str) -> HttpResponse:
    """What somebody is asked, and their answer."""
    named = _named(token)
    here, do, trouble = f"/asked/{token}", request.POST.get("do", ""), {}
    if request.method == "POST":
        try:
            said = _answer(request, named, token, do)
            return say(redirect(here), request, said)
        except NotUnderstood as no:
            trouble = {no.field: no.sentence}
    mine = request.person is not None and request.person.id == named.owner_id
    response = page(
        request, "safety/asked.html", status=422 if trouble else 200, named=named, card=asking.card_of(named), mine=mine,
        mail=settings.MAIL_OFFERED, trouble=trouble, email=request.POST.get("email", ""),
    )  # fmt: skip
    response.headers["Cache-Control"] = "no-store"
    return response


def _answer(request: Asking, named: Named, token: str, do: str) -> str:
    if do == "no":
        asking.withdraw(token=token)
        return _("You are not named any more. Your address is gone.")
    if do == "there":
        be_there(named=named)
        return _("Thank you. Nobody else is told now.")
    if do == "here":
        found = asking.confirm(token=token, person=request.person)
        return _("Thank you. You would read it in your notices here.") if found else _("Please come in first.")
    if not settings.MAIL_OFFERED:
        raise NotUnderstood("email", _("This house cannot send letters. You can say yes from an account here."))
    asking.write_to_confirm(named=named, token=token, email=request.POST.get("email", ""))
    return _("We sent a letter to that address. Press the link in it, and then it is agreed.")


@require_http_methods(["GET", "POST"])
def yes(request: Asking, token: str, signed: str) -> HttpResponse:
    """The link in the letter: a press confirms it. Programs that open every link of a letter change nothing."""
    _named(token)
    if request.method == "POST":
        if asking.confirm_signed(token=token, signed=signed) is None:
            raise Http404
        return say(redirect(f"/asked/{token}"), request, _("Thank you. It is agreed."))
    return page(request, "safety/asked_yes.html")


@require_http_methods(["GET", "POST"])
@for_known
def named(request: Asking, person: Person, named_id: str) -> HttpResponse:
    """For somebody who lives here too: the words, and what they can do."""
    found = asking.named_for(person, named_id)
    if found is None:
        raise Http404
    if request.method == "POST":
        if request.POST.get("do") == "no":
            asking.withdraw_here(person=person, named_id=named_id)
            return say(redirect("/today"), request, _("You are not named any more."))
        be_there(named=found)
        return say(redirect(f"/named/{named_id}"), request, _("Thank you. Nobody else is told now."))
    return page(request, "safety/named.html", card=asking.card_of(found))


def _named(token: str) -> Named:
    found = asking.asked_by(token)
    if found is None:
        raise Http404
    return found
