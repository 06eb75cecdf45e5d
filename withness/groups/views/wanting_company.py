"""Asking for somebody of the group, with a page that says what follows before it does."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from withness.foundation.pages import page
from withness.foundation.saying import say
from withness.groups.asking_for_company import ask_for_company, may_ask_for_company
from withness.groups.seats import seat
from withness.people.asking import Asking


@require_http_methods(["GET", "POST"])
def wanting_company(request: Asking, group_id: str) -> HttpResponse:
    """The press on this page is the consent: nobody hears anything before it."""
    me = seat(request, group_id)
    if not may_ask_for_company(me):
        raise Http404
    if request.method == "GET":
        return page(request, "groups/company.html", room="groups", group=me.group, me=me)
    ask_for_company(by=me)
    sentence = _("They are asked. If it cannot wait, “Help now” has somebody at any hour.")
    return say(redirect(f"/g/{me.group_id}"), request, sentence)
