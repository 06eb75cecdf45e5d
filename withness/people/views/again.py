"""Showing once more that it is you, before something that matters."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.webauthn.internal import flows
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from withness.foundation.pages import page
from withness.foundation.refusing import NotUnderstood
from withness.people.asking import Asking
from withness.people.code_letters import AgainLetter
from withness.people.doors import for_known
from withness.people.letters import email_of
from withness.people.limiting import LETTERS_WISHED, not_too_often
from withness.people.models import Person
from withness.people.onward import onward
from withness.people.passkeys import begin_proof, passkeys_of, proven_passkey
from withness.people.signing_in import prove_again


@require_http_methods(["GET", "POST"])
@for_known
def by_passkey(request: Asking, person: Person) -> HttpResponse:
    """With one of one's own passkeys."""
    if not passkeys_of(person):
        raise Http404
    trouble = {}
    if request.method == "POST":
        try:
            flows.reauthenticate(request, proven_passkey(request.POST.get("credential", ""), person))
            return redirect(onward(request))
        except NotUnderstood as no:
            trouble = {"passkey": no.sentence}
    return _page(request, "people/again_passkey.html", options=begin_proof(person), trouble=trouble)


@require_http_methods(["GET", "POST"])
@for_known
def by_letter(request: Asking, person: Person) -> HttpResponse:
    """With a code sent to one's own address."""
    if not email_of(person):
        raise Http404
    letter = AgainLetter.waiting(request)
    trouble = {}
    if request.method == "POST" and request.POST.get("do") == "send":
        not_too_often(request, LETTERS_WISHED)
        letter = AgainLetter.write(request, email=email_of(person))
    elif request.method == "POST" and letter is not None:
        if letter.fits(request.POST.get("code", "")):
            prove_again(request, person, by="code")
            return redirect(onward(request))
        trouble = {"code": _("That is not the code. Please look at it again.")}
        letter = AgainLetter.waiting(request)
    return _page(request, "people/again_letter.html", letter=letter, trouble=trouble)


def _page(request: Asking, template: str, *, trouble: dict[str, str], **more: Any) -> HttpResponse:
    ways = get_adapter(request).get_reauthentication_methods(request.person)
    others = [way for way in ways if way["url"] != request.path]
    return page(
        request, template, status=422 if trouble else 200, room="me", trouble=trouble, next=onward(request),
        others=others, come_in=reverse("account_login"), **more,
    )  # fmt: skip
