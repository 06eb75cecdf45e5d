"""Points on the way and letters, for programs. One's own only."""

from __future__ import annotations

from django.http import HttpResponse
from ninja import Router
from typing_extensions import TypedDict

from withness.foundation.keyset import Page, page
from withness.foundation.telling import minute, tell
from withness.hope.reading import letters_to, milestones_of
from withness.people.asking import Asking, known

router = Router(tags=["hope"])


class MilestoneItem(TypedDict):
    """A point on the way. `number`: how many days, where days were reached."""

    id: str
    kind: str
    words: str
    number: int | None
    on: str


class LetterItem(TypedDict):
    """A letter that reached me. It carries no name."""

    id: str
    at: str
    words: str
    html: str
    thanked: bool


@router.get("/milestones", response=Page[MilestoneItem], summary="Points on my way")
def list_milestones(request: Asking) -> HttpResponse:
    """The newest first; at most a hundred."""
    found: list[MilestoneItem] = [
        {"id": one.id, "kind": one.kind, "words": one.words, "number": one.number, "on": one.on.isoformat()}
        for one in milestones_of(known(request))
    ]
    return tell(page(found, None))


@router.get("/letters", response=Page[LetterItem], summary="Letters that reached me")
def list_letters(request: Asking) -> HttpResponse:
    """The newest first; at most fifty. One that was taken back is no longer here."""
    found: list[LetterItem] = [
        {
            "id": one.letter_id, "at": minute(one.at), "words": one.letter.words, "html": one.letter.html,
            "thanked": one.thanked_at is not None,
        }
        for one in letters_to(known(request))
    ]  # fmt: skip
    return tell(page(found, None))
