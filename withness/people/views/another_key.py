"""What becomes of one's own key: the same behind another passphrase, or thrown away with all that it seals."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from withness.foundation.pages import page
from withness.foundation.refusing import NotUnderstood
from withness.foundation.saying import say
from withness.people.asking import Asking
from withness.people.doors import for_known, for_sure
from withness.people.keyring import change_passphrase, has_key, keep_open, shut, throw_key_away
from withness.people.models import Person
from withness.people.nicknames import same_nickname
from withness.people.views.key import HERE, tried_open


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("secret", "passphrase")
@for_known
def another_passphrase(request: Asking, person: Person) -> HttpResponse:
    """Asks for what opens it now, passphrase or words, even where it lies open: somebody else may sit there."""
    if not has_key(person):
        return redirect(HERE)
    trouble = {}
    if request.method == "POST":
        try:
            key = tried_open(person, request.POST.get("secret", ""))
            passphrase = request.POST.get("passphrase", "")
            change_passphrase(person=person, key=key, passphrase=passphrase, but=request.session.session_key or "")
            sentence = _(
                "Your key has another passphrase. Your twelve words are the same. You are signed out elsewhere."
            )
            return keep_open(say(redirect(HERE), request, sentence), request, key)
        except NotUnderstood as no:
            trouble = {no.field: no.sentence}
    return page(request, "people/key_passphrase.html", status=422 if trouble else 200, room="me", trouble=trouble)


@require_http_methods(["GET", "POST"])
@for_sure
def throw_away(request: Asking, person: Person) -> HttpResponse:
    """Says what can never be read again, asks for the nickname, and then the key goes."""
    if not has_key(person):
        return redirect(HERE)
    trouble = {}
    if request.method == "POST":
        if same_nickname(request.POST.get("nickname", "")) == person.nickname:
            throw_key_away(person=person, but=request.session.session_key or "")
            return shut(say(redirect(HERE), request, _("Your key is gone. You can make a new one here.")), request)
        trouble = {"nickname": _("Write your nickname as you write it when you come in.")}
    return page(request, "people/key_gone.html", status=422 if trouble else 200, room="me", trouble=trouble)
