"""Being welcomed, for programs. The words are matched in memory and let go of."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field
from typing_extensions import TypedDict

from withness.foundation.bodies import Body
from withness.foundation.pages import zone_for
from withness.foundation.telling import tell
from withness.matching.knowing import Named
from withness.matching.welcoming import Fit, suggest_groups
from withness.people.asking import Asking

router = Router(tags=["welcome"])


class Words(Body):
    """What somebody says brings them here: 1 to 4,000 characters, in any language."""

    words: str = Field(
        json_schema_extra={"minLength": 1, "maxLength": 4000}, examples=["I lie awake listening for her."]
    )


class ExperienceTold(TypedDict):
    """Something people live through, in the language of the request."""

    slug: str
    name: str


class FitTold(TypedDict):
    """A group that may fit. `because` are words of what was written; `experiences` what the group is about."""

    id: str
    title: str
    about: str
    language: str
    because: list[str]
    experiences: list[ExperienceTold]


class SuggestionsTold(TypedDict):
    """Up to five groups, the best first; what the words speak of; and whether to show help before anything else."""

    help_first: bool
    groups: list[FitTold]
    experiences: list[ExperienceTold]


@router.post("/welcome/suggestions", auth=None, response=SuggestionsTold, summary="Groups for a person's words")
def suggest(request: HttpRequest, body: Words) -> HttpResponse:
    """For everybody, signed in or not. Nothing of what is sent is kept, on disk or in a log."""
    asking = cast(Asking, request)
    language = getattr(request, "LANGUAGE_CODE", "en")
    found = suggest_groups(
        words=body.words, person=getattr(asking, "person", None), language=language, zone=zone_for(request)
    )
    told: SuggestionsTold = {
        "help_first": found.help_first,
        "groups": [_fit(one) for one in found.fits],
        "experiences": [_named(one) for one in found.lives],
    }
    return tell(told)


def _fit(one: Fit) -> FitTold:
    group = one.group
    return {
        "id": group.id, "title": group.title, "about": group.about, "language": group.language, "because": one.because,
        "experiences": [_named(life) for life in one.lives],
    }  # fmt: skip


def _named(one: Named) -> ExperienceTold:
    return {"slug": one.slug, "name": one.name}
