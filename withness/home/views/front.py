"""The front door."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from withness.foundation.pages import page
from withness.home.views.stepping import roles_for
from withness.people.asking import Asking


@require_GET
def front_door(request: Asking) -> HttpResponse:
    """Who we are, for somebody who does not know us; whoever has come in goes on to Today."""
    if request.person is not None:
        return redirect("/today")
    return page(request, "home/front.html", roles=roles_for(request))
