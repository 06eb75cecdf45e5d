"""Recovery words: made, shown once, and used."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from withness.foundation.pages import page
from withness.foundation.refusing import NotUnderstood
from withness.foundation.saying import say
from withness.people.asking import Asking
from withness.people.doors import for_known, for_strangers, for_sure
from withness.people.limiting import count_failure, too_many_failures
from withness.people.models import Person
from withness.people.onward import onward
from withness.people.recovering import has_words, make_words, person_of_words, say_kept
from withness.people.signing_in import sign_in


@require_http_methods(["GET", "POST"])
@for_sure
def my_words(request: Asking, person: Person) -> HttpResponse:
    """What recovery words are; on asking, new ones, shown this one time."""
    shown = make_words(person=person).split() if request.method == "POST" else []
    return page(
        request, "people/words.html", room="me", shown=shown, had=has_words(person), next=onward(request, "/me")
    )


@require_POST
@for_known
def kept(request: Asking, person: Person) -> HttpResponse:
    """“I have written them down.”"""
    say_kept(person=person)
    return say(redirect(onward(request, "/me")), request, _("Good. Keep the paper where only you find it."))


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("words")
@for_strangers
def come_in_by_words(request: Asking) -> HttpResponse:
    """Nickname and words: in, and on to setting a way in that will last."""
    nickname, trouble, status = request.POST.get("nickname", ""), {}, 200
    if request.method == "POST":
        try:
            person = _opened(request, nickname, request.POST.get("words", ""))
            if person is not None:
                sign_in(request, person, by="words")
                return say(redirect("/me/ways-in"), request, _("You are in. Please set a way in that will last."))
            trouble = {"words": _("The nickname and the words do not fit together. Please look at both again.")}
        except NotUnderstood as no:
            trouble = {no.field: no.sentence}
        status = 422
    return page(request, "people/come_in_words.html", status=status, nickname=nickname, trouble=trouble)


def _opened(request: Asking, nickname: str, words: str) -> Person | None:
    """Whose account opens; failures count together with those of passwords."""
    if too_many_failures(request, nickname):
        raise NotUnderstood("words", _("That was tried many times now. Please wait a few minutes, then try again."))
    person = person_of_words(nickname=nickname, words=words)
    if person is None:
        count_failure(request, nickname)
    return person
