"""Taking everything along, and leaving for good."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from withness.foundation import clock
from withness.foundation.pages import page, render
from withness.people.asking import Asking
from withness.people.doors import for_sure
from withness.people.leaving import erase
from withness.people.models import Person
from withness.people.nicknames import same_nickname
from withness.people.signing_in import sign_out
from withness.people.speaking import LIGHT_COOKIE
from withness.people.taking_along import pack_everything


@require_http_methods(["GET", "POST"])
@for_sure
def take_along(request: Asking, person: Person) -> HttpResponse:
    """Everything that is kept about me, at once."""
    if request.method == "GET":
        return page(request, "people/export.html", room="me")
    packed = pack_everything(
        person, render=lambda everything: render(request, "people/everything.html", everything=everything)
    )
    day = clock.today(person.zone).isoformat()
    response = HttpResponse(packed, content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="everything-{day}.zip"'
    return response


@require_http_methods(["GET", "POST"])
@for_sure
def leave_for_good(request: Asking, person: Person) -> HttpResponse:
    """Says what goes, asks for the nickname, and then it goes."""
    trouble = {}
    if request.method == "POST":
        if same_nickname(request.POST.get("nickname", "")) == person.nickname:
            erase(person=person)
            sign_out(request)
            response = page(request, "people/erased.html")
            response.delete_cookie(LIGHT_COOKIE, samesite="Lax")
            return response
        trouble = {"nickname": _("Write your nickname as you write it when you come in.")}
    return page(request, "people/erase.html", status=422 if trouble else 200, room="me", trouble=trouble)
