"""A key of one's own for what is sealed: making it, opening it for a quarter of an hour, shutting it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from withness.foundation.limits import Limit, TooMuch, spend
from withness.foundation.pages import page
from withness.foundation.refusing import NotUnderstood, TooSoon
from withness.foundation.saying import say
from withness.people.asking import Asking
from withness.people.doors import for_known
from withness.people.keyring import OpenKey, has_key, held_open, keep_open, make_key, open_with, shut
from withness.people.models import Person
from withness.people.onward import onward

_TRIES = Limit("key tries", burst=8, per_hour=20)
HERE = "/me/key"


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("secret")
@for_known
def my_key(request: Asking, person: Person) -> HttpResponse:
    """Make a key, or open the one there is; then on to where one was going."""
    trouble: dict[str, str] = {}
    if request.method == "POST":
        try:
            return _open_or_make(request, person, request.POST.get("secret", ""))
        except NotUnderstood as no:
            trouble = {"secret": no.sentence}
    return page(
        request, "people/key.html", status=422 if trouble else 200, room="me", had=has_key(person), trouble=trouble, words=[],
        next=onward(request, "/path"), is_open=held_open(request) is not None,
    )  # fmt: skip


@require_POST
@for_known
def shut_key(request: Asking, person: Person) -> HttpResponse:  # noqa: ARG001 -- the door asks for it
    """Shut it in this browser, at once."""
    return shut(say(redirect("/me"), request, _("Your key is shut in this browser.")), request)


def _open_or_make(request: Asking, person: Person, secret: str) -> HttpResponse:
    there = onward(request, "/path")
    if not has_key(person):
        made, words = make_key(person=person, passphrase=secret)
        shown = page(
            request, "people/key.html", room="me", had=False, trouble={}, words=words.split(), next=there, is_open=True
        )
        shown.headers["Cache-Control"] = "no-store"
        return keep_open(shown, request, made)
    return keep_open(redirect(there), request, tried_open(person, secret))


def tried_open(person: Person, secret: str) -> OpenKey:
    """The key, opened by what was typed: few tries an hour, on whichever page. Raises `NotUnderstood`, `TooSoon`."""
    try:
        spend(_TRIES, f"person:{person.id}")
    except TooMuch as much:
        raise TooSoon(_("That was tried many times now. Please wait a few minutes."), much.wait) from much
    found = open_with(person=person, secret=secret)
    if found is None:
        raise NotUnderstood("secret", _("Neither your passphrase nor your words are like this. Please look once more."))
    return found
