"""My ways in: password, passkeys, an address; each can be added, changed and taken away."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from withness.foundation.pages import page
from withness.foundation.refusing import NotUnderstood
from withness.foundation.saying import say
from withness.people.asking import Asking
from withness.people.code_letters import AddressLetter, as_address, in_use
from withness.people.doors import by_mail, for_known, for_sure
from withness.people.letters import email_of
from withness.people.limiting import LETTERS_WISHED, not_too_often
from withness.people.models import Person
from withness.people.overview import ways_in_of
from withness.people.passkeys import (
    begin_passkey,
    keep_passkey,
    made_passkey,
    outer_id_of,
    passkey_of,
    passkeys_work_here,
    rename_passkey,
)
from withness.people.ways_in import drop_email, drop_passkey, drop_password, keep_email, set_password

HERE = "/me/ways-in"


@require_GET
@for_known
def all_ways(request: Asking, person: Person) -> HttpResponse:
    """What there is, and what could be added."""
    ways = ways_in_of(person)
    return page(
        request, "people/ways_in.html", room="me", ways=ways, mail=settings.MAIL_OFFERED,
        passkeys=[(outer_id_of(key), key) for key in ways.passkeys], passkeys_work=passkeys_work_here(request),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("password")
@for_sure
def password(request: Asking, person: Person) -> HttpResponse:
    """Set it, change it, or do without."""
    trouble, key = {}, request.session.session_key or ""
    if request.method == "POST":
        try:
            if request.POST.get("do") == "drop":
                drop_password(person=person, but=key)
                sentence = _("Your password is gone. You are signed out everywhere else.")
            else:
                set_password(person=person, password=request.POST.get("password", ""), but=key)
                sentence = _("Your password is kept. You are signed out everywhere else.")
            update_session_auth_hash(request, person)
            return say(redirect(HERE), request, sentence)
        except NotUnderstood as no:
            trouble = {no.field: no.sentence}
    return page(
        request, "people/password.html", status=422 if trouble else 200, room="me", me=person, trouble=trouble,
        had=person.has_usable_password(),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@for_sure
def new_passkey(request: Asking, person: Person) -> HttpResponse:
    """Add one."""
    trouble = {}
    if request.method == "POST":
        try:
            made = made_passkey(request.POST.get("credential", ""))
            keep_passkey(person=person, made=made, name=request.POST.get("name", ""))
            return say(redirect(HERE), request, _("Your passkey is kept. You can come in with it from now on."))
        except NotUnderstood as no:
            trouble = {no.field: no.sentence}
    return page(
        request, "people/new_passkey.html", status=422 if trouble else 200, room="me", trouble=trouble,
        options=begin_passkey(person), passkeys_work=passkeys_work_here(request), name=request.POST.get("name", ""),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@for_sure
def one_passkey(request: Asking, person: Person, outer_id: str) -> HttpResponse:
    """Call it something else, or take it away."""
    passkey = passkey_of(person, outer_id)
    if passkey is None:
        raise Http404
    if request.method == "GET":
        return page(request, "people/one_passkey.html", room="me", name=passkey.wrap().name, outer_id=outer_id)
    if request.POST.get("do") == "drop":
        drop_passkey(person=person, passkey=passkey)
        sentence = _("That passkey opens nothing any more. You can delete it on your device too.")
        return say(redirect(HERE), request, sentence)
    rename_passkey(passkey=passkey, name=request.POST.get("name", ""))
    return say(redirect(HERE), request, _("It is kept."))


@require_http_methods(["GET", "POST"])
@by_mail
@for_sure
def email(request: Asking, person: Person) -> HttpResponse:
    """Give an address, or have it forgotten."""
    trouble = {}
    if request.method == "POST":
        if request.POST.get("do") == "drop":
            drop_email(person=person)
            return say(redirect(HERE), request, _("The address is forgotten."))
        not_too_often(request, LETTERS_WISHED)
        try:
            address = as_address(request.POST.get("email", ""))
            AddressLetter.write(request, email=address, in_vain=in_use(address) and address != email_of(person))
            return redirect("/me/email/code")
        except NotUnderstood as no:
            trouble = {no.field: no.sentence}
    return page(
        request, "people/email.html", status=422 if trouble else 200, room="me", trouble=trouble, known=email_of(person),
        email=request.POST.get("email", ""),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@by_mail
@for_known
def email_code(request: Asking, person: Person) -> HttpResponse:
    """The code that was sent there shows that it is theirs."""
    letter, trouble = AddressLetter.waiting(request), {}
    if letter is None:
        return redirect("/me/email")
    if request.method == "POST":
        try:
            if not letter.fits(request.POST.get("code", "")):
                raise NotUnderstood("code", _("That is not the code. Please look at it again."))
            keep_email(person=person, email=letter.email)
            return say(redirect(HERE), request, _("The address is yours, and is kept."))
        except NotUnderstood as no:
            trouble = {no.field: no.sentence}
    return page(
        request,
        "people/email_code.html",
        status=422 if trouble else 200,
        room="me",
        trouble=trouble,
        email=letter.email,
    )
