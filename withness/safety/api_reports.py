"""Asking the stewards to look, for programs, and following what became of it."""

from __future__ import annotations

from typing import Literal

from django.http import Http404, HttpResponse
from ninja import Router
from ninja.params.functions import Query
from pydantic import Field
from typing_extensions import TypedDict

from withness.foundation.bodies import Body
from withness.foundation.ids import looks_like_id
from withness.foundation.keyset import LONGEST, MOST, Page, asked, cursor, page
from withness.foundation.telling import minute, minute_or_none, tell
from withness.people.asking import Asking, known
from withness.safety.models import Report
from withness.safety.reportable import find_target, kind_of
from withness.safety.reporting import BY_NAME, REASONS, report, report_by, reports_by, standing

router = Router(tags=["reports"])
PAGE = 50


class ReasonTold(TypedDict):
    """A reason to send, and the words in which a person chooses it."""

    name: str
    words: str
    more: str


class ReportTold(TypedDict):
    """What one asked to be looked at, and how it stands, in a sentence that may be shown as it is. `reason` is empty
    where it is one that we no longer offer.
    """

    id: str
    kind: str
    what: str
    thing: str
    reason: str
    reason_words: str
    state: Literal["arrived", "looked_at", "decided"]
    sentence: str
    at: str
    decided_at: str | None


class NewReport(Body):
    """What it is about: `kind` is `share`, `reply`, `member` (an alias), `group`, `circle` or `message`, `thing` its id.
    `reason` is one of `/reports/reasons`. `words` are for the stewards alone, and need not be sent.
    """

    kind: str = Field(max_length=16, examples=["share"])
    thing: str = Field(max_length=40)
    reason: str = Field(max_length=16, examples=["worried"])
    words: str = Field("", max_length=4000)


@router.get("/reports/reasons", response=Page[ReasonTold], summary="Why one may ask for a look")
def list_reasons(request: Asking) -> HttpResponse:  # noqa: ARG001
    """In the language that is asked for, the one that is care and no complaint first."""
    told: list[ReasonTold] = [{"name": one.name, "words": str(one.words), "more": str(one.more)} for one in REASONS]
    return tell(page(told, None))


@router.post("/reports", response={201: ReportTold}, summary="Ask the stewards to look")
def ask_for_a_look(request: Asking, body: NewReport) -> HttpResponse:
    """Nobody is told who asked. Asking again about the same thing answers the report that is open."""
    person = known(request)
    target = find_target(person, body.kind, body.thing)
    if target is None:
        raise Http404
    kept = report(by=person, target=target, reason=body.reason, words=body.words)
    return tell(_told(kept), status=201, Location=f"/api/v1/reports/{kept.id}")


@router.get("/reports", response=Page[ReportTold], summary="What I asked to be looked at")
def list_reports(
    request: Asking, after: str = Query("", max_length=LONGEST), limit: int = Query(PAGE, ge=1, le=MOST)
) -> HttpResponse:
    """The newest first."""
    wish = asked(request, after=after, limit=limit)
    edge = report_by(known(request), wish.parts(1)[0]) if wish.after else None
    found = reports_by(known(request), before=edge, most=wish.limit + 1)
    told = [_told(one) for one in found[: wish.limit]]
    return tell(page(told, cursor(found[wish.limit - 1].id) if len(found) > wish.limit else None))


@router.get("/reports/{report_id}", response=ReportTold, summary="How one of them stands")
def read_report(request: Asking, report_id: str) -> HttpResponse:
    """For who asked, and nobody else."""
    mine = report_by(known(request), report_id) if looks_like_id(report_id) else None
    if mine is None:
        raise Http404
    return tell(_told(mine))


def _told(one: Report) -> ReportTold:
    kind, reason = kind_of(one.kind), BY_NAME.get(one.reason)
    return {
        "id": one.id,
        "kind": one.kind,
        "what": str(kind.label) if kind else one.kind,
        "thing": one.thing,
        "reason": one.reason if reason else "",
        "reason_words": str(reason.words) if reason else "",
        "state": "decided" if one.closed_at else "looked_at" if one.looked_at else "arrived",
        "sentence": standing(one),
        "at": minute(one.at),
        "decided_at": minute_or_none(one.closed_at),
    }
