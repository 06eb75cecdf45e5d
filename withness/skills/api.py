"""What helps, for programs: finding it, trying it, and saying how it was."""

from __future__ import annotations

from typing import Literal

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router
from ninja.params.functions import Query
from pydantic import Field
from typing_extensions import TypedDict

from withness.foundation.bodies import Body
from withness.foundation.ids import looks_like_id
from withness.foundation.keyset import Page, page
from withness.foundation.refusing import NotAllowed
from withness.foundation.telling import done, tell
from withness.foundation.text import clean_line
from withness.people.asking import Asking, known
from withness.people.consenting import has_consented
from withness.skills import shelf, trying
from withness.skills.models import MOMENTS, Strategy, Trial
from withness.skills.saying_how_sure import in_words

router = Router(tags=["skills"])


class StrategyItem(TypedDict):
    """Something that helped somebody. `how_sure` is a sentence with how many tried it: please never show a bare share."""

    id: str
    title: str
    steps: str
    moments: list[str]
    minutes: int | None
    cautions: str
    not_for: str
    how_sure: str


class TrialId(TypedDict):
    """What was begun."""

    id: str


class NewTrial(Body):
    """For which moment it is tried, and how bad it is before: 0 easy to 10 unbearable."""

    moment: str = Field("", max_length=16)
    before: int | None = Field(None, ge=0, le=10)


class TrialTold(Body):
    """How it was, how bad it is now, and what one changed, if anything."""

    went: Literal["helped", "not", "worse"]
    after: int | None = Field(None, ge=0, le=10)
    changed: str = Field("", max_length=600)


@router.get("/strategies", response=Page[StrategyItem], summary="What helps")
def list_strategies(
    request: Asking, moment: str = Query("", max_length=16), words: str = Query("", max_length=80)
) -> HttpResponse:
    """In my language, those that can be trusted most first; at most sixty."""
    at = moment if moment in dict(MOMENTS) else ""
    found = shelf.find(known(request), moment=at, words=clean_line(words, longest=80))
    told: list[StrategyItem] = [
        {
            "id": one.strategy.id, "title": one.strategy.title, "steps": one.strategy.steps, "moments": one.strategy.moments,
            "minutes": one.strategy.minutes, "cautions": one.strategy.cautions, "not_for": one.strategy.not_for,
            "how_sure": str(in_words(one.estimate)),
        }
        for one in found
    ]  # fmt: skip
    return tell(page(told, None))


@router.post("/strategies/{strategy_id}/trials", response={201: TrialId}, summary="Try it")
def begin_trial(request: Asking, strategy_id: str, body: NewTrial) -> HttpResponse:
    """Later its person is asked once, gently, how it was."""
    person = known(request)
    seen = Strategy.objects.visible_to(person).filter(id=strategy_id if looks_like_id(strategy_id) else "")
    strategy = seen.first()
    if strategy is None:
        raise Http404
    if not has_consented(person, "health"):
        raise NotAllowed(_("Trying something is kept only for who has agreed to it, on the page “Me”."))
    trial = trying.try_it(person=person, strategy=strategy, moment=body.moment, before=body.before)
    return tell({"id": trial.id}, status=201)


@router.post("/trials/{trial_id}", response={204: None}, summary="Say how it was with what I tried")
def tell_trial(request: Asking, trial_id: str, body: TrialTold) -> HttpResponse:
    """Nobody has to say."""
    mine = Trial.objects.visible_to(known(request)).filter(id=trial_id if looks_like_id(trial_id) else "")
    trial = mine.select_related("strategy").first()
    if trial is None:
        raise Http404
    trying.tell_how_it_was(trial=trial, went=body.went, after=body.after, changed=body.changed)
    return done()
