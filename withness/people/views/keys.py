"""Keys for programs that act for me."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from withness.foundation.pages import page
from withness.foundation.refusing import NotUnderstood
from withness.foundation.saying import say
from withness.people.asking import Asking
from withness.people.doors import for_sure
from withness.people.models import Person
from withness.people.tokens import make_token, revoke, tokens_of


@require_http_methods(["GET", "POST"])
@for_sure
def my_keys(request: Asking, person: Person) -> HttpResponse:
    """What there is, and a new one, shown this one time."""
    made, trouble, name = "", {}, request.POST.get("name", "")
    if request.method == "POST":
        try:
            made = make_token(person=person, name=name)
        except NotUnderstood as no:
            trouble = {no.field: no.sentence}
    return page(
        request, "people/keys.html", status=422 if trouble else 200, room="me", made=made, trouble=trouble,
        name="" if made else name, tokens=tokens_of(person),
    )  # fmt: skip


@require_http_methods(["POST"])
@for_sure
def remove(request: Asking, person: Person) -> HttpResponse:
    """It opens nothing any more."""
    if not revoke(person=person, token_id=request.POST.get("key", "")):
        raise Http404
    return say(redirect("/me/keys"), request, _("The key is removed. It opens nothing any more."))
