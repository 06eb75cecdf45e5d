"""The last step of joining, by each of the three ways in. Only here something is kept."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from withness.foundation.ids import new_id
from withness.foundation.refusing import NotUnderstood
from withness.people.arriving import arrive
from withness.people.asking import Asking
from withness.people.code_letters import JoinLetter, as_address, in_use
from withness.people.doors import by_mail
from withness.people.limiting import LETTERS_WISHED, NEW_ACCOUNTS, not_too_often
from withness.people.models import Person
from withness.people.on_the_way import OnTheWay, forget_way, remember
from withness.people.passkeys import begin_passkey, keep_passkey, made_passkey
from withness.people.signing_in import sign_in
from withness.people.views.joining import ask, on_the_way


@sensitive_post_parameters("password")
@on_the_way
def with_password(request: Asking, way: OnTheWay) -> HttpResponse:
    """A password."""
    no = None
    if not way.asked:
        return redirect("/account/join")
    if request.method == "POST":
        not_too_often(request, NEW_ACCOUNTS)
        try:
            if not request.POST.get("password"):
                raise NotUnderstood("password", _("Choose a password of at least 15 letters."))
            return _arrived(request, way, arrive(way.arrival(), password=request.POST["password"]))
        except NotUnderstood as found:
            no = found
    return _once_more(request, "password", way, no)


@on_the_way
def with_passkey(request: Asking, way: OnTheWay) -> HttpResponse:
    """A passkey: the device makes it, and the account begins with it."""
    no = None
    if not way.asked:
        return redirect("/account/join")
    if request.method == "POST":
        not_too_often(request, NEW_ACCOUNTS)
        try:
            made = made_passkey(request.POST.get("credential", ""))
            with transaction.atomic():
                person = arrive(way.arrival())
                keep_passkey(person=person, made=made)
            return _arrived(request, way, person)
        except NotUnderstood as found:
            no = found
    way = replace(way, handle=way.handle or new_id())
    request.session.set_expiry(60 * 60)
    options = begin_passkey(Person(nickname=way.nickname, handle=way.handle))
    return remember(_once_more(request, "passkey", way, no, options=options), way)


@by_mail
@on_the_way
def with_letter(request: Asking, way: OnTheWay) -> HttpResponse:
    """An address, to which a code is sent each time. Whether somebody uses it already is said to its owner alone."""
    no = None
    if not way.asked:
        return redirect("/account/join")
    if request.method == "POST":
        not_too_often(request, LETTERS_WISHED)
        try:
            email = as_address(request.POST.get("email", ""))
            request.session.set_expiry(60 * 60)
            JoinLetter.write(request, email=email, in_vain=in_use(email))
            return redirect("/account/join/letter/code")
        except NotUnderstood as found:
            no = found
    return _once_more(request, "letter", way, no, email=request.POST.get("email", ""))


@by_mail
@on_the_way
def with_code(request: Asking, way: OnTheWay) -> HttpResponse:
    """The code that came by letter."""
    letter, no = JoinLetter.waiting(request), None
    if letter is None or not way.asked:
        return redirect("/account/join/letter")
    if request.method == "POST":
        not_too_often(request, NEW_ACCOUNTS)
        try:
            if not letter.fits(request.POST.get("code", "")):
                raise NotUnderstood("code", _("That is not the code. Please look at it again."))
            way = replace(way, email=letter.email)
            return _arrived(request, way, arrive(way.arrival()))
        except NotUnderstood as found:
            no = found
    return _once_more(request, "code", way, no, email=letter.email)


def _arrived(request: Asking, way: OnTheWay, person: Person) -> HttpResponse:
    """Signed in, and on to the recovery words; whatever was said on the way is forgotten here."""
    sign_in(request, person, by="joining")
    query = f"?{urlencode({'next': way.next})}" if way.next else ""
    return forget_way(redirect(f"/me/words{query}"))


def _once_more(
    request: Asking, question: str, way: OnTheWay, no: NotUnderstood | None = None, **shown: object
) -> HttpResponse:
    """The page again; when only the nickname has been lost meanwhile, that question again."""
    if no is not None and no.field == "nickname":
        return ask(request, "name", no, nickname=way.nickname)
    return ask(request, question, no, nickname=way.nickname, **shown)
