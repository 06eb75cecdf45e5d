"""How a group could become two."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from withness.foundation.pages import page
from withness.groups.rules import may_open_group
from withness.groups.seats import seat
from withness.matching.outgrowing import suggest_halves
from withness.people.asking import Asking


@require_GET
def halves(request: Asking, group_id: str) -> HttpResponse:
    """For who holds the group."""
    me = seat(request, group_id)
    return page(
        request, "matching/halves.html", room="groups", group=me.group, found=suggest_halves(by=me),
        may_open=may_open_group(request.person),
    )  # fmt: skip
