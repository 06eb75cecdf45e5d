"""A link that signs somebody in once."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from withness.foundation.pages import page
from withness.foundation.saying import say
from withness.people.asking import Asking
from withness.people.signing_in import sign_in
from withness.people.signing_links import opens, use_link


@require_http_methods(["GET", "POST"])
def by_link(request: Asking, token: str) -> HttpResponse:
    """Opening the address only shows a button, since mail programs and chats open addresses by themselves."""
    if request.method == "GET":
        if not opens(token):
            raise Http404
        return page(request, "people/link.html")
    person = use_link(token)
    if person is None:
        raise Http404
    sign_in(request, person, by="link")
    return say(redirect("/me/ways-in"), request, _("You are in. Please set a way in that will last."))
