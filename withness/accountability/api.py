"""My days, for programs: what I am doing, today's tap, and what I named in circles. One's own only."""

from __future__ import annotations

from typing import Literal

from django.http import Http404, HttpResponse
from ninja import Router
from pydantic import Field
from typing_extensions import TypedDict

from withness.accountability import checking_in, committing, saying
from withness.accountability.models import Commitment, Goal
from withness.accountability.reading import commitments_waiting, goals_today
from withness.foundation.bodies import Body
from withness.foundation.days import day
from withness.foundation.ids import looks_like_id
from withness.foundation.keyset import Page, page
from withness.foundation.telling import done, minute, tell
from withness.people.asking import Asking, known

router = Router(tags=["my days"])


class GoalItem(TypedDict):
    """Something I am doing. `progress` is a sentence: it never says nought, and no number stands beside a higher, older one."""

    id: str
    words: str
    frame: str
    resting: bool
    progress: str
    today: str


class CommitmentItem(TypedDict):
    """Something I named in a closing round and have not told the end of."""

    id: str
    group: str
    words: str
    named_at: str


class Tap(Body):
    """How a day went; `on` is today when left out."""

    went: Literal["as_meant", "partly", "not_today"]
    on: str = Field("", max_length=10, examples=["2026-11-25"])
    words: str = Field("", max_length=2000)
    difficulty: int | None = Field(None, ge=0, le=10)


class HowItWas(Body):
    """How it was; all three are fine. `let_go`: I would rather not be asked again."""

    how: Literal["done", "partly", "not_yet", "let_go"]
    words: str = Field("", max_length=1000)


@router.get("/progress", response=Page[GoalItem], summary="What I am doing")
def list_goals(request: Asking) -> HttpResponse:
    """Everything that has not ended, the oldest first, with what was said of today."""
    found: list[GoalItem] = [
        {
            "id": one.goal.id, "words": one.goal.words, "frame": one.goal.frame, "resting": one.goal.paused_at is not None,
            "progress": saying.headline(one.progress, one.goal.frame), "today": one.said.went if one.said else "",
        }
        for one in goals_today(known(request))
    ]  # fmt: skip
    return tell(page(found, None))


@router.post("/progress/{goal_id}/check-ins", response={204: None}, summary="Say how a day went")
def check_in(request: Asking, goal_id: str, body: Tap) -> HttpResponse:
    """Said again, it takes the place of what was said of that day."""
    goals = Goal.objects.visible_to(known(request)).select_related("person")
    goal = goals.filter(id=goal_id).first() if looks_like_id(goal_id) else None
    if goal is None:
        raise Http404
    checking_in.check_in(
        goal=goal, went=body.went, on=day(body.on, field="on"), words=body.words, difficulty=body.difficulty
    )
    return done()


@router.get("/commitments", response=Page[CommitmentItem], summary="What I said I would do")
def list_commitments(request: Asking) -> HttpResponse:
    """The newest first; at most twenty."""
    found: list[CommitmentItem] = [
        {"id": one.id, "group": one.member.group_id, "words": one.words, "named_at": minute(one.named_at)}
        for one in commitments_waiting(known(request))
    ]
    return tell(page(found, None))


@router.post("/commitments/{commitment_id}", response={204: None}, summary="Say how it was")
def tell_how(request: Asking, commitment_id: str, body: HowItWas) -> HttpResponse:
    """Only who named it is asked, and never twice."""
    mine = Commitment.objects.visible_to(known(request))
    one = mine.filter(id=commitment_id).first() if looks_like_id(commitment_id) else None
    if one is None:
        raise Http404
    if body.how == "let_go":
        committing.let_go(commitment=one)
    else:
        committing.tell_how_it_was(commitment=one, how=body.how, words=body.words)
    return done()
