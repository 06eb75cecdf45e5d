"""What an operator owes, as pages to print. Two of them are for everybody."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from withness.foundation.pages import page
from withness.people.asking import Asking
from withness.people.stewarding import is_steward
from withness.stewards.duties import DUTIES, duty, missing


@require_GET
def duties(request: Asking) -> HttpResponse:
    """Those that one may read."""
    steward = is_steward(request.person)
    return page(
        request, "stewards/duties.html", duties=[one for one in DUTIES if one.public or steward],
        missing=missing() if steward else [],
    )  # fmt: skip


@require_GET
def one_duty(request: Asking, slug: str) -> HttpResponse:
    """One of them."""
    found = duty(slug)
    if found is None or not (found.public or is_steward(request.person)):
        raise Http404
    return page(
        request, "stewards/duty.html", duty=found, sections=found.sections(), steward=is_steward(request.person)
    )
