"""The door of the desk: for stewards. Everybody else meets the same page as for a thing that never was."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse

from withness.people.asking import Asking
from withness.people.models import Person
from withness.people.stewarding import is_steward
from withness.stewards.models import Case

View = Callable[..., HttpResponse]


def for_stewards(view: View) -> View:
    """The view gets the steward. Nothing of the desk is kept by any browser."""

    @wraps(view)
    def door(request: Asking, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.person is None or not is_steward(request.person):
            raise Http404
        response = view(request, request.person, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        return response

    door.for_stewards = True  # type: ignore[attr-defined]
    return door


def case_for(steward: Person, case_id: str) -> Case:
    """The case of that id, through the steward's eyes. Raises `Http404`."""
    case = Case.objects.visible_to(steward).filter(id=case_id).first()
    if case is None:
        raise Http404
    return case
