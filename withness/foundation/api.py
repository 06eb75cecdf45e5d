"""What the address of a problem leads to: its meaning, for whoever writes a program."""

from __future__ import annotations

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router
from typing_extensions import TypedDict

from withness.foundation.answers import KINDS_AT
from withness.foundation.problems import KINDS
from withness.foundation.telling import tell

router = Router(tags=["problems"])


class KindTold(TypedDict):
    """A kind of problem, and what can be done about it."""

    type: str
    title: str
    status: int
    advice: str


@router.get("/problems/{kind}", response=KindTold, auth=None, summary="A kind of problem")
def read_problem(request: HttpRequest, kind: str) -> HttpResponse:  # noqa: ARG001
    """What the “type” of a problem means. For everybody."""
    known = KINDS.get(kind)
    if known is None:
        raise Http404
    told: KindTold = {
        "type": f"{KINDS_AT}{kind}",
        "title": HTTPStatus(known.status).phrase,
        "status": known.status,
        "advice": str(known.advice),
    }
    return tell(told)
