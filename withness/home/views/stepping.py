"""Stepping into the demo from its front page, with one press."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from withness.home.demo.roles import Role, one_of_the_cast, roles_here
from withness.people.asking import Asking
from withness.people.stepping_in import may_step_in, step_in


def roles_for(request: Asking) -> list[Role]:
    """Those whom whoever asks may step in as: nobody, except on the machine that runs the demo."""
    return roles_here() if may_step_in(request) else []


@require_POST
def step_in_as(request: Asking) -> HttpResponse:
    """Be one of the cast from now on. Anywhere but on the demo's own machine there is nothing at this address."""
    person = one_of_the_cast(request.POST.get("who", "")) if may_step_in(request) else None
    if person is None:
        raise Http404
    step_in(request, person)
    return redirect("/today")
